"""Orders in lists: those that are over, those suspended, and the register books."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as Answered

from console.answers import Part
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import moment, page

pages = Blueprint("books", __name__)
STATES = ("active", "suspended", "revoked", "completed")
ROWS_A_PAGE = 25
SCHEMES = ("asimilasi_rumah", "pb", "cb", "cmb")


@pages.get("/endings")
def endings() -> Answered:
    """Orders that have run to their end and wait for the head's letter."""
    today = moment().today.isoformat()
    over = desk().part(ask("registry", "/v1/orders", state="active", ended_before=today, limit=100))
    return _list("endings", over, "completion")


@pages.get("/re-entries")
def re_entries() -> Answered:
    """Suspended orders, whose clients go back to prison."""
    suspended = desk().part(ask("registry", "/v1/orders", state="suspended", limit=100))
    return _list("re_entries", suspended, "re-entry")


@pages.get("/register")
def register() -> Answered:
    """The books: every order of the office, by state, scheme or number."""
    wanted = {name: request.args.get(name, "").strip() for name in ("state", "scheme", "number")}
    after = request.args.get("after")
    found = desk().part(ask("registry", "/v1/orders", after=after, limit=ROWS_A_PAGE, **wanted))
    return page(
        "register.html",
        orders=found,
        clients=desk().clients(each["person_id"] for each in found.items),
        form=Form(typed=wanted),
        states=STATES,
        schemes=SCHEMES,
    )


def _list(key: str, found: Part, step: str) -> Answered:
    return page(
        "orders.html",
        key=key,
        step=step,
        orders=found,
        clients=desk().clients(each["person_id"] for each in found.items),
    )
