"""What agencies does by itself: fills queues, and takes back what an ended subscription had."""

from datetime import UTC, datetime
from typing import Any

from agencies.access import take_from
from agencies.commands import ITSELF, note_taken_back
from agencies.sending import Sender
from agencies.store.subscriptions import has_open, to_take_back
from chassis.service import Runtime


def send_deliveries(runtime: Runtime[Any]) -> int:
    """What belongs to agencies goes into their queues; how many messages. None without a broker."""
    broker = runtime.service.broker  # type: ignore[attr-defined]
    return 0 if broker is None else Sender(runtime, broker, datetime.now(UTC)).send()


def take_back(runtime: Runtime[Any]) -> int:
    """Queue, user and account of subscriptions that have ended; how many were taken back.

    Raises PeerAway where broker or identity does not answer: it is done the next time.
    """
    ended = to_take_back(runtime.around.database)
    for each in ended:
        take_from(runtime, each, account=not has_open(runtime.around.database, each))
        runtime.transact(note_taken_back, each.id, office_id=each.office_id, actor=ITSELF)
    return len(ended)
