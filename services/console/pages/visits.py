"""The report of a home visit."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form, nested
from console.rendering import page

pages = Blueprint("visits", __name__)
RESULTS = ("found_ok", "found_violation", "moved", "not_found", "refused", "deceased")


@pages.get("/home-visits/<uuid:visit_id>/report")
def report_form(visit_id: UUID) -> Answered:
    return _page(visit_id, Form())


@pages.post("/home-visits/<uuid:visit_id>/report")
def report(visit_id: UUID) -> Answered:
    """What was found at the house."""
    form = Form.of(request.form)
    body = {"id": form.key, "findings": "", **nested(form.typed, ("on", "result", "findings"))}
    try:
        desk().change("POST", "supervision", f"/v1/home-visits/{visit_id}/report", body, form)
    except Refusal as refusal:
        return _page(visit_id, form.refused(refusal), 422)
    desk().tell("told.visit")
    return redirect("/today", 303)


def _page(visit_id: UUID, form: Form, status: int = 200) -> Answered:
    path = f"/v1/home-visits/{visit_id}"
    visit = desk().read("supervision", path, visit_id, request.args.get("of")).body
    return page("visit.html", status, visit=visit, form=form, results=RESULTS)
