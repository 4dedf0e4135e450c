"""Errors as problem details (RFC 9457), in the caller's language, naming the field at fault."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, Response, current_app, json, request
from pymongo.errors import ConnectionFailure, DuplicateKeyError, PyMongoError
from werkzeug.exceptions import HTTPException

from chassis.auth import NotAllowed, NotSignedIn
from chassis.observability import log
from chassis.peers import PeerAway
from chassis.refusals import NotFound, Refused, StaleVersion, TooSoon
from chassis.transaction import Unavailable
from chassis.words import LANGUAGES, Language, Words, words_of

LOCATIONS = frozenset({"json", "query", "headers", "path", "form", "files", "json_or_form"})
PATTERNS = tuple(
    (re.compile(pattern), f"field.{key}")
    for key, pattern in {
        "one_of": r"Must be one of: (?P<choices>.+)\.",
        "between": r"Must be greater than or equal to (?P<least>.+) "
        r"and less than or equal to (?P<most>.+)\.",
        "at_least": r"Must be greater than or equal to (?P<least>.+)\.",
        "at_most": r"Must be less than or equal to (?P<most>.+)\.",
        "length": r"Length must be (?P<least>\d+)\.",
        "length_between": r"Length must be between (?P<least>\d+) and (?P<most>\d+)\.",
        "length_at_least": r"Shorter than minimum length (?P<least>\d+)\.",
        "length_at_most": r"Longer than maximum length (?P<most>\d+)\.",
        "pattern": r"String does not match expected pattern\.",
    }.items()
)
"""What marshmallow says with values in it, and the sentence that says it here."""
CONTENT_TYPE = "application/problem+json"
RETRY_AFTER = 5
STATUSES: tuple[tuple[type[Refused], int], ...] = (
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (StaleVersion, 412),
    (TooSoon, 429),
)


def language() -> Language:
    """Indonesian, unless the request rather wants English."""
    return request.accept_languages.best_match(LANGUAGES, default="id")  # type: ignore[return-value]


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """`type` is stable for programs (`code`), `detail` is for people."""
    body = {"type": f"urn:pamong:{code}", "status": status, "code": code, "detail": detail, **more}
    return Response(json.dumps(body), status, content_type=CONTENT_TYPE)


def register(app: Flask, words: tuple[str, ...]) -> None:
    """Answer every error of `app` as a problem; never with a stack trace."""
    app.extensions["pamong.words"] = words_of("chassis", *words)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _away)
    app.register_error_handler(ConnectionFailure, _away)
    app.register_error_handler(DuplicateKeyError, _duplicate)
    app.register_error_handler(PeerAway, _peer_away)
    app.register_error_handler(Exception, _failed)


def status_of(error: Refused) -> int:
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return status
    return 409 if error.conflict else 422


def _refused(error: Refused) -> Response:
    words: Words = current_app.extensions["pamong.words"]
    detail = words.say(error.code, language(), **error.facts)
    more = {"errors": [{"field": error.field, "detail": detail}]} if error.field else {}
    facts = {name: _plain(each) for name, each in error.facts.items()}
    answer = problem(status_of(error), error.code, detail, facts=facts, **more)
    if isinstance(error, NotSignedIn):
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooSoon):
        answer.headers["Retry-After"] = str(error.facts["seconds"])
    return answer


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    messages = getattr(error, "data", {}).get("messages") if hasattr(error, "data") else None
    code = "fields_wrong" if messages else f"http_{status}"
    words: Words = current_app.extensions["pamong.words"]
    detail = words.say(code, language()) if code in words else (error.description or code)
    more = {"errors": list(_fields(messages))} if messages else {}
    answer = problem(status, code, detail, **more)
    if status == 405 and error.get_response().headers.get("Allow"):
        answer.headers["Allow"] = error.get_response().headers["Allow"]
    return answer


def _fields(messages: Any, path: str = "") -> Iterator[dict[str, str]]:
    """marshmallow's nested messages as one line a field: `person.nik`, without the location."""
    if isinstance(messages, Mapping):
        for name, each in messages.items():
            skip = name == "_schema" or (not path and name in LOCATIONS)
            yield from _fields(each, path if skip else f"{path}.{name}".strip("."))
    else:
        for each in messages if isinstance(messages, list) else [messages]:
            yield {"field": path, "detail": translated(str(each), language())}


def translated(message: str, into: Language) -> str:
    """marshmallow's own English in Indonesian, where it has a sentence here."""
    words: Words = current_app.extensions["pamong.words"]
    if message in words:
        return words.say(message, into)
    for pattern, key in PATTERNS:
        if found := pattern.fullmatch(message):
            return words.say(key, into, **found.groupdict())
    return message


def _away(error: PyMongoError | Unavailable) -> Response:
    log.error("store away", why=type(error).__name__)
    words: Words = current_app.extensions["pamong.words"]
    answer = problem(503, "unavailable", words.say("unavailable", language()))
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _peer_away(error: PeerAway) -> Response:
    log.warning("peer away", why=str(error))
    words: Words = current_app.extensions["pamong.words"]
    answer = problem(503, "peer_away", words.say("peer_away", language()))
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _duplicate(error: DuplicateKeyError) -> Response:
    """A unique index refused it five times: someone else has just that already."""
    log.warning("duplicate", route=request.path)
    words: Words = current_app.extensions["pamong.words"]
    return problem(409, "already_there", words.say("already_there", language()))


def _failed(error: Exception) -> Response:
    if isinstance(error, PyMongoError) and error.timeout:
        return _away(error)
    log.exception("request failed", route=request.path)
    words: Words = current_app.extensions["pamong.words"]
    return problem(500, "failed", words.say("failed", language()))


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | bool | None) else str(value)
