"""An office that tells people: its staff's requests, what others publish, what left the house."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from owners_played import Owners

from chassis.auth import Role
from chassis.peers import Peers
from chassis.service import Service
from chassis.store import Client
from chassis.testing.rig import Calls, Rig
from notifications.app import SERVICE, with_carriers
from notifications.domain.letters import Accepted, Letter, Outcome
from notifications.domain.reach import Channel

JUNE_7 = date(2021, 6, 7)


class Carrier:
    """A carrier that keeps what it was handed, and answers as it is told to."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: list[Outcome | Exception] = []

    def __call__(self, letters: Sequence[Letter], /) -> Sequence[Outcome]:
        self.letters += letters
        return [self._answer(each) for each in letters]

    def _answer(self, letter: Letter) -> Outcome:
        answer = self.answers.pop(0) if self.answers else Accepted(f"carrier-{letter.message_id}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def service(self) -> Service[Any]:
        """Notifications with this carrier for everything."""
        return with_carriers(dict.fromkeys(Channel, self))


class NotificationsOffice:
    """`hear_...` tells what others published; a client's order has the person's id."""

    def __init__(
        self,
        client: Client,
        name: str,
        owners: Owners,
        peers: Peers,
        service: Service[Any] = SERVICE,
    ) -> None:
        self.rig = Rig(service, client, name, peers=peers)
        self.owners = owners
        self.officer_id = uuid4()
        self.officer = self.rig.caller(Role.OFFICER, user=str(self.officer_id))
        self.supervisor = self.rig.caller(Role.SUPERVISOR)
        self.head = self.rig.caller(Role.HEAD)
        self.trainer = self.rig.caller(Role.TRAINER)
        self.gateway = self.rig.caller(Role.SERVICE)

    def client(self, *, protected: bool = False, **known: Any) -> UUID:
        """Someone under an order in force, of the office's officer."""
        ident = self.owners.has_person(protected=protected, **known)
        about = {"person_id": str(ident)}
        self.rig.hear("registry.person-recorded", {**about, "protected": protected}, person=ident)
        self.hear_order("registered", ident)
        assigned = {**about, "case_id": str(ident), "officer_id": str(self.officer_id)}
        self.rig.hear("supervision.officer-assigned", assigned, person=ident)
        return ident

    def hear_order(self, what: str, person_id: UUID, order_id: UUID | None = None) -> None:
        facts = {"order_id": str(order_id or person_id), "person_id": str(person_id)}
        self.rig.hear(f"registry.order-{what}", facts, person=person_id)

    def meeting(
        self, person_id: UUID, due: str = "2021-06-07", kind: str = "weekly_remote", **more: Any
    ) -> UUID:
        """A meeting that is owed, as supervision tells it and would answer."""
        ident = uuid4()
        self.owners.owes(ident, due)
        facts = {
            "obligation_id": str(ident),
            "case_id": str(person_id),
            "person_id": str(person_id),
            "officer_id": str(self.officer_id),
            "kind": kind,
            "window_start": due,
            "window_end": "2021-06-30",
            "due": due,
            "excused_holiday": False,
            **more,
        }
        self.rig.hear("supervision.obligation-scheduled", facts, person=person_id)
        return ident

    def hear_meeting(self, what: str, obligation_id: UUID, person_id: UUID) -> None:
        """It is fulfilled, missed, excused, cancelled or not attempted."""
        facts = {
            "obligation_id": str(obligation_id),
            "person_id": str(person_id),
            "officer_id": str(self.officer_id),
            "kind": "weekly_remote",
            "window_start": "2021-06-01",
            "window_end": "2021-06-08",
        }
        self.rig.hear(f"supervision.obligation-{what}", facts, person=person_id)

    def hear_enrolment(self, what: str, person_id: UUID, programme_id: UUID, **more: Any) -> UUID:
        """A place in a programme is confirmed, waitlisted, withdrawn or dropped."""
        facts = {
            "enrolment_id": str(uuid4()),
            "programme_id": str(programme_id),
            "person_id": str(person_id),
            **more,
        }
        self.rig.hear(f"training.enrolment-{what}", facts, person=person_id)
        return UUID(facts["enrolment_id"])

    def hear_session(self, programme_id: UUID, day: date, **more: Any) -> UUID:
        """Three hours from nine o'clock (WIB)."""
        facts = {
            "session_id": str(uuid4()),
            "programme_id": str(programme_id),
            "on": day.isoformat(),
            "starts_at": f"{day}T02:00:00Z",
            **more,
        }
        self.rig.hear("training.session-scheduled", facts)
        return UUID(facts["session_id"])

    def hear_mail(self, calls: Calls, mail: str | None = "siti@example.id") -> None:
        said(calls.put("/v1/mail", {"mail": mail}))

    def at(self, day: date, hour: int = 8) -> None:
        """The clock shows this hour, and what is due then is sent."""
        self.rig.move(day, hour)
        self.rig.run_jobs()

    def send_all(self) -> None:
        """The chore turns, each time for a few seconds, until nothing is due."""
        turns = 0
        while turns < 50 and said(self.head.get("/v1/figures"))["due"]:
            self.rig.run_jobs()
            turns += 1

    def messages(self, **asked: Any) -> list[dict[str, Any]]:
        """As the supervisor sees them, oldest first."""
        query = "&".join(f"{name}={each}" for name, each in {"limit": 500, **asked}.items())
        items: list[dict[str, Any]] = said(self.supervisor.get(f"/v1/messages?{query}"))["items"]
        return items[::-1]

    def states(self, **asked: Any) -> list[str]:
        return [each["state"] for each in self.messages(**asked)]

    def inbox(self, calls: Calls | None = None, **asked: Any) -> list[dict[str, Any]]:
        """Newest first, of the officer unless another asks."""
        query = "&".join(f"{name}={each}" for name, each in asked.items())
        items: list[dict[str, Any]] = said((calls or self.officer).get(f"/v1/inbox?{query}"))[
            "items"
        ]
        return items


def said(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.get_json()
