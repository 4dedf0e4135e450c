"""What is offered to whom: kind, form, mode and target group (R21, R23, R27)."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    KEMANDIRIAN = "kemandirian"
    KEPRIBADIAN = "kepribadian"


class Form(StrEnum):
    INDIVIDUAL = "individual"
    GROUP = "group"


class Mode(StrEnum):
    """Where people meet; who joins a hybrid programme may come or connect."""

    OFFLINE = "offline"
    ONLINE = "online"
    HYBRID = "hybrid"

    @property
    def needs_place(self) -> bool:
        return self is not Mode.ONLINE

    @property
    def needs_link(self) -> bool:
        return self is not Mode.OFFLINE


class Sex(StrEnum):
    MALE = "L"
    FEMALE = "P"


class AgeClass(StrEnum):
    ADULT = "adult"
    CHILD = "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom a programme is meant for; None: everybody. `note` is for people, no rule reads it."""

    sex: Sex | None = None
    age_class: AgeClass | None = None
    note: str = ""

    def includes(self, sex: Sex | None, age_class: AgeClass | None) -> bool:
        """Whether someone like this is meant. What is not known of a person does not fit."""
        return self.sex in (None, sex) and self.age_class in (None, age_class)


EVERYBODY = Target()
