"""From what a page knows to what the browser shows: templates, words, and pages that say no."""

from typing import Any

from flask import Response, current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response as Answered

from console.clock import Clock, Moment
from console.form import Form
from console.navigation import entries
from console.speech import Speech


def page(template: str, status: int = 200, **facts: Any) -> Response:
    """A template in the user's language. Whatever the browser shows, it keeps no copy."""
    answer = make_response(render_template(template, **facts), status)
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer


def is_fragment() -> bool:
    """Whether the page asks in place, for a piece of itself, rather than for a whole page."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def moment() -> Moment:
    """The services' clock, the same for the whole request."""
    if "moment" not in g:
        clock: Clock = current_app.extensions["console.clock"]
        g.moment = clock.moment()
    found: Moment = g.moment
    return found


def speech() -> Speech:
    """The words of this request."""
    if "speech" not in g:
        zone = current_app.extensions["console.zone"]
        g.speech = Speech(language=g.language, today=moment().today, zone=zone)
    found: Speech = g.speech
    return found


def spoken() -> dict[str, Any]:
    """What every template may use."""
    desk = g.get("desk")
    return {
        "say": speech().say,
        "code": speech().code,
        "speech": speech(),
        "moment": moment(),
        "desk": desk,
        "entries": entries(desk.session.roles, request.path, desk.services) if desk else (),
        "notices": desk.take_notices() if desk and not is_fragment() else (),
    }


def sure(form: Form, about: str, *, back: str, does: str | None = None, **facts: str) -> Response:
    """Asks once, in words that name the thing; the form comes along and loses nothing."""
    button = does or f"{about}.do"
    return page("sure.html", form=form, about=about, back=back, does=button, facts=facts)


def no_longer_valid() -> Response:
    """The form is of an earlier session, or of another site."""
    return page("no.html", 400, problem="form_too_old")


def not_there(code: str, status: int, detail: str | None = None) -> Answered:
    """There is no such page or thing, or it is not for this user."""
    return page("no.html", status, problem=code, detail=detail)


def away(service: str) -> Answered:
    """The page needs a service that does not answer; nothing was changed."""
    answer = page("no.html", 503, problem="away", service=service)
    answer.headers["Retry-After"] = "5"
    return answer
