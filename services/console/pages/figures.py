"""The office in figures, without persons."""

from flask import Blueprint
from werkzeug.wrappers import Response as Answered

from console.desk import desk
from console.questions import ask
from console.rendering import page

pages = Blueprint("figures", __name__)
COUNTING = ("registry", "supervision", "training", "notifications")


@pages.get("/figures")
def figures() -> Answered:
    """What every service counts; one that is away leaves its part open."""
    asked = {each: ask(each, "/v1/figures") for each in COUNTING if each in desk().services}
    return page("figures.html", found=desk().parts(**asked))
