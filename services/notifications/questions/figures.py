"""How many of each: figures without persons."""

from dataclasses import dataclass

from notifications.domain.message import State
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`due`: what should have left by now and has not; 0 when the sending is level."""

    messages: dict[str, int]
    due: int


def figures(unit: Unit, _: None) -> Figures:
    waiting = unit.messages.count_queued(unit.now) + unit.messages.count(State.SENDING)
    return Figures(
        messages={state.value: unit.messages.count(state) for state in State},
        due=waiting + unit.reminders.count_due(unit.now),
    )
