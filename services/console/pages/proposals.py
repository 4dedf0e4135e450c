"""Proposals to revoke, from the officer's side: drafted by rule or by hand, then submitted."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form, nested
from console.questions import ask
from console.rendering import page, speech, sure

pages = Blueprint("proposals", __name__)
GROUNDS = ("U1", "K1", "K2", "K3", "K4", "K5")


@pages.get("/proposals")
def proposals() -> Answered:
    """What waits for the officer's word, and what waits for the head's."""
    found = desk().parts(
        draft=ask("supervision", "/v1/proposals", state="draft"),
        submitted=ask("supervision", "/v1/proposals", state="submitted"),
    )
    return page("proposals.html", found=found, form=Form())


@pages.post("/proposals/<uuid:proposal_id>/submission")
def submit(proposal_id: UUID) -> Answered:
    """The officer stands by it; asked once, since it cannot be taken back."""
    form = Form.of(request.form)
    if not form.is_sure:
        return _asked(proposal_id, form)
    try:
        path = f"/v1/proposals/{proposal_id}/submission"
        desk().change("POST", "supervision", path, {}, form)
    except Refusal as refusal:
        desk().tell("told.refused", why=refusal.detail)
    else:
        desk().tell("told.submitted")
    return redirect("/proposals", 303)


def _asked(proposal_id: UUID, form: Form) -> Answered:
    proposal = desk().read("supervision", f"/v1/proposals/{proposal_id}", proposal_id).body
    name = proposal["name"] or speech().say("nameless")
    return sure(form, "submission", name=name, does="proposal.submit", back="/proposals")


@pages.get("/cases/<uuid:case_id>/proposal")
def draft_form(case_id: UUID) -> Answered:
    return _draft_page(case_id, Form())


@pages.post("/cases/<uuid:case_id>/proposal")
def draft(case_id: UUID) -> Answered:
    """A draft by hand, where a condition was broken that no rule counts."""
    form = Form.of(request.form)
    body = nested(form.typed, ("ground", "reason"))
    try:
        desk().change("POST", "supervision", f"/v1/cases/{case_id}/proposals", body, form)
    except Refusal as refusal:
        return _draft_page(case_id, form.refused(refusal), 422)
    desk().tell("told.drafted")
    return redirect("/proposals", 303)


def _draft_page(case_id: UUID, form: Form, status: int = 200) -> Answered:
    case = desk().read("supervision", f"/v1/cases/{case_id}", case_id).body
    return page("draft.html", status, case=case, form=form, grounds=GROUNDS)
