"""Orders: how their dates come about, and the steps that interrupt or end them."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Answer, Refusal
from console.desk import desk
from console.form import Form, nested
from console.questions import ask
from console.rendering import is_fragment, moment, page, speech, sure
from console.shown.timeline import steps

pages = Blueprint("orders", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something done to an order, once, and what it takes."""

    key: str
    fields: tuple[str, ...]


STEPS = {
    "completion": Step(key="completion", fields=("letter_number", "on")),
    "re-entry": Step(key="re_entry", fields=("on",)),
    "suspension": Step(key="suspension", fields=("decree_number", "on", "reason")),
    "reinstatement": Step(key="reinstatement", fields=("on", "reason")),
}


@pages.get("/orders/<uuid:order_id>/working")
def working(order_id: UUID) -> Answered:
    """How the dates of the sentence come about."""
    reason = desk().reason_for(order_id)
    found = desk().get(ask("registry", f"/v1/orders/{order_id}/sentence", reason=reason)).body
    lines = list(steps(found["working"], speech()))
    template = "working_lines.html" if is_fragment() else "working.html"
    return page(template, sentence=found, lines=lines)


@pages.get("/orders/<uuid:order_id>/<step>")
def step_form(order_id: UUID, step: str) -> Answered:
    order = _order(order_id, step)
    form = Form(version=order.version, typed={"on": moment().today.isoformat()})
    return _page(order, step, form)


@pages.post("/orders/<uuid:order_id>/<step>")
def take_step(order_id: UUID, step: str) -> Answered:
    """Asked once, in words that name the order; then done."""
    order, form, its = _order(order_id, step), Form.of(request.form), STEPS[step]
    blank = [name for name in its.fields if not form[name]]
    if blank:
        for name in blank:
            form = form.wrong(name, speech().say("required"))
        return _page(order, step, form.failed(speech().say("fill_in")), 422)
    if not form.is_sure:
        return _make_sure(order, step, form)
    try:
        body = nested(form.typed, its.fields)
        desk().change("POST", "registry", f"/v1/orders/{order_id}/{step}", body, form)
    except Refusal as refusal:
        now = _order(order_id, step)
        return _page(now, step, form.refused(refusal).facing(now.version), 422)
    desk().tell(f"told.{its.key}")
    return redirect(f"/persons/{order.body['person_id']}", 303)


def _order(order_id: UUID, step: str) -> Answer:
    if step not in STEPS:
        abort(404)
    return desk().read("registry", f"/v1/orders/{order_id}", order_id)


def _page(order: Answer, step: str, form: Form, status: int = 200) -> Answered:
    names = desk().clients([order.body["person_id"]])
    return page(
        "order_step.html",
        status,
        order=order.body,
        name=names.get(order.body["person_id"]),
        step=STEPS[step],
        form=form,
    )


def _make_sure(order: Answer, step: str, form: Form) -> Answered:
    """The question, with the person, the order and the day in it."""
    about, words = order.body, speech()
    name = desk().clients([about["person_id"]]).get(about["person_id"])
    return sure(
        form,
        STEPS[step].key,
        name=name or words.say("nameless"),
        scheme=words.inline("scheme", about["scheme"]),
        number=about["number"],
        day=words.whatever_day(form["on"]),
        back=f"/persons/{about['person_id']}",
    )
