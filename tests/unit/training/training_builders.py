"""Things of training with good defaults: name only what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from training.domain.enrolment import Enrolment, request
from training.domain.enrolment_terms import Requester
from training.domain.history import Moment
from training.domain.offer import AgeClass, Form, Kind, Mode, Sex
from training.domain.partner import Agreement, Partner, PartnerKind
from training.domain.person import Person
from training.domain.policies import policy_on
from training.domain.programme import Programme, State, propose
from training.domain.session import Session
from training.domain.waiting_list import Roll
from training.policy_files import shipped_policies

OFFICE = "jakarta-timur-utara"
JUNE_14 = date(2021, 6, 14)
POLICY = policy_on(JUNE_14, shipped_policies())


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_moment(by: str = "pelatih") -> Moment:
    return Moment(at=datetime(2021, 6, 1, 2, tzinfo=UTC), by=by)


def a_programme(state: State = State.PROPOSED, **more: Any) -> Programme:
    """Five days in June, without cost and with someone who teaches."""
    described: dict[str, Any] = {
        "id": uuid4(),
        "office_id": OFFICE,
        "title": "Bimbingan Kerja Tata Boga",
        "kind": Kind.KEMANDIRIAN,
        "field": "tata_boga",
        "form": Form.GROUP,
        "mode": Mode.OFFLINE,
        "places": 10,
        "starts": JUNE_14,
        "ends": JUNE_14 + timedelta(4),
        "partner_ids": (uuid4(),),
        "kecamatan": "cakung",
        "no_cost": True,
        "proposed_by": "pk-1",
    }
    proposed, _ = propose(Programme(**described | more), a_moment())
    return replace(proposed, state=state)


def a_session(on: date = JUNE_14, start: int = 2, **more: Any) -> Session:
    """Three hours from `start` o'clock (UTC) in a hall."""
    at = datetime(on.year, on.month, on.day, start, tzinfo=UTC)
    described: dict[str, Any] = {
        "id": uuid4(),
        "office_id": OFFICE,
        "programme_id": uuid4(),
        "starts_at": at,
        "ends_at": at + timedelta(hours=3),
        "on": on,
        "mode": Mode.OFFLINE,
        "place": "Aula Bapas",
    }
    return Session(**described | more)


def a_person(**more: Any) -> Person:
    """A woman in Cakung with a smartphone, not under an order yet."""
    described: dict[str, Any] = {
        "id": uuid4(),
        "office_id": OFFICE,
        "sex": Sex.FEMALE,
        "age_class": AgeClass.ADULT,
        "kecamatan": "cakung",
        "device": "smartphone",
        "internet": "good",
    }
    return Person(**described | more)


def an_enrolment(**more: Any) -> Enrolment:
    described: dict[str, Any] = {
        "id": uuid4(),
        "office_id": OFFICE,
        "programme_id": uuid4(),
        "person_id": uuid4(),
        "field": "tata_boga",
        "requested_by": Requester.CLIENT,
    }
    return request(Enrolment(**described | more), a_moment())


def a_roll(places: int = 2, accepted: int = 0, waiting: int = 0) -> Roll:
    return Roll(
        id=uuid4(),
        office_id=OFFICE,
        programme_id=uuid4(),
        places=places,
        accepted=tuple(_ids(accepted)),
        waiting=tuple(_ids(waiting)),
    )


def a_partner(start: str = "2021-01-01", end: str = "2021-12-31", **more: Any) -> Partner:
    agreement = Agreement(number="PKS-7/2021", start=day(start), end=day(end))
    described: dict[str, Any] = {
        "id": uuid4(),
        "office_id": OFFICE,
        "name": "POKMAS Yuni Kitchen",
        "kind": PartnerKind.POKMAS,
        "agreement": agreement,
    }
    return Partner(**described | more)


def _ids(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]
