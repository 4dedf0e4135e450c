"""Coming in and going out: the first page, signing in, the tour, language and office."""

from flask import Blueprint, current_app, g, redirect, request
from werkzeug.wrappers import Response as Answered

from console import guard
from console.answers import Asker, Away, Refusal, SignedOut
from console.desk import desk
from console.form import Form
from console.guard import is_our_path, open_to_all
from console.navigation import first_page
from console.rendering import page
from console.services import Services
from console.store.sessions import Sessions

pages = Blueprint("front", __name__)
YEAR = 31_536_000
WHYS = ("idle", "expired", "out")


@pages.get("/")
@open_to_all
def front() -> Answered:
    """What this is and how to come in; for those who are in, what waits for them."""
    if g.desk is not None:
        return redirect(first_page(desk().session.roles), 303)
    return _front(Form())


@pages.get("/welcome")
def welcome() -> Answered:
    """For someone whose role has no pages here yet."""
    return page("welcome.html")


@pages.get("/sign-in")
@open_to_all
def sign_in() -> Answered:
    return _front(Form())


@pages.post("/sign-in")
@open_to_all
def enter() -> Answered:
    """A session for a user name and password; then on to where the user was going."""
    form = Form.of(request.form)
    services: Services = current_app.extensions["console.services"]
    sessions: Sessions = current_app.extensions["console.sessions"]
    asker = Asker(language=g.language)
    asked = {"grant_type": "password", "username": form["username"], "password": form["password"]}
    try:
        token = services.ask(asker, "POST", "identity", "/v1/token", data=asked).body
        signed_in = Asker(language=g.language, token=token["access_token"])
        me = services.ask(signed_in, "GET", "identity", "/v1/me").body
    except Away:
        return _front(form, trouble="sign_in.away", status=503)
    except Refusal as refusal:
        trouble = "sign_in.wait" if refusal.status == 429 else "sign_in.wrong"
        return _front(form, trouble=trouble, seconds=refusal.seconds, status=422)
    except SignedOut:
        return _front(form, trouble="sign_in.wrong", status=422)
    sessions.close(g.cookie)
    g.cookie = sessions.open(token["access_token"], me)
    wanted = form["next"]
    return redirect(wanted if is_our_path(wanted) else first_page(me["roles"]), 303)


@pages.post("/sign-out")
@open_to_all
def leave() -> Answered:
    guard.forget()
    return redirect("/sign-in?why=out", 303)


@pages.get("/left-alone")
@open_to_all
def left_alone() -> Answered:
    """Nobody was at the screen for half an hour: it shows nothing of anyone any more."""
    if g.desk is not None:
        guard.forget()
    return redirect("/sign-in?why=idle", 303)


@pages.get("/alive")
def alive() -> Answered:
    """Someone is still typing."""
    return Answered(status=204)


@pages.get("/tour")
@open_to_all
def tour() -> Answered:
    return page("tour.html")


@pages.post("/language")
@open_to_all
def language() -> Answered:
    answer = redirect(_back(), 303)
    chosen = "en" if request.form.get("language") == "en" else "id"
    guard.set_cookie(answer, "language", chosen, YEAR)
    return answer


@pages.post("/office")
def office() -> Answered:
    """Work in another of the user's offices."""
    desk().choose_office(request.form.get("office", ""))
    return redirect("/", 303)


def _front(
    form: Form, *, trouble: str | None = None, seconds: str = "", status: int = 200
) -> Answered:
    why = request.args.get("why")
    return page(
        "front.html",
        status,
        form=form,
        trouble=trouble,
        seconds=seconds,
        why=why if why in WHYS else None,
        next=form["next"] or request.args.get("next", ""),
        samples=current_app.extensions["console.demo"](),
    )


def _back() -> str:
    wanted = request.form.get("back")
    return wanted if wanted and is_our_path(wanted) else "/"
