"""Which other agencies are told of what: approved by the head of office, and ended."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Answer, Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import page, speech, sure

pages = Blueprint("agencies", __name__)
MOST = 500


@pages.get("/agencies")
def agencies() -> Answered:
    """All of the office, the newest first, those that have ended too."""
    found = desk().parts(
        told=ask("agencies", "/v1/subscriptions", limit=MOST),
        figures=ask("agencies", "/v1/figures"),
    )
    return page("agencies.html", found=found, form=Form())


@pages.post("/agencies/<uuid:subscription_id>/approval")
def approve(subscription_id: UUID) -> Answered:
    """From now on the agency is told; asked once."""
    form = Form.of(request.form)
    if not form.is_sure:
        name = _told(subscription_id).body["name"]
        return sure(form, "agency_approval", name=name, back="/agencies", does="agencies.approve")
    try:
        path = f"/v1/subscriptions/{subscription_id}/approval"
        desk().change("POST", "agencies", path, {}, form)
    except Refusal as refusal:
        desk().tell("told.refused", why=refusal.detail)
    else:
        desk().tell("told.agency_approved")
    return redirect("/agencies", 303)


@pages.get("/agencies/<uuid:subscription_id>/end")
def end_form(subscription_id: UUID) -> Answered:
    told = _told(subscription_id)
    return page("agency_end.html", told=told.body, form=Form(version=told.version))


@pages.post("/agencies/<uuid:subscription_id>/end")
def end(subscription_id: UUID) -> Answered:
    """For good, with a reason; asked once."""
    form, told = Form.of(request.form), _told(subscription_id).body
    if not form["reason"]:
        form = form.wrong("reason", speech().say("required"))
        return page("agency_end.html", 422, told=told, form=form)
    if not form.is_sure:
        return sure(form, "agency_end", name=told["name"], back="/agencies", does="agencies.end")
    try:
        path = f"/v1/subscriptions/{subscription_id}/end"
        desk().change("POST", "agencies", path, {"reason": form["reason"]}, form)
    except Refusal as refusal:
        return page("agency_end.html", 422, told=told, form=form.refused(refusal))
    desk().tell("told.agency_ended")
    return redirect("/agencies", 303)


def _told(subscription_id: UUID) -> Answer:
    return desk().get(ask("agencies", f"/v1/subscriptions/{subscription_id}"))
