"""Registry and supervision as notifications asks them, on a small server of their own.

They stand outside of the service: what is played here is the contract, over real HTTP.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from chassis.peers import Peers

MOBILE = "+6281200012345"
GUARANTORS = "+6281200054321"


class Owners:
    """What registry and supervision would answer; `away` makes one of them answer 503."""

    def __init__(self) -> None:
        self.contacts: dict[str, dict[str, Any]] = {}
        self.obligations: dict[str, dict[str, Any]] = {}
        self.away: set[str] = set()
        self.asked: list[str] = []

    def has_person(self, person_id: UUID | None = None, **known: Any) -> UUID:
        """Somebody with a telephone for calls and short messages, unless told otherwise."""
        ident = person_id or uuid4()
        self.contacts[str(ident)] = {
            "person_id": str(ident),
            "name": "Slamet Riyadi",
            "phone": MOBILE,
            "device": "basic_phone",
            "internet": "none",
            "shared_phone": False,
            "language": "id",
            "guarantor": {"name": "Sumiati", "relation": "istri", "phone": GUARANTORS},
            "protected": False,
            **known,
        }
        return ident

    def owes(self, obligation_id: UUID, due: str, state: str = "scheduled") -> None:
        told = {"id": str(obligation_id), "due": due, "state": state}
        self.obligations[str(obligation_id)] = told

    @Request.application
    def __call__(self, request: Request) -> Response:
        service, _, path = request.path.strip("/").partition("/")
        self.asked.append(f"{request.method} /{path}")
        if service in self.away:
            return Response(status=503)
        assert request.headers["Pamong-Office"] == "jakarta-timur-utara"
        match (request.method, path.split("/")):
            case "POST", ["v1", "persons", "contacts"]:
                ids = request.get_json()["ids"]
                return _json({"items": [self.contacts[i] for i in ids if i in self.contacts]})
            case "GET", ["v1", "obligations"]:
                return _json({"items": list(self._listed(request.args)), "next": None})
            case "GET", ["v1", "obligations", ident] if ident in self.obligations:
                return _json(self.obligations[ident])
        return Response(status=404)

    def _listed(self, asked: Any) -> Iterator[dict[str, Any]]:
        for each in self.obligations.values():
            within = asked["due_from"] <= each["due"] <= asked["due_to"]
            if within and each["state"] == asked["state"]:
                yield each


def _json(body: Any) -> Response:
    return Response(json.dumps(body), content_type="application/json")


class Unlogged(WSGIRequestHandler):
    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Nobody reads it."""


@contextmanager
def serving(owners: Owners) -> Iterator[Peers]:
    """They answer on a port of their own until the end."""
    server = make_server("127.0.0.1", 0, owners, threaded=True, request_handler=Unlogged)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Peers({each: f"{base}/{each}" for each in ("registry", "supervision")}, lambda: "t")
    finally:
        server.shutdown()
        thread.join()
