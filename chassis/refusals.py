"""How a rule says no: an exception with a code and the facts, turned into words at the edge."""

from typing import Any, ClassVar


class Refused(Exception):
    """A rule of the domain refuses what was asked; nothing was changed.

    Subclasses name what happened (`WindowClosed`) and set `code`, under which the service's
    `words.yaml` has the sentence in both languages, with `facts` to fill it. `field` names the
    input at fault where there is one. `conflict` tells "not in this state" (HTTP 409) from
    "not like this" (422).
    """

    code: ClassVar[str]
    conflict: ClassVar[bool] = False

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(f"{self.code}: {facts}" if facts else self.code)
        self.field = field
        self.facts = facts


class NotFound(Refused):
    """There is no such thing in this office (a thing of another office answers the same)."""

    code = "not_found"


class StaleVersion(Refused):
    """Someone else changed it since it was read: `current` is the version now."""

    code = "stale_version"
    conflict = True


class TooSoon(Refused):
    """The same may be asked again after the fact `seconds`, not before."""

    code = "too_soon"
