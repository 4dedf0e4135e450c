"""A probation office for tests: officers at work, orders that arrive, what officers record."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.auth import Role
from chassis.ids import new_id
from chassis.peers import PeerAway, Peers
from chassis.store import Client
from chassis.testing.rig import OFFICE, Calls, Rig
from supervision.app import SERVICE

TODAY = date(2021, 6, 1)  # a Tuesday
WEEKLY, MONTHLY = "weekly_remote", "monthly_in_person"


class Registry(Peers):
    """The registry, played: it knows `names`, or is away."""

    def __init__(self) -> None:
        super().__init__({}, lambda: "")
        self.names: dict[UUID, str] = {}
        self.away = False
        self.asked: list[tuple[str | None, int]] = []

    def post(self, service: str, path: str, body: Any, *, office_id: str | None = None) -> Any:
        assert (service, path) == ("registry", "/v1/persons/names")
        self.asked.append((office_id, len(body["ids"])))
        if self.away:
            raise PeerAway("registry: ConnectionError")
        ids = [UUID(each) for each in body["ids"]]
        items = [{"id": str(each), "name": self.names[each]} for each in ids if each in self.names]
        return {"items": items}


@dataclass(frozen=True, slots=True)
class Officer:
    id: UUID
    calls: Calls


@dataclass(frozen=True, slots=True)
class Order:
    id: UUID
    person_id: UUID


class Office:
    """Supervision with what stands around it. The day is `TODAY` at first."""

    def __init__(self, client: Client, name: str) -> None:
        self.registry = Registry()
        self.rig = Rig(SERVICE, client, name, today=TODAY, peers=self.registry)
        self.head = self.rig.caller(Role.HEAD)
        self.supervisor = self.rig.caller(Role.SUPERVISOR)
        self.program = self.rig.caller(Role.SERVICE)

    def officer(self, *kecamatan: str, office: str = OFFICE, active: bool = True) -> Officer:
        """Someone whom identity tells of as an officer."""
        id = new_id()
        self.user_changed(id, office=office, active=active)
        calls = self.rig.caller(Role.OFFICER, user=str(id), office=office)
        if kecamatan:
            leader = self.rig.caller(Role.HEAD, office=office)
            answer = leader.put(f"/v1/officers/{id}", {"kecamatan": list(kecamatan)})
            assert answer.status_code == 200
        return Officer(id, calls)

    def user_changed(
        self, id: UUID, *roles: str, office: str = OFFICE, active: bool = True
    ) -> None:
        fact = {"user_id": str(id), "roles": list(roles or ("officer",))}
        self.rig.hear(
            "identity.user-changed", fact | {"offices": [office], "active": active}, office=office
        )

    def person(self, *, id: UUID | None = None, name: str = "Slamet Riyadi", **codes: Any) -> UUID:
        """Someone whom the registry tells of, and whose name it knows."""
        id = id or new_id()
        self.registry.names[id] = name
        known = {
            "kecamatan": "pulogadung",
            "sex": "L",
            "age_class": "adult",
            "protected": False,
            "device": "smartphone",
            "internet": "own",
            "phone_known": True,
        }
        self.rig.hear("registry.person-recorded", {"person_id": id, **known, **codes}, person=id)
        return id

    def order(self, *, person_id: UUID | None = None, office: str = OFFICE, **given: Any) -> Order:
        """An order of half a year from today, unless something else is given."""
        person_id = person_id or new_id()
        start = given.get("start", self.rig.today)
        fact = {
            "order_id": new_id(),
            "person_id": person_id,
            "scheme": "asimilasi_rumah",
            "decree_date": start - timedelta(days=3),
            "start": start,
            "end": date(2021, 12, 1),
            "handed_over": start,
            "book": "IX.B",
            "number": "IX.B/0001/2021",
            "kecamatan": "pulogadung",
            "phone_known": True,
            "age_class": "adult",
            "device": "smartphone",
            "internet": "own",
            **given,
        }
        self.rig.hear("registry.order-registered", fact, person=person_id, office=office)
        return Order(fact["order_id"], person_id)

    def happens(self, what: str, order: Order, **facts: Any) -> None:
        """Something of the registry happens to the order, today unless said otherwise."""
        about = {"order_id": order.id, "person_id": order.person_id, "on": self.rig.today}
        self.rig.hear(f"registry.{what}", about | facts, person=order.person_id)

    def suspend(self, order: Order, *, on: date | None = None, proposal: str | None = None) -> None:
        on = on or self.rig.today
        self.happens("order-suspended", order, on=on, proposal_id=proposal)

    def obligations(self, order: Order, kind: str | None = WEEKLY) -> list[dict[str, Any]]:
        """Those of the order, in order of their windows."""
        answer = self.program.get(
            f"/v1/obligations?case_id={order.id}&limit=500", Pamong_Office=OFFICE
        )
        assert answer.status_code == 200, answer.json
        items = [each for each in answer.json["items"] if kind in (None, each["kind"])]
        return sorted(items, key=lambda each: (each["window_start"], each["state"]))

    def obligation(self, order: Order, kind: str = WEEKLY) -> dict[str, Any]:
        """The one in whose window today lies."""
        today = self.rig.today.isoformat()
        return next(
            each
            for each in self.obligations(order, kind)
            if each["window_start"] <= today < each["window_end"] and each["state"] != "cancelled"
        )

    def case(self, order: Order) -> dict[str, Any]:
        answer = self.program.get(f"/v1/cases/{order.id}", Pamong_Office=OFFICE)
        assert answer.status_code == 200, answer.json
        found: dict[str, Any] = answer.json
        return found

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = self.head.get("/v1/figures").json
        return found

    def days_go_by(self, days: int) -> None:
        """Each with its jobs."""
        for _ in range(days):
            self.rig.move(self.rig.today + timedelta(days=1))
            self.rig.run_jobs()

    def kinds(self) -> list[str]:
        """What was published, in order, without the service's name."""
        return [each.kind.split(".", 1)[1] for each in self.rig.published()]


def an_attempt(**given: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "channel": "phone",
        "target": "client",
        "reached": False,
    } | given


def a_contact(**given: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "channel": "phone",
        "minutes": 10,
        "confirmed": False,
        "material": "wajib lapor",
        "result": "baik",
        "advice": "lanjutkan",
    } | given


def nobody_answers(calls: Calls, obligation: dict[str, Any]) -> None:
    """Tried by telephone and by message, as the policy wants before it calls it a miss."""
    for channel in ("phone", "whatsapp"):
        path = f"/v1/obligations/{obligation['id']}/attempts"
        answer = calls.post(path, an_attempt(channel=channel))
        assert answer.status_code == 200, answer.json
