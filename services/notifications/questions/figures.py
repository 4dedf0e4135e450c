"""How many of each: figures without persons."""

from dataclasses import dataclass

from notifications.domain.message import State
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Messages by state, and how many are due."""

    messages: dict[str, int]
    due: int


def figures(unit: Unit, _: None) -> Figures:
    return Figures(
        messages={state.value: unit.messages.count(state) for state in State}, due=due(unit, None)
    )


def due(unit: Unit, _: None) -> int:
    """What should have left by now and has not; 0 when the sending is level."""
    waiting = unit.messages.count_queued(unit.now) + unit.messages.count(State.SENDING)
    return waiting + unit.reminders.count_due(unit.now)
