"""What became of a message after it left: a carrier's report, an officer's word on a call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.commands.inbox import tell_officer_of
from notifications.domain import reports
from notifications.domain.inbox import Kind
from notifications.domain.message import Message, State
from notifications.domain.reports import Call, Report
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """`at` is the carrier's own instant: by it, reports that overtake each other are told apart."""

    message_id: UUID
    what: Report
    at: datetime
    why: str


def take_report(unit: Unit, order: TakeReport) -> Message:
    """A carrier's report; a late one never overwrites a later one."""
    message = unit.messages.get(order.message_id)
    heard, told = reports.report(
        message, order.what, reported_at=order.at, why=order.why, now=unit.now, on=unit.today
    )
    kept = unit.messages.save(heard)
    unit.publish(*told)
    if heard.state is State.FAILED and message.state is not State.FAILED:
        tell_officer_of(unit, Kind.MESSAGE_FAILED, kept, order.why)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCall:
    message_id: UUID
    what: Call
    by: str
    version: int | None


def record_call(unit: Unit, order: RecordCall) -> Message:
    """An officer rang. A wrong number bars the whole telephone, until the contacts change."""
    message = unit.messages.get(order.message_id, version=order.version)
    rung, told = reports.call(
        message, order.what, unit.policy, now=unit.now, on=unit.today, by=order.by
    )
    kept = unit.messages.save(rung)
    unit.publish(*told)
    if rung.state is not State.TO_CALL and message.item_id is not None:
        item = unit.inbox.get(message.item_id)
        unit.inbox.save(item.see(order.by, unit.now))
    if order.what is Call.WRONG_NUMBER and message.way is not None:
        person = unit.persons.known_or_new(message.person_id or message.id)
        barred, unreachable = person.unreached(message.way)
        unit.persons.keep(barred)
        unit.publish(*unreachable)
    return kept
