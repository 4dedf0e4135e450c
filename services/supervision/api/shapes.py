"""Shapes that several resources share."""

from typing import Any

from flask import request
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role
from chassis.paging import Page
from supervision.questions.lists import AskList, Shown, ShownPage

READERS = (Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR, Role.SERVICE)
WRITERS = (Role.OFFICER, Role.SUPERVISOR, Role.HEAD)
LEADERS = (Role.SUPERVISOR, Role.HEAD)
TEXT = validate.Length(max=4_000)
LAST_ID = {"description": "The `next` of the page before."}
AN_ID = {"example": "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f"}


class PageQuery(Shape):
    """Every list: `limit` things, going on after the last one of the page before."""

    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))
    after = fields.UUID(metadata=LAST_ID)


class OfficerQuery(PageQuery):
    """A list of what officers answer for; an officer is shown his own in any case."""

    officer_id = fields.String(metadata={"description": "An officer's id, or `me`."})


class PersonShown(Shape):
    """Whom it is about; the name is null until the registry has told it.

    A program is told the id alone.
    """

    person_id = fields.UUID(required=True, metadata=AN_ID)
    name = fields.String(allow_none=True, metadata={"example": "Slamet Riyadi"})
    kecamatan = fields.String(allow_none=True, metadata={"example": "pulogadung"})
    device = fields.String(allow_none=True, metadata={"example": "smartphone"})
    protected = fields.Boolean()


class Leave(Shape):
    """An excuse or a dispensation."""

    reason = fields.String(required=True)
    by = fields.String(required=True)


class GivenReason(Shape):
    reason = fields.String(required=True, validate=TEXT, metadata={"example": "Sakit, ada surat"})


def asked(query: dict[str, Any]) -> AskList:
    """What a list's query asks for."""
    page = Page(limit=query.pop("limit"), after=query.pop("after", None))
    return AskList(page=page, officer=query.pop("officer_id", None), **query)


def listed(found: ShownPage[Any]) -> dict[str, Any]:
    return {"items": [about(each) for each in found.items], "next": found.next}


def whole(found: Shown[Any]) -> dict[str, Any]:
    """One thing, with its version in the header."""
    http.with_version(found.thing)
    return about(found)


def reason_given() -> str | None:
    """The header in which a person says why a protected one is read of."""
    return request.headers.get("Pamong-Reason")


def about(shown: Shown[Any]) -> dict[str, Any]:
    """The thing's fields, and what is shown of the person."""
    thing, person = shown.thing, shown.person
    fields_of = {name: getattr(thing, name) for name in thing.__dataclass_fields__}
    if person is None:
        return {name: kept for name, kept in fields_of.items() if name != "kecamatan"}
    return fields_of | {
        "name": person.name,
        "kecamatan": person.kecamatan or fields_of.get("kecamatan"),
        "device": person.device,
        "protected": person.protected,
    }
