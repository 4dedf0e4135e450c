"""What requests have in common: pages of a list, and the reason for reading of a person."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import request
from marshmallow import ValidationError, fields, validate

from chassis.app import Shape
from chassis.paging import Page
from registry.questions.reading import REASON_HEADER

T = TypeVar("T")
MOST = 500
FEW = 50


class PageArgs(Shape):
    limit = fields.Integer(
        load_default=FEW, validate=validate.Range(min=1, max=MOST, error="limit_out_of_range")
    )
    after = fields.UUID(load_default=None)


def page_of(args: dict[str, Any]) -> Page:
    return Page(limit=args.pop("limit"), after=args.pop("after"))


def listed(found: Sequence[T], page: Page, ident: Callable[[T], Any]) -> dict[str, Any]:
    """A page; `next` goes on after its last item, and is None where it is not full."""
    full = len(found) == page.limit
    return {"items": found, "next": str(ident(found[-1])) if full else None}


def reason() -> str | None:
    """Why the caller reads of this person; None where nothing was said."""
    return request.headers.get(REASON_HEADER, "").strip() or None


def text(longest: int = 200, **more: Any) -> fields.String:
    """Words that are some: not blank, and not a book."""
    return fields.String(
        validate=[not_blank, validate.Length(max=longest, error="too_long")], **more
    )


def not_blank(given: str) -> None:
    """A letter or a digit at least."""
    if not any(map(str.isalnum, given)):
        raise ValidationError("blank")


def one_of(kind: Any, unknown: str, **more: Any) -> fields.Enum[Any]:
    """One of a few codes; another is refused with the sentence for `unknown`."""
    return fields.Enum(kind, by_value=True, error_messages={"unknown": unknown}, **more)
