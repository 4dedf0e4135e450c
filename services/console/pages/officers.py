"""Who carries how much: the caseload of every officer, and giving a case to another."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import page
from console.shown.loads import Load, loads

pages = Blueprint("officers", __name__)


@pages.get("/officers")
def officers() -> Answered:
    """The heaviest load first, and what nobody carries."""
    found = desk().parts(
        officers=ask("supervision", "/v1/officers"),
        figures=ask("supervision", "/v1/figures"),
    )
    return page("officers.html", found=found, loads=_loads(found["officers"].items))


@pages.get("/officers/<uuid:officer_id>/area")
def area_form(officer_id: UUID) -> Answered:
    load = next((each for each in _all() if each.id == str(officer_id)), None)
    typed = {"kecamatan": ", ".join(load.kecamatan).title()} if load else {}
    return page("area.html", load=load, form=Form(typed=typed))


@pages.post("/officers/<uuid:officer_id>/area")
def area(officer_id: UUID) -> Answered:
    """Where this officer works: new cases from there come to her first."""
    form = Form.of(request.form)
    names = [each.strip() for each in form["kecamatan"].replace("\n", ",").split(",")]
    body = {"kecamatan": [each for each in names if each]}
    try:
        desk().change("PUT", "supervision", f"/v1/officers/{officer_id}", body, form)
    except Refusal as refusal:
        return page("area.html", 422, load=None, form=form.refused(refusal))
    desk().tell("told.area")
    return redirect("/officers", 303)


@pages.get("/cases/<uuid:case_id>/officer")
def officer_form(case_id: UUID) -> Answered:
    return _officer_page(case_id, None)


@pages.post("/cases/<uuid:case_id>/officer")
def hand_on(case_id: UUID) -> Answered:
    """Give the case to another officer, with a note on why."""
    form = Form.of(request.form)
    body = {"officer_id": form["officer_id"], "note": form["note"]}
    try:
        path = f"/v1/cases/{case_id}/officer"
        answer = desk().change("POST", "supervision", path, body, form)
    except Refusal as refusal:
        return _officer_page(case_id, form.refused(refusal), 422)
    desk().tell("told.officer")
    return redirect(f"/persons/{answer.body['person_id']}", 303)


def _officer_page(case_id: UUID, form: Form | None, status: int = 200) -> Answered:
    case = desk().read("supervision", f"/v1/cases/{case_id}", case_id)
    form = (form or Form()).facing(case.version)
    return page("officer.html", status, case=case.body, loads=_all(), form=form)


def _all() -> list[Load]:
    return _loads(desk().part(ask("supervision", "/v1/officers")).items)


def _loads(items: list[dict[str, object]]) -> list[Load]:
    return loads(items, desk().names(str(each["id"]) for each in items))
