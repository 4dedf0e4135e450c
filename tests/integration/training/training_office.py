"""An office that trains: its staff's requests, and what other services tell it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chassis.auth import Role
from chassis.peers import Peers
from chassis.store import Client
from chassis.testing.rig import WIB, Calls, Rig
from training.app import SERVICE

JUNE_14 = date(2021, 6, 14)


def hours(day: date, start: int = 9, end: int = 12) -> dict[str, str]:
    """From `start` to `end` o'clock (WIB) of a day, as a request has it."""
    at = datetime(day.year, day.month, day.day, tzinfo=WIB)
    return {
        "starts_at": (at + timedelta(hours=start)).isoformat(),
        "ends_at": (at + timedelta(hours=end)).isoformat(),
    }


class TrainingOffice:
    """`trainer`, `head` and `officer` make requests; `hear_...` tells what others published."""

    def __init__(self, client: Client, name: str, peers: Peers | None = None) -> None:
        self.rig = Rig(SERVICE, client, name, peers=peers)
        self.trainer = self.rig.caller(Role.TRAINER)
        self.head = self.rig.caller(Role.HEAD)
        self.officer_id = uuid4()
        self.officer = self.rig.caller(Role.OFFICER, user=str(self.officer_id))

    def hear_person(self, person_id: UUID | None = None, **told: Any) -> UUID:
        """Registry records someone, a candidate until an order is registered."""
        ident = person_id or uuid4()
        facts = {
            "person_id": str(ident),
            "kecamatan": "cakung",
            "sex": "P",
            "age_class": "adult",
            "protected": False,
            "device": "smartphone",
            "internet": "good",
            "phone_known": True,
            **told,
        }
        self.rig.hear("registry.person-recorded", facts, person=ident)
        return ident

    def hear_client(self, **told: Any) -> UUID:
        """Someone under an order in force; the order has the person's id."""
        ident = self.hear_person(**told)
        self.hear_order("registered", ident)
        return ident

    def hear_order(self, what: str, person_id: UUID, order_id: UUID | None = None) -> None:
        facts = {"order_id": str(order_id or person_id), "person_id": str(person_id)}
        self.rig.hear(f"registry.order-{what}", facts, person=person_id)

    def hear_own_client(self, **told: Any) -> UUID:
        """A client for whom `officer` answers."""
        person_id = self.hear_client(**told)
        self.hear_officer(person_id, self.officer_id)
        return person_id

    def hear_officer(self, person_id: UUID, officer_id: UUID) -> None:
        facts = {
            "case_id": str(person_id),
            "person_id": str(person_id),
            "officer_id": str(officer_id),
            "reasons": [],
        }
        self.rig.hear("supervision.officer-assigned", facts, person=person_id)

    def propose(self, by: Calls | None = None, **more: Any) -> dict[str, Any]:
        body = {
            "title": "Bimbingan Kerja Tata Boga",
            "kind": "kemandirian",
            "field": "tata_boga",
            "form": "group",
            "mode": "offline",
            "places": 10,
            "kecamatan": "Cakung",
            "starts": JUNE_14.isoformat(),
            "ends": (JUNE_14 + timedelta(4)).isoformat(),
            **more,
        }
        return said((by or self.officer).post("/v1/programmes", body), 201)

    def planned(self, **more: Any) -> dict[str, Any]:
        """Proposed by an officer, planned by the trainer without cost."""
        programme = self.propose(**more)
        plan = {"no_cost": True, "instructors": [{"name": "Dewi Lestari"}]}
        return said(self.trainer.patch(f"/v1/programmes/{programme['id']}", plan))

    def approved(self, **more: Any) -> dict[str, Any]:
        return self.step(self.planned(**more), "approval", by=self.head)

    def scheduled(self, programme: dict[str, Any], day: date = JUNE_14, **more: Any) -> Any:
        """A session of the programme, at the office unless told otherwise."""
        where = {"link": "https://rapat.example.id/boga"} if programme["mode"] != "offline" else {}
        body = {**hours(day), "place": "Aula Bapas", **where, **more}
        answer = self.trainer.post(f"/v1/programmes/{programme['id']}/sessions", body)
        return said(answer, 201)

    def opened(self, *, days: int = 1, **more: Any) -> dict[str, Any]:
        """A programme that clients may join, with a session on each of its first `days`."""
        programme = self.approved(**more)
        for n in range(days):
            self.scheduled(programme, date.fromisoformat(programme["starts"]) + timedelta(n))
        return self.step(programme, "opening")

    def step(
        self, programme: dict[str, Any], step: str, by: Calls | None = None, **body: Any
    ) -> dict[str, Any]:
        path = f"/v1/programmes/{programme['id']}/{step}"
        return said((by or self.trainer).post(path, body or None))

    def sessions(self, programme: dict[str, Any]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = said(
            self.trainer.get(f"/v1/programmes/{programme['id']}/sessions")
        )["items"]
        return items

    def enrol(self, programme: dict[str, Any], person_id: UUID, **more: Any) -> dict[str, Any]:
        body = {"person_id": str(person_id), "requested_by": "client", **more}
        path = f"/v1/programmes/{programme['id']}/enrolments"
        return said(self.trainer.post(path, body), 201)

    def enrolment(self, enrolment: dict[str, Any]) -> dict[str, Any]:
        """As it is now."""
        return said(self.trainer.get(f"/v1/enrolments/{enrolment['id']}"))

    def attend(
        self, session: dict[str, Any], enrolment: dict[str, Any], state: str, **more: Any
    ) -> dict[str, Any]:
        row = {"enrolment_id": enrolment["id"], "state": state, **more}
        return said(self.trainer.post(f"/v1/sessions/{session['id']}/attendance", {"rows": [row]}))

    def completed(self, *people: UUID, **more: Any) -> list[dict[str, Any]]:
        """The enrolments of these people, who came to all of a programme that has ended."""
        programme = self.opened(**more)
        enrolments = [self.enrol(programme, each) for each in people]
        for session in self.sessions(programme):
            self.rig.move(max(self.rig.today, date.fromisoformat(session["on"])))
            for each in enrolments:
                self.attend(session, each, "attended")
        self.step(programme, "completion")
        return [self.enrolment(each) for each in enrolments]

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The data of what training published of this kind, in order."""
        return [each.data for each in self.rig.published(f"training.{kind}")]


def said(answer: Any, status: int = 200) -> dict[str, Any]:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, which must have this status and code."""
    found: dict[str, Any] = answer.get_json()
    assert (answer.status_code, found.get("code")) == (status, code), found
    return found
