"""What the published events alone say of training: enrolments, attendance, programmes."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

HAS_PLACE = ("accepted", "attending")
OPEN = (*HAS_PLACE, "waitlisted")
ORDERS = {
    "registry.order-registered": True,
    "registry.order-reinstated": True,
    "registry.order-suspended": False,
    "registry.order-revoked": False,
    "registry.order-completed": False,
}
"""Kind of event: whether the order is in force from then on."""
ENROLMENTS = {
    "training.enrolment-confirmed": "accepted",
    "training.enrolment-waitlisted": "waitlisted",
    "training.enrolment-withdrawn": "withdrawn",
    "training.enrolment-dropped": "dropped",
    "training.certificate-issued": "certified",
}
PROGRAMMES = {
    "training.programme-proposed": "not_ended",
    "training.programme-completed": "completed",
    "training.programme-cancelled": "cancelled",
}


class Learned:
    """States as the events tell them. Of training they come in order, of the registry too."""

    def __init__(self) -> None:
        self._in_force: defaultdict[str, set[str]] = defaultdict(set)
        self._enrolments: dict[str, tuple[str, str, str]] = {}
        self._attendance: dict[tuple[str, str], str] = {}
        self._programmes: dict[str, str] = {}
        self._lost: Counter[str] = Counter()

    def hear(self, kind: str, data: bytes | msgspec.Raw) -> None:
        """The next event; others than these are passed over."""
        if kind in ORDERS:
            self._hear_of_order(ORDERS[kind], msgspec.json.decode(data))
        elif kind in ENROLMENTS:
            self._hear_of_enrolment(ENROLMENTS[kind], msgspec.json.decode(data))
        elif kind in PROGRAMMES:
            self._hear_of_programme(PROGRAMMES[kind], msgspec.json.decode(data))
        elif kind == "training.attendance-recorded":
            self._hear_of_attendance(msgspec.json.decode(data))

    @property
    def enrolments(self) -> Counter[str]:
        """`finished` is with a place at the end, whether or not enough was attended."""
        return Counter(state for *_, state in self._enrolments.values())

    @property
    def attendance(self) -> Counter[str]:
        return Counter(self._attendance.values())

    @property
    def programmes(self) -> Counter[str]:
        return Counter(self._programmes.values())

    @property
    def lost(self) -> Counter[str]:
        """Places and waiting that were lost, by why."""
        return self._lost

    @property
    def open_without_order(self) -> int:
        """Places, or waiting for one, of people without an order in force."""
        return sum(
            state in OPEN and not self._in_force[person]
            for _, person, state in self._enrolments.values()
        )

    def _hear_of_order(self, in_force: bool, facts: Mapping[str, Any]) -> None:
        orders = self._in_force[facts["person_id"]]
        (orders.add if in_force else orders.discard)(facts["order_id"])

    def _hear_of_enrolment(self, state: str, facts: Mapping[str, Any]) -> None:
        if state == "dropped":
            self._lost[facts["why"]] += 1
            state = "expired" if facts["why"] == "expired" else state
        self._become(facts, state)

    def _hear_of_attendance(self, facts: Mapping[str, Any]) -> None:
        self._attendance[facts["enrolment_id"], facts["session_id"]] = facts["state"]
        if facts["state"] == "attended":
            self._become(facts, "attending")

    def _hear_of_programme(self, state: str, facts: Mapping[str, Any]) -> None:
        self._programmes[facts["programme_id"]] = state
        if state == "completed":
            for id_, (programme, person, was) in self._enrolments.items():
                if programme == facts["programme_id"] and was in HAS_PLACE:
                    self._enrolments[id_] = programme, person, "finished"

    def _become(self, facts: Mapping[str, Any], state: str) -> None:
        self._enrolments[facts["enrolment_id"]] = (facts["programme_id"], facts["person_id"], state)
