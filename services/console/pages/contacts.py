"""How a person is reached: other phones, another address, another guarantor."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Answer, Refusal
from console.desk import desk
from console.form import Form, differences, nested, text_of
from console.questions import ask
from console.rendering import page, speech

pages = Blueprint("contacts", __name__)
CONTACTS = (
    "phone",
    "address.street",
    "address.kelurahan",
    "address.kecamatan",
    "address.city",
    "device",
    "internet",
    "guarantor.name",
    "guarantor.relation",
    "guarantor.phone",
    "guarantor.address",
)


@pages.get("/persons/<uuid:person_id>/contacts")
def contacts_form(person_id: UUID) -> Answered:
    now = _known(person_id)
    typed = {name: text_of(now.body, name) for name in CONTACTS}
    return page("contacts.html", person=now.body, form=Form(typed=typed, version=now.version))


@pages.post("/persons/<uuid:person_id>/contacts")
def contacts(person_id: UUID) -> Answered:
    """Other phones, another address, another guarantor. Of two who change, the second sees both."""
    form, now = Form.of(request.form), _known(person_id)
    if form.version and form.version != now.version:
        return _both(form, now)
    changed = {name: form[name] for name in CONTACTS if form[name] != text_of(now.body, name)}
    if not changed:
        return redirect(f"/persons/{person_id}", 303)
    reason = desk().reason_for(person_id)
    try:
        path = f"/v1/persons/{person_id}"
        desk().change("PATCH", "registry", path, _with_blanks(changed), form, reason=reason)
    except Refusal as refusal:
        if refusal.is_stale:
            return _both(form, _known(person_id))
        return page("contacts.html", 422, person=now.body, form=form.refused(refusal))
    desk().tell("told.contacts")
    return redirect(f"/persons/{person_id}", 303)


def _both(form: Form, now: Answer) -> Answered:
    """What was typed beside what somebody else saved meanwhile."""
    form = form.failed(speech().say("both.why")).facing(now.version)
    both = [each for each in differences(form.typed, now.body, CONTACTS) if each.differs]
    return page("contacts.html", 412, person=now.body, form=form, both=both)


def _with_blanks(changed: Mapping[str, str]) -> dict[str, Any]:
    """What was emptied is told as empty, not left out."""
    body = nested(changed, changed)
    for name, text in changed.items():
        if not text:
            *above, last = name.split(".")
            inner = body
            for each in above:
                inner = inner.setdefault(each, {})
            inner[last] = None
    return body


def _known(person_id: UUID) -> Answer:
    reason = desk().reason_for(person_id)
    return desk().get(ask("registry", f"/v1/persons/{person_id}", reason=reason))
