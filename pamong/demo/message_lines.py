"""What became of the messages to clients and staff."""

from collections import Counter
from collections.abc import Iterator

from pamong.demo.lines import Line, line_each
from pamong.demo.story import Story
from pamong.demo.told import Told

TOLD_OF = ("delivered", "failed")
"""States of which events tell."""


def messages(told: Told, story: Story) -> Iterator[Line]:
    """The list has as many of each state as the figures, and nothing waits that was due."""
    states, listed = told.notifications["messages"], told.messages
    total = sum(states.values())
    yield Line(group="messages", key="listed", told=total, due=listed.by_state.total())
    yield from line_each("messages", "message_state", states, listed.by_state)
    ended = Counter({each: states.get(each, 0) for each in TOLD_OF})
    yield from line_each("messages", "message_told", ended, told.replay.counts("messages"))
    yield Line(group="messages", key="due", told=told.notifications["due"], due=0)
    yield Line(group="messages", key="overdue", told=listed.overdue, due=0)
