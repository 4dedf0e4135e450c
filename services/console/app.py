"""Wiring: the pages, the services that they ask, and the sessions of those who ask."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

from flask import Flask, g, redirect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answered

from chassis.observability import log
from chassis.store import Store, ensure
from console import guard, pages, rendering, state, statics
from console.answers import Away, Refusal, SignedOut
from console.clock import Clock
from console.pages.reasons import reason_wanted
from console.services import Services
from console.store import PLANS, StoreFailed
from console.store.reports import Reports
from console.store.sessions import Sessions

MAX_BODY = 32 * 1024 * 1024
THREADS = 16
IMPORTS_AT_ONCE = 4


def create_console(
    database: Store,
    addresses: Mapping[str, str],
    secret: bytes,
    *,
    zone: ZoneInfo,
    demo: Callable[[], Sequence[tuple[str, str, str]]] = tuple,
) -> Flask:
    """The console as a WSGI app, for `/` of its host.

    `database` holds nothing but sessions; `addresses` are the services' base URLs by name, of
    which any may be away; `zone` says which day it is; `demo` gives sample sign-ins for the first
    page: user name, password and who that is.
    """
    ensure(database, PLANS)
    app = Flask("console", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    services, sessions = Services(addresses), Sessions(database, secret)
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="console")
    app.extensions.update(
        {
            "console.clock": Clock(services, zone),
            "console.zone": zone,
            "console.services": services,
            "console.sessions": sessions,
            "console.reports": Reports(database),
            "console.imports": ThreadPoolExecutor(IMPORTS_AT_ONCE, thread_name_prefix="import"),
            "console.demo": demo,
        }
    )
    state.register(app, database)
    statics.register(app)
    guard.register(app, sessions, services, pool, secret)
    app.context_processor(rendering.spoken)
    for each in pages.BLUEPRINTS:
        app.register_blueprint(each)
    _say_no(app)
    return app


def _say_no(app: Flask) -> None:
    """Whatever goes wrong, the user reads what it is and what to do next."""
    app.register_error_handler(Away, lambda error: rendering.away(error.service))
    app.register_error_handler(SignedOut, _signed_out)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StoreFailed, _failed)
    app.register_error_handler(Exception, _failed)


def _signed_out(_: SignedOut) -> Answered:
    guard.forget()
    return guard.to_sign_in("expired")


def _refused(refusal: Refusal) -> Answered:
    if refusal.code == "reason_needed":
        return reason_wanted()
    if refusal.code == "not_own_client":
        return rendering.not_there(refusal.code, refusal.status)
    code = {403: "not_yours", 404: "not_found"}.get(refusal.status, "refused")
    return rendering.not_there(code, refusal.status, refusal.detail)


def _http(error: HTTPException) -> Answered:
    status = error.code or 500
    if 300 <= status < 400:
        return redirect(error.get_response().headers.get("Location", "/"), status)
    code = {404: "not_found", 413: "too_large"}.get(status, "not_understood")
    return rendering.not_there(code, status)


def _failed(error: Exception) -> Answered:
    log.exception("page failed", what=type(error).__name__)
    g.desk = None
    return rendering.not_there("failed", 503 if isinstance(error, StoreFailed) else 500)
