"""Which of the log's messages are next, which are repeats, and where one is missing.

Positions are what proves: the log's offsets only say where to read on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from chassis.log import Message


@dataclass(frozen=True, slots=True)
class Place:
    """The last event of a service that a follower has passed."""

    epoch: int
    position: int


START = Place(epoch=1, position=0)


class Turn(Enum):
    """What a message is to a follower that stands at some place."""

    REPEAT = "repeat"
    NEXT = "next"
    GAP = "gap"


def turn(place: Place, message: Message) -> Turn:
    """Of an earlier epoch, or at or below the place: a repeat. One above it: next. Else a gap.

    The first message of a later epoch is judged by the caller, who asks where the epoch began.
    """
    if (message.epoch, message.position) <= (place.epoch, place.position):
        return Turn.REPEAT
    if message.epoch == place.epoch and message.position == place.position + 1:
        return Turn.NEXT
    return Turn.GAP


def after(places: Mapping[str, Place], messages: Iterable[Message]) -> dict[str, Place]:
    """The places when all of `messages` are passed."""
    moved = dict(places)
    for each in messages:
        moved[each.service] = Place(each.epoch, each.position)
    return moved
