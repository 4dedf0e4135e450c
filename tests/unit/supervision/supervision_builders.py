"""Things of supervision with good defaults: name only what matters."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from supervision.domain.calendar import Calendar
from supervision.domain.case import SupervisionCase
from supervision.domain.contacts import Attempt, Channel, Contact, Target
from supervision.domain.obligation import Obligation, State
from supervision.domain.policies import Kind, Policy, policy_for
from supervision.domain.scheduling import begin
from supervision.policy_files import shipped_policies

ASIMILASI = policy_for("asimilasi_rumah", date(2021, 3, 1), shipped_policies())
PB = policy_for("pb", date(2021, 3, 1), shipped_policies())
CALENDAR = Calendar()
NOON = datetime(2021, 6, 2, 5, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def an_obligation(
    window: tuple[str, str] = ("2021-06-01", "2021-06-08"),
    *,
    attempts: tuple[Attempt, ...] = (),
    state: State = State.SCHEDULED,
    kind: Kind = Kind.WEEKLY_REMOTE,
    id: UUID | None = None,
) -> Obligation:
    return Obligation(
        id=id or uuid4(),
        office_id="jakarta-timur-utara",
        person_id=uuid4(),
        case_id=uuid4(),
        officer_id=uuid4(),
        kind=kind,
        in_person=kind is Kind.MONTHLY_IN_PERSON,
        window_start=day(window[0]),
        window_end=day(window[1]),
        due=day(window[0]),
        state=state,
        attempts=attempts,
    )


def an_attempt(
    channel: Channel = Channel.PHONE, target: Target = Target.CLIENT, id: UUID | None = None
) -> Attempt:
    return Attempt(
        id=id or uuid4(), at=NOON, channel=channel, target=target, reached=False, by="pk-1"
    )


def a_contact(
    channel: Channel = Channel.PHONE, *, confirmed: bool = False, id: UUID | None = None
) -> Contact:
    return Contact(
        id=id or uuid4(),
        happened_at=NOON,
        recorded_at=NOON,
        channel=channel,
        by="pk-1",
        minutes=10,
        confirmed=confirmed,
        material="wajib lapor",
        result="baik",
        advice="lanjutkan",
    )


def a_case(policy: Policy = ASIMILASI, **given: Any) -> SupervisionCase:
    defaults: dict[str, Any] = {
        "id": uuid4(),
        "office_id": "jakarta-timur-utara",
        "person_id": uuid4(),
        "scheme": policy.schemes[0],
        "decree_date": day("2021-05-28"),
        "start": day("2021-06-03"),
        "end": day("2021-12-03"),
        "kecamatan": "31.75.02",
        "phone_known": True,
        "handed_over": day("2021-06-03"),
    }
    return begin(**(defaults | given), policy=policy, calendar=CALENDAR)
