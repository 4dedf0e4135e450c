"""Training programmes: what runs, who fits, what is free."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import page, speech, sure
from console.shown import teaching

pages = Blueprint("programmes", __name__)
STEPS = ("approval", "opening", "closing", "completion")
CHOICES: dict[str, Any] = {
    "kinds": ("kemandirian", "kepribadian"),
    "forms": ("group", "individual"),
    "modes": ("offline", "online", "hybrid"),
    "sources": ("dipa", "partner"),
}


@pages.get("/programmes")
def programmes() -> Answered:
    return page("programmes.html", found=desk().part(ask("training", "/v1/programmes", limit=200)))


@pages.get("/programmes/new")
def proposal_form() -> Answered:
    return page("programme_new.html", form=Form(), **CHOICES)


@pages.post("/programmes/new")
def propose() -> Answered:
    form = Form.of(request.form)
    try:
        body = teaching.proposal(form.typed)
        answer = desk().change("POST", "training", "/v1/programmes", body, form)
    except Refusal as refusal:
        return page("programme_new.html", 422, form=form.refused(refusal), **CHOICES)
    desk().tell("told.programme")
    return redirect(f"/programmes/{answer.body['id']}", 303)


@pages.get("/programmes/<uuid:programme_id>")
def programme(programme_id: UUID) -> Answered:
    """Its plan, its sessions, who takes part, and who would fit."""
    answer = desk().get(ask("training", f"/v1/programmes/{programme_id}"))
    path, joined = f"/v1/programmes/{programme_id}", answer.body["state"] in teaching.MAY_JOIN
    found = desk().parts(
        sessions=ask("training", f"{path}/sessions"),
        enrolments=ask("training", f"{path}/enrolments", limit=200),
        **({"candidates": ask("training", f"{path}/candidates", limit=15)} if joined else {}),
    )
    return page(
        "programme.html",
        programme=answer.body,
        form=Form(version=answer.version),
        found=found,
        step=teaching.next_step(answer.body["state"], desk().session.roles),
        holds=answer.body["state"] in (*teaching.HELD_BY, "approved"),
    )


@pages.get("/programmes/<uuid:programme_id>/plan")
def plan_form(programme_id: UUID) -> Answered:
    answer = desk().get(ask("training", f"/v1/programmes/{programme_id}"))
    return _plan_page(answer.body, Form(typed=_typed(answer.body), version=answer.version))


@pages.post("/programmes/<uuid:programme_id>/plan")
def plan(programme_id: UUID) -> Answered:
    form, path = Form.of(request.form), f"/v1/programmes/{programme_id}"
    try:
        desk().change("PATCH", "training", path, teaching.plan(form.typed), form)
    except Refusal as refusal:
        now = desk().get(ask("training", path))
        return _plan_page(now.body, form.refused(refusal).facing(now.version), 422)
    desk().tell("told.programme")
    return redirect(f"/programmes/{programme_id}", 303)


@pages.post("/programmes/<uuid:programme_id>/<step>")
def take_step(programme_id: UUID, step: str) -> Answered:
    """Approved, opened, closed, completed: each asked once, since people are told of it."""
    if step not in STEPS:
        abort(404)
    form, path = Form.of(request.form), f"/v1/programmes/{programme_id}"
    back = f"/programmes/{programme_id}"
    if not form.is_sure:
        title = desk().get(ask("training", path)).body["title"]
        return sure(form, step, title=title, back=back, does=f"step.{step}")
    try:
        desk().change("POST", "training", f"{path}/{step}", {}, form)
    except Refusal as refusal:
        desk().tell("told.refused", why=refusal.detail)
    else:
        desk().tell("told.programme")
    return redirect(back, 303)


@pages.post("/programmes/<uuid:programme_id>/enrolments")
def enrol(programme_id: UUID) -> Answered:
    """Someone asks to join: a place, the waiting list, or a reason why not."""
    form = Form.of(request.form)
    body = {"person_id": form["person_id"], "requested_by": "client"}
    try:
        path = f"/v1/programmes/{programme_id}/enrolments"
        state = desk().change("POST", "training", path, body, form).body["state"]
    except Refusal as refusal:
        desk().tell("told.refused", why=refusal.detail)
    else:
        desk().tell("told.enrolled", state=speech().code("enrolment_state", state))
    return redirect(f"/programmes/{programme_id}", 303)


def _typed(programme: Mapping[str, Any]) -> dict[str, str]:
    known = {name: str(programme[name]) for name in teaching.DESCRIBED if programme.get(name)}
    known["teaching_form"] = programme["form"]
    known["instructors"] = "\n".join(each["name"] for each in programme["instructors"])
    if programme.get("no_cost"):
        known["cost"] = "none"
    for line in (programme.get("budget") or ())[:1]:
        known |= {
            "cost": "some",
            "budget_what": line["what"],
            "budget_source": line["source"],
            "budget_planned": str(line["planned"]),
        }
    return known


def _plan_page(programme: Mapping[str, Any], form: Form, status: int = 200) -> Answered:
    return page("programme_plan.html", status, programme=programme, form=form, **CHOICES)
