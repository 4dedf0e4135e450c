"""Why someone who is protected as a child is read: asked once for each file in a session."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.desk import desk
from console.form import Form
from console.guard import is_our_path
from console.rendering import is_fragment, page, speech

pages = Blueprint("reasons", __name__)


@pages.post("/reasons/<uuid:about>")
def give_reason(about: UUID) -> Answered:
    form = Form.of(request.form)
    if not form["reason"]:
        form = form.wrong("reason", speech().say("reason.missing"))
        return page("reason.html", 422, form=form, about=about, back=form["back"])
    desk().give_reason(about, form["reason"])
    return redirect(form["back"] if is_our_path(form["back"]) else "/", 303)


def reason_wanted(about: object = None) -> Answered:
    """The page that asks for it, and then leads to where the user was going."""
    if is_fragment():
        return Answered(status=204, headers={"HX-Redirect": request.full_path})
    asked = [each for each in (request.view_args or {}).values() if isinstance(each, UUID)]
    return page("reason.html", form=Form(), about=about or asked[0], back=request.full_path)
