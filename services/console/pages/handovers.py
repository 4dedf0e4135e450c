"""One handover typed in by hand."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form, nested
from console.rendering import moment, page

pages = Blueprint("handovers", __name__)
PERSON = (
    "name",
    "alias",
    "nik",
    "sex",
    "birth_place",
    "birth_date",
    "address.street",
    "address.kelurahan",
    "address.kecamatan",
    "address.city",
    "education",
    "occupation",
    "phone",
    "device",
    "internet",
)
GUARANTOR = ("name", "relation", "phone", "address")
ORDER = ("scheme", "decree_number", "decree_date", "start", "end")
SENTENCE = (
    "detained_from",
    "term.years",
    "term.months",
    "term.days",
    "facility",
    "prison_register_number",
    "offence",
    "offence_date",
    "court",
    "judgment_number",
)
NAMES = (
    *(f"person.{each}" for each in PERSON),
    *(f"guarantor.{each}" for each in GUARANTOR),
    *(f"order.{each}" for each in ORDER),
    *(f"sentence.{each}" for each in SENTENCE),
    "handed_over",
    "prosecutor",
)


@pages.get("/handovers/new")
def handover_form() -> Answered:
    return page("handover.html", form=Form(typed={"handed_over": moment().today.isoformat()}))


@pages.post("/handovers/new")
def handover() -> Answered:
    """Recorded once, whoever typed it before: the same person and decree give the same order."""
    form = Form.of(request.form)
    try:
        body = nested(form.typed, NAMES)
        answer = desk().change("POST", "registry", "/v1/handovers", body, form)
    except Refusal as refusal:
        return page("handover.html", 422, form=form.refused(refusal))
    told = "told.handover" if answer.event else "told.handover_known"
    desk().tell(told, number=answer.body["number"])
    return redirect(f"/persons/{answer.body['person_id']}", 303)
