"""Logging a contact in three taps, and letting a meeting pass: excuse and dispensation."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Answer, Refusal
from console.desk import desk
from console.form import Form
from console.rendering import is_fragment, page
from console.shown import logged
from console.shown.worklist import usual_channel

pages = Blueprint("log", __name__)
LEAVES = ("excuse", "dispensation")


@pages.get("/obligations/<uuid:obligation_id>/log")
def log_form(obligation_id: UUID) -> Answered:
    return _log_page(obligation_id, Form())


@pages.post("/obligations/<uuid:obligation_id>/log")
def log(obligation_id: UUID) -> Answered:
    """The client was met, or somebody tried."""
    form = Form.of(request.form)
    met = logged.is_meeting(form.typed)
    zone = current_app.extensions["console.zone"]
    body = (logged.contact if met else logged.attempt)(form.typed, form.key, zone)
    path = f"/v1/obligations/{obligation_id}/{'contact' if met else 'attempts'}"
    try:
        answer = desk().change("POST", "supervision", path, body, form)
    except Refusal as refusal:
        return _log_page(obligation_id, form.refused(refusal), 422)
    outcome = "met" if met else "tried" if body["reached"] else "not_reached"
    return _done(answer, outcome, form["who"])


@pages.get("/obligations/<uuid:obligation_id>/<any(excuse, dispensation):leave>")
def leave_form(obligation_id: UUID, leave: str) -> Answered:
    obligation = _obligation(obligation_id)
    form = Form(version=obligation.version)
    return page("leave.html", obligation=obligation.body, leave=leave, form=form)


@pages.post("/obligations/<uuid:obligation_id>/<any(excuse, dispensation):leave>")
def let_pass(obligation_id: UUID, leave: str) -> Answered:
    """The client need not come in this window, or may be met from afar this once."""
    form = Form.of(request.form)
    path = f"/v1/obligations/{obligation_id}"
    try:
        body = {"reason": form["reason"]}
        answer = desk().change("POST", "supervision", f"{path}/{leave}", body, form)
    except Refusal as refusal:
        now = _obligation(obligation_id)
        form = form.refused(refusal).facing(now.version)
        return page("leave.html", 422, obligation=now.body, leave=leave, form=form)
    desk().tell(f"told.{leave}")
    return redirect(f"/persons/{answer.body['person_id']}", 303)


def _log_page(obligation_id: UUID, form: Form, status: int = 200) -> Answered:
    obligation = _obligation(obligation_id).body
    return page(
        "log_row.html" if is_fragment() else "log.html",
        status,
        obligation=obligation,
        form=form,
        channel=usual_channel(obligation),
        channels=logged.CHANNELS,
        targets=logged.TARGETS,
    )


def _obligation(obligation_id: UUID) -> Answer:
    path = f"/v1/obligations/{obligation_id}"
    return desk().read("supervision", path, obligation_id, request.args.get("of"))


def _done(answer: Answer, outcome: str, who: str) -> Answered:
    """In place, the row says what was logged; else the list does."""
    if is_fragment():
        return page("log_done.html", obligation=answer.body, outcome=outcome, who=who)
    desk().tell(f"told.{outcome}")
    return redirect("/today", 303)
