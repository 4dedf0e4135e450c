"""What many requests and answers have in common."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from chassis.app import Shape
from chassis.auth import Role

STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.SERVICE)
"""Who reads programmes and, within their own clients, those who take part."""
EXAMPLE_ID = {"example": "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f"}


def ident(**more: Any) -> fields.UUID:
    return fields.UUID(metadata=EXAMPLE_ID, **more)


def one_of(codes: Iterable[StrEnum], **more: Any) -> fields.String:
    known = [each.value for each in codes]
    return fields.String(validate=validate.OneOf(known), metadata={"enum": known}, **more)


def code(**more: Any) -> fields.String:
    """A code that the office chooses, such as a field of work."""
    return fields.String(
        validate=validate.Regexp(r"^[a-z][a-z0-9_]{1,39}$"),
        metadata={"example": "tata_boga"},
        **more,
    )


def text(longest: int = 2_000, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=longest), **more)


def name(**more: Any) -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=200), **more)


def rupiah(**more: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(min=0), **more)


def count(least: int = 0, **more: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(min=least, max=10_000), **more)


class Kecamatan(fields.String):
    """Compared in lower case and without spaces at its ends, as registry tells of people's."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return str(super()._deserialize(value, attr, data, **kwargs)).strip().lower()


class Instant(fields.AwareDateTime):
    """Written with any zone, kept and told in UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        return super()._deserialize(value, attr, data, **kwargs).astimezone(UTC)


class PageQuery(Shape):
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))
    after = fields.UUID(load_default=None)


class Reason(Shape):
    reason = text(required=True)


class StepAnswer(Shape):
    """A state was reached."""

    to = fields.String()
    at = fields.AwareDateTime()
    by = fields.String()
    why = fields.String(allow_none=True)
