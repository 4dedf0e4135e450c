"""What comes back: reports of a carrier, and an officer's word on a call."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from notifications.domain import refusals
from notifications.domain.message import LEFT_THE_HOUSE, Message, State, Told
from notifications.domain.policies import Policy


class Report(StrEnum):
    """What a carrier reports."""

    DELIVERED = "delivered"
    FAILED = "failed"


class Call(StrEnum):
    """What came of an officer's call."""

    TOLD = "told"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"


def report(
    message: Message, what: Report, *, reported_at: datetime, why: str, now: datetime, on: date
) -> tuple[Message, Told]:
    """Take a carrier's report; one that is older than another, or comes after the message was
    delivered, changes nothing."""
    late = message.reported_at is not None and reported_at <= message.reported_at
    if message.state not in LEFT_THE_HOUSE or late:
        return message, ()
    if message.state is State.FAILED and message.carrier_id is None:
        return message, ()  # given up before it left: this is about an earlier try
    heard = replace(message, reported_at=reported_at)
    if what is Report.DELIVERED:
        return heard.deliver(now, on=on)
    return heard.fail(why, now, on=on) if message.state is not State.FAILED else (heard, ())


def call(
    message: Message, what: Call, policy: Policy, *, now: datetime, on: date, by: str
) -> tuple[Message, Told]:
    """Take an officer's word; after enough calls in vain it is given up."""
    if message.state is not State.TO_CALL:
        raise refusals.NotWaitingForCall(state=message.state.value)
    rung = replace(message, tries=message.tries + 1)
    match what:
        case Call.TOLD:
            return rung.deliver(now, on=on, by=by)
        case Call.WRONG_NUMBER:
            return rung.fail("wrong_number", now, on=on, by=by)
        case Call.NOT_REACHED if rung.tries >= policy.call_tries:
            return rung.fail("not_reached", now, on=on, by=by)
        case Call.NOT_REACHED:
            return rung.become(State.TO_CALL, now, "not_reached", by), ()
