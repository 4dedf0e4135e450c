"""Who comes in and what leaves: sessions, tokens of forms, and the headers of every answer."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as Answered

from console import sealing, state
from console.desk import Desk
from console.rendering import no_longer_valid
from console.services import Services
from console.speech import language_of
from console.store.sessions import Sessions

F = TypeVar("F", bound=Callable[..., object])
COOKIE = "pamong"
OPEN_TO_ALL = "__open_to_all__"
POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
WITHOUT_SESSION = state.ENDPOINTS | {"static_file"}
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def open_to_all(page: F) -> F:
    """The page is for those who are not signed in, too."""
    setattr(page, OPEN_TO_ALL, True)
    return page


def register(
    app: Flask, sessions: Sessions, services: Services, pool: Executor, secret: bytes
) -> None:
    """Check every request before its page, and put the headers on every answer."""

    def enter() -> Answered | None:
        g.language = language_of(request.cookies.get("language"))
        g.desk = None
        if request.endpoint in WITHOUT_SESSION:
            return None
        g.cookie = request.cookies.get(COOKIE) or sealing.new_cookie()
        session = sessions.find(g.cookie) if COOKIE in request.cookies else None
        token = sessions.token(session, g.cookie) if session else None
        if session and token:
            g.desk = Desk(
                session, token, g.language, sessions=sessions, services=services, pool=pool
            )
        if request.method == "POST" and not _came_from_our_page(secret):
            return no_longer_valid()
        if g.desk is None and request.endpoint and not _is_open_to_all():
            return to_sign_in("idle" if COOKIE in request.cookies else None)
        return None

    def leave(answer: Response) -> Response:
        answer.headers.update(HEADERS)
        answer.headers.setdefault("Cache-Control", "no-store")
        if _is_secure():
            answer.headers["Strict-Transport-Security"] = "max-age=31536000"
        if "cookie" in g and g.cookie != request.cookies.get(COOKIE):
            set_cookie(answer, COOKIE, g.cookie)
        return answer

    app.before_request(enter)
    app.after_request(leave)
    app.jinja_env.globals["form_token"] = lambda: sealing.form_token(secret, g.cookie)


def to_sign_in(why: str | None) -> Answered:
    """To the page where one signs in; afterwards back to where the user was."""
    here = request.path if request.method == "GET" else None
    return redirect(url_for("front.sign_in", why=why, next=here), 303)


def set_cookie(answer: Answered, name: str, text: str, seconds: int | None = None) -> None:
    """One that scripts cannot read and other sites do not send."""
    answer.set_cookie(
        name, text, max_age=seconds, httponly=True, samesite="Lax", secure=_is_secure()
    )


def is_our_path(path: str | None) -> bool:
    """Whether one may be sent there: a path of this console, not another site."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return False
    parts = urlsplit(path)
    return not parts.scheme and not parts.netloc


def _is_secure() -> bool:
    """Over https up to us, or up to a proxy before us; who claims it falsely harms only himself."""
    return request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"


def _came_from_our_page(secret: bytes) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    return sealing.is_form_token(secret, g.cookie, request.form.get("form_token", ""))


def _is_open_to_all() -> bool:
    view = current_app.view_functions[request.endpoint or ""]
    return bool(getattr(view, OPEN_TO_ALL, False))


def forget() -> None:
    """Sign the user of this request out."""
    sessions: Sessions = current_app.extensions["console.sessions"]
    sessions.close(g.cookie)
    g.cookie, g.desk = sealing.new_cookie(), None
