"""Facts that services publish, and the CloudEvents 1.0 envelope in which they travel.

A fact is a frozen dataclass of ids, codes and dates, declared once by the service that
publishes it:

    @fact("supervision.obligation-missed", subject="obligation_id")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class ObligationMissed: ...

Never a name, national id, telephone, address, birth date, offence or health.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FactType:
    """What the log says of a fact before anyone reads its data.

    `name` is `service.thing-what-happened`; `subject` names the field with the id of the
    aggregate whose events are counted; `person` the field with the id of whom it is about,
    or None where it is about nobody.
    """

    name: str
    version: int
    subject: str
    person: str | None
    cls: type[Any]

    @property
    def service(self) -> str:
        return self.name.split(".", 1)[0]

    @property
    def type(self) -> str:
        """The CloudEvents type, such as `pamong.registry.order-registered.v1`."""
        return f"pamong.{self.name}.v{self.version}"


FACTS: dict[type[Any], FactType] = {}
"""Every fact that an imported module declares, by its class."""


def fact(
    name: str, *, subject: str, version: int = 1, person: str | None = "person_id"
) -> Callable[[type[T]], type[T]]:
    """Declare a frozen dataclass as a published fact. The class itself is returned unchanged."""

    def declare(cls: type[T]) -> type[T]:
        FACTS[cls] = FactType(name, version, subject, person, cls)
        return cls

    return declare
