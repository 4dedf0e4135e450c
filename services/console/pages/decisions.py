"""What waits for the head of office: proposals to revoke, with their evidence and the law."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form, nested
from console.pages.reasons import reason_wanted
from console.questions import ask
from console.rendering import moment, page, speech, sure
from console.shown.waiting import Waiting, waiting

pages = Blueprint("decisions", __name__)
OUTCOMES = ("suspended", "rejected")
FIELDS = ("outcome", "decree_number", "on", "reason")


@pages.get("/decisions")
def decisions() -> Answered:
    """Proposals by how long they wait, and what else waits: orders that are over."""
    today = moment().today.isoformat()
    found = desk().parts(
        pending=ask("registry", "/v1/proposals", state="pending", limit=100),
        submitted=ask("supervision", "/v1/proposals", state="submitted", limit=100),
        over=ask("registry", "/v1/orders", state="active", ended_before=today, limit=100),
    )
    rows = waiting(found["pending"].items, speech())
    names = desk().names(str(each.proposed_by) for each in rows)
    clients = {each["id"]: each["name"] for each in found["submitted"].items}
    return page("decisions.html", found=found, rows=rows, names=names, clients=clients)


@pages.get("/decisions/<uuid:proposal_id>")
def decision_form(proposal_id: UUID) -> Answered:
    proposal = _pending(proposal_id)
    typed = {"on": moment().today.isoformat()}
    return _page(proposal, Form(version=f'"{proposal["version"]}"', typed=typed))


@pages.post("/decisions/<uuid:proposal_id>")
def decide(proposal_id: UUID) -> Answered:
    """The head's word; asked once, in words that name the person and the order."""
    form, proposal = Form.of(request.form), _pending(proposal_id)
    for name in _blank(form):
        form = form.wrong(name, speech().say("required"))
    if form.errors:
        return _page(proposal, form.failed(speech().say("fill_in")), 422)
    if not form.is_sure:
        return _make_sure(proposal, form)
    try:
        body = nested(form.typed, FIELDS)
        path = f"/v1/proposals/{proposal_id}/decision"
        desk().change("POST", "registry", path, body, form)
    except Refusal as refusal:
        form = form.refused(refusal).facing(f'"{proposal["version"]}"')
        return _page(proposal, form, 422)
    desk().tell(f"told.{form['outcome']}")
    return redirect("/decisions", 303)


def _blank(form: Form) -> list[str]:
    needed = ["outcome", "on", "reason"]
    if form["outcome"] == "suspended":
        needed.append("decree_number")
    return [name for name in needed if not form[name]]


def _pending(proposal_id: UUID) -> dict[str, Any]:
    """The proposal, while it waits; one that was decided meanwhile is not here any more."""
    listed = desk().get(ask("registry", "/v1/proposals", state="pending", limit=500)).body["items"]
    found = next((each for each in listed if each["id"] == str(proposal_id)), None)
    if found is None:
        abort(404)
    return dict(found)


def _page(proposal: Mapping[str, Any], form: Form, status: int = 200) -> Answered:
    """What one decides by: the person and order, the law, and every miss with its attempts."""
    its = str(proposal["person_id"])
    found = desk().parts(
        person=ask("registry", f"/v1/persons/{its}", reason=desk().reason_for(its)),
        orders=ask("registry", "/v1/orders", person_id=its),
        missed=ask("supervision", "/v1/obligations", person_id=its, state="missed", limit=100),
        dossier=ask(
            "supervision", f"/v1/proposals/{proposal['id']}", reason=desk().reason_for(its)
        ),
    )
    if found["person"].code == "reason_needed":
        return reason_wanted(its)
    dossier = found["dossier"].value or {}
    misses = [each for each in found["missed"].items if each["id"] in dossier.get("evidence", ())]
    row: Waiting = waiting([proposal], speech())[0]
    return page(
        "decision.html",
        status,
        row=row,
        found=found,
        order=next((o for o in found["orders"].items if o["id"] == proposal["order_id"]), None),
        misses=misses,
        reason_given=dossier.get("reason"),
        names=desk().names([str(proposal["proposed_by"])]),
        outcomes=OUTCOMES,
        form=form,
    )


def _make_sure(proposal: Mapping[str, Any], form: Form) -> Answered:
    """The question, with the person, the order and the day in it."""
    words, its = speech(), proposal["person_id"]
    orders = desk().part(ask("registry", "/v1/orders", person_id=its)).items
    order: Mapping[str, Any] = next(
        (each for each in orders if each["id"] == proposal["order_id"]), {}
    )
    return sure(
        form,
        "suspension" if form["outcome"] == "suspended" else "rejection",
        name=desk().clients([its]).get(its) or words.say("nameless"),
        scheme=words.inline("scheme", order["scheme"]) if order else words.say("blank"),
        number=order.get("number") or words.say("blank"),
        day=words.whatever_day(form["on"]),
        back=f"/decisions/{proposal['id']}",
    )
