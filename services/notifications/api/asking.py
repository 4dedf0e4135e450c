"""What requests have in common: pages of a list, and the reason for reading of a person."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from flask import request
from marshmallow import fields, validate

from chassis.app import Shape
from chassis.auth import Role
from chassis.paging import Page
from notifications.own import REASON

STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.REGISTRAR, Role.HEAD, Role.TRAINER)
LEADERS = (Role.SUPERVISOR, Role.REGISTRAR, Role.HEAD)


class Identified(Protocol):
    @property
    def id(self) -> UUID: ...


class PageQuery(Shape):
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))
    after = fields.UUID(load_default=None)


def page_of(wanted: dict[str, Any]) -> Page:
    return Page(limit=wanted["limit"] + 1, after=wanted["after"])


def listed(found: Sequence[Identified], wanted: dict[str, Any]) -> dict[str, Any]:
    """One more was asked for than is shown: it says whether another page follows."""
    shown = found[: wanted["limit"]]
    more = len(found) > wanted["limit"]
    return {"items": shown, "next": str(shown[-1].id) if more else None}


def reason() -> str:
    """Why the caller reads of this person; empty where nothing was said."""
    return request.headers.get(REASON, "").strip()


def code_of(codes: Any, **more: Any) -> fields.String:
    """One of the domain's codes."""
    return fields.String(validate=validate.OneOf([each.value for each in codes]), **more)
