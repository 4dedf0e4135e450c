"""From what was asked to a command's order, and from an aggregate to what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol, TypeVar, get_type_hints
from uuid import UUID

import msgspec

from chassis.paging import Page

O = TypeVar("O")  # noqa: E741


class Kept(Protocol):
    @property
    def id(self) -> UUID: ...


def order(cls: type[O], wanted: Mapping[str, Any], **more: Any) -> O:
    """An order with these fields, their codes and parts as the domain has them."""
    return msgspec.convert({**wanted, **more}, cls)


def changes(of: type[Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the aggregate `of`, as the domain has them."""
    shapes = get_type_hints(of)
    return {name: msgspec.convert(each, shapes[name]) for name, each in wanted.items()}


def flat(aggregate: Any, **more: Any) -> dict[str, Any]:
    """The aggregate's fields, and what belongs beside them."""
    return {each.name: getattr(aggregate, each.name) for each in fields(aggregate)} | more


def page_of(wanted: Mapping[str, Any]) -> Page:
    """One more than is shown, which tells whether there is a next page."""
    return Page(limit=wanted["limit"] + 1, after=wanted["after"])


def paged(found: Sequence[Kept], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The page and the cursor of the next, from what `page_of` found."""
    shown = found[: wanted["limit"]]
    more = len(found) > len(shown)
    return {"items": shown, "next": str(shown[-1].id) if more else None}
