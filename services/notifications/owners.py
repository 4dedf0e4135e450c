"""Asking the owners at the moment of sending: what is copied grows old (R35).

Registry says how a person is reached and under which orders, supervision whether a meeting is
still owed. Who does not answer is asked again later; nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.observability import log
from chassis.peers import PeerAway, PeerRefused, Peers
from notifications.domain.message import Message
from notifications.domain.reach import Contacts
from notifications.domain.reminder import Subject

PERSONS_AT_ONCE = 100
OBLIGATIONS_A_PAGE = 500
OWED = "scheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered; who or what is missing was not.

    `owed`: for an obligation, whether the meeting is still owed.
    """

    contacts: Mapping[UUID, Contacts] = field(default_factory=dict, repr=False)
    owed: Mapping[UUID, bool] = field(default_factory=dict)


class GuarantorTold(msgspec.Struct):
    phone: str | None = None


class OrderTold(msgspec.Struct):
    id: UUID
    state: str


class ContactsTold(msgspec.Struct):
    """One person of registry's answer; the fields that are read here."""

    person_id: UUID
    name: str
    phone: str | None = None
    device: str | None = None
    internet: str | None = None
    shared_phone: bool = False
    language: str | None = None
    guarantor: GuarantorTold | None = None
    protected: bool = False
    orders: list[OrderTold] | None = None


class ObligationTold(msgspec.Struct):
    id: UUID
    state: str


def ask(peers: Peers, office_id: str, messages: Sequence[Message]) -> Answers:
    """All that the last look before sending needs. Raises PeerAway."""
    persons = {each.person_id for each in messages if each.person_id}
    meetings = {
        each.subject_id: date.fromisoformat(each.facts["day"])
        for each in messages
        if each.subject is Subject.OBLIGATION
    }
    owed = _owed(peers, office_id, meetings)
    return Answers(contacts=_contacts(peers, office_id, sorted(persons)), owed=owed)


def _contacts(peers: Peers, office_id: str, persons: Sequence[UUID]) -> dict[UUID, Contacts]:
    found: dict[UUID, Contacts] = {}
    for start in range(0, len(persons), PERSONS_AT_ONCE):
        body = {"ids": [str(each) for each in persons[start : start + PERSONS_AT_ONCE]]}
        try:
            answer = peers.post("registry", "/v1/persons/contacts", body, office_id=office_id)
        except PeerRefused as refused:
            log.error("contacts refused", why=str(refused))
            continue
        for told in _read(answer, list[ContactsTold]):
            found[told.person_id] = _as_contacts(told)
    return found


def _as_contacts(told: ContactsTold) -> Contacts:
    orders = told.orders
    return Contacts(
        person_id=told.person_id,
        name=told.name,
        phone=told.phone,
        device=told.device,
        internet=told.internet,
        shared_phone=told.shared_phone,
        language="en" if told.language == "en" else "id",
        guarantor_phone=told.guarantor.phone if told.guarantor else None,
        protected=told.protected,
        active_orders=None
        if orders is None
        else frozenset(each.id for each in orders if each.state == "active"),
    )


def _owed(peers: Peers, office_id: str, meetings: Mapping[UUID, date]) -> dict[UUID, bool]:
    """The list of those days says in few requests what is owed; of what it lacks, each is asked
    for by itself before it is taken as not owed."""
    if not meetings:
        return {}
    owed = {each: True for each in _owed_by_list(peers, office_id, meetings) if each in meetings}
    for missing in sorted(meetings.keys() - owed.keys()):
        try:
            answer = peers.get("supervision", f"/v1/obligations/{missing}", office_id=office_id)
        except PeerRefused as refused:
            log.error("obligation refused", why=str(refused))
            continue
        owed[missing] = _converted(answer, ObligationTold).state == OWED
    return owed


def _owed_by_list(peers: Peers, office_id: str, meetings: Mapping[UUID, date]) -> Iterable[UUID]:
    query = {
        "state": OWED,
        "due_from": min(meetings.values()).isoformat(),
        "due_to": max(meetings.values()).isoformat(),
        "limit": OBLIGATIONS_A_PAGE,
    }
    after: str | None = None
    while True:
        page = {**query, **({"after": after} if after else {})}
        answer = peers.get("supervision", "/v1/obligations", page, office_id=office_id)
        for told in _read(answer, list[ObligationTold]):
            if told.state == OWED:
                yield told.id
        after = answer.get("next")
        if after is None:
            return


def _read(answer: Any, shape: type[list[Any]]) -> Any:
    return _converted(answer.get("items") if isinstance(answer, dict) else None, shape)


def _converted(answer: Any, shape: type[Any]) -> Any:
    """An answer that cannot be read is as good as none."""
    try:
        return msgspec.convert(answer, shape)
    except msgspec.ValidationError as error:
        raise PeerAway(f"not readable: {error}") from error
