"""What those who work in the office are to know, and to do."""

from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import is_fragment, page, speech
from console.shown.news import news

pages = Blueprint("inbox", __name__)
AT_ONCE = 20
CALLS = ("told", "not_reached", "wrong_number")


@pages.get("/inbox")
def inbox() -> Answered:
    """What nobody has taken note of yet, the newest first."""
    found = desk().part(ask("notifications", "/v1/inbox", seen="false", limit=AT_ONCE))
    clients = desk().clients(each["person_id"] for each in found.items if each["person_id"])
    return page(
        "inbox.html",
        found=found,
        items=news(found.items, clients, speech()),
        form=Form(),
        calls=CALLS,
    )


@pages.post("/inbox/<uuid:item_id>/seen")
def seen(item_id: UUID) -> Answered:
    form = Form.of(request.form)
    desk().change("POST", "notifications", f"/v1/inbox/{item_id}/seen", {}, form)
    return Answered("") if is_fragment() else redirect("/inbox", 303)


@pages.post("/messages/<uuid:message_id>/outcome")
def called(message_id: UUID) -> Answered:
    """What came of the call that stands in for a message."""
    form = Form.of(request.form)
    try:
        path, body = f"/v1/messages/{message_id}/outcome", {"outcome": form["outcome"]}
        desk().change("POST", "notifications", path, body, form)
    except Refusal as refusal:
        desk().tell("told.refused", why=refusal.detail)
    else:
        desk().tell("told.called")
    return redirect("/inbox", 303)
