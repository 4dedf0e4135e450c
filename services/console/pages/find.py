"""Looking for a person. What is looked for stands in no address: it is sent as a form."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as Answered

from console.answers import Answer, Refusal
from console.desk import desk
from console.form import Form
from console.rendering import page, speech
from console.shown.finding import recognised

pages = Blueprint("find", __name__)


@pages.get("/find")
def find_form() -> Answered:
    return page("find.html", form=Form(), found=None)


@pages.post("/find")
def find() -> Answered:
    """By name, NIK, telephone or register number: whichever it looks like."""
    form = Form.of(request.form)
    if not form["wanted"]:
        form = form.wrong("wanted", speech().say("find.blank"))
        return page("find.html", 422, form=form, found=None)
    try:
        found: Answer = desk().search(recognised(form["wanted"]))
    except Refusal as refusal:
        form = form.wrong("wanted", next(iter(refusal.errors.values()), refusal.detail))
        return page("find.html", 422, form=form, found=None)
    return page("find.html", form=form, found=found.body["items"])
