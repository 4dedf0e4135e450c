"""What a check saw: good, wrong, or only worth knowing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    GOOD = "good"
    WRONG = "wrong"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`says` is the key of its sentence in words.yaml, `says`.next that of what to do about it."""

    says: str
    state: State
    facts: Mapping[str, Any] = field(default_factory=dict)


def good(says: str, /, **facts: Any) -> Finding:
    return Finding(says=says, state=State.GOOD, facts=facts)


def wrong(says: str, /, **facts: Any) -> Finding:
    return Finding(says=says, state=State.WRONG, facts=facts)


def note(says: str, /, **facts: Any) -> Finding:
    """Nothing is wrong, but something could not be seen, or is not as in production."""
    return Finding(says=says, state=State.NOTE, facts=facts)
