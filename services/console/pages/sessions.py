"""Sessions of a programme: when and where, and who came."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import page
from console.shown import teaching

pages = Blueprint("sessions", __name__)
CAME = ("attended", "absent", "excused", "turned_away")


@pages.get("/programmes/<uuid:programme_id>/sessions/new")
def session_form(programme_id: UUID) -> Answered:
    return _session_page(programme_id, None)


@pages.post("/programmes/<uuid:programme_id>/sessions/new")
def schedule(programme_id: UUID) -> Answered:
    form, zone = Form.of(request.form), current_app.extensions["console.zone"]
    try:
        path = f"/v1/programmes/{programme_id}/sessions"
        desk().change("POST", "training", path, teaching.session(form.typed, zone), form)
    except Refusal as refusal:
        return _session_page(programme_id, form.refused(refusal), 422)
    desk().tell("told.session")
    return redirect(f"/programmes/{programme_id}", 303)


@pages.get("/sessions/<uuid:session_id>/attendance")
def attendance_form(session_id: UUID) -> Answered:
    return _attendance_page(session_id, None)


@pages.post("/sessions/<uuid:session_id>/attendance")
def attend(session_id: UUID) -> Answered:
    """Everybody of whom something is said, at once."""
    form = Form.of(request.form)
    session = desk().get(ask("training", f"/v1/sessions/{session_id}")).body
    rows = teaching.attendance(form.typed, session["entry_checks"])
    try:
        path = f"/v1/sessions/{session_id}/attendance"
        desk().change("POST", "training", path, {"rows": rows}, form)
    except Refusal as refusal:
        return _attendance_page(session_id, form.refused(refusal), 422)
    desk().tell("told.attendance")
    return redirect(f"/programmes/{session['programme_id']}", 303)


def _session_page(programme_id: UUID, form: Form | None, status: int = 200) -> Answered:
    programme = desk().get(ask("training", f"/v1/programmes/{programme_id}")).body
    first = programme["starts"] or ""
    shown = form or Form(typed={"on": first, "from_hour": "09:00", "to_hour": "12:00"})
    return page("session.html", status, programme=programme, form=shown)


def _attendance_page(session_id: UUID, form: Form | None, status: int = 200) -> Answered:
    path = f"/v1/sessions/{session_id}"
    session = desk().get(ask("training", path))
    present = desk().get(ask("training", f"{path}/attendance")).body["items"]
    on_record = {f"came.{each['enrolment_id']}": each["state"] or "" for each in present}
    shown = (form or Form(typed=on_record)).facing(session.version)
    return page(
        "attendance.html", status, session=session.body, present=present, form=shown, came=CAME
    )
