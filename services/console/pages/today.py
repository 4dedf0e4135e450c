"""Whom an officer meets today, and who is slipping away."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as Answered

from console.desk import desk
from console.questions import ask
from console.rendering import moment, page
from console.shown.worklist import grouped

pages = Blueprint("today", __name__)


@pages.get("/today")
def today() -> Answered:
    """The user's own list, or for supervisors that of the officer asked for."""
    officer = request.args.get("officer")
    work = desk().part(ask("supervision", "/v1/worklist", officer=officer or "me"))
    groups = grouped(work.items, moment().today)
    return page("today.html", work=work, groups=groups, officer=officer)
