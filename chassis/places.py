"""Which of the log's messages are next, which are repeats, and where one is missing.

Positions are what proves: the log's offsets only say where to read on.
"""

from dataclasses import dataclass
from enum import Enum

from chassis.log import Message
from chassis.outbox import Head, Starts


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
    LATER_EPOCH = "later epoch"


def turn(place: Place, message: Message) -> Turn:
    """Of an earlier epoch, or at or below the place: a repeat. One above it: next. Else a gap.

    Where a later epoch began is for the source to say: its positions may have been given before.
    """
    if message.epoch > place.epoch:
        return Turn.LATER_EPOCH
    if message.epoch < place.epoch or message.position <= place.position:
        return Turn.REPEAT
    return Turn.NEXT if message.position == place.position + 1 else Turn.GAP


def rejoined(place: Place, head: Head, known: Starts | None = None) -> Place:
    """Where one at this place stands in the source's present epoch: as far as they agree.

    `known`: the starts of the history that it followed so far.
    """
    if place.epoch == head.epoch:
        return place
    return Place(head.epoch, head.common(place.epoch, place.position, known))


def lacks(place: Place, head: Head) -> bool:
    """Whether the source had settled more than one at this place has passed."""
    return place.epoch < head.epoch or place.position < head.settled
