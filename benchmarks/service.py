"""A service's API, or another app, served as a process of its own, and who asks it."""

import json
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from typing import Any
from zoneinfo import ZoneInfo

import waitress
from flask import Flask
from joserfc.jwk import KeySet, OKPKey

from benchmarks.bus import MASTER_KEY, OFFICE
from chassis.app import create_app, spare_collector
from chassis.auth import Role, Tokens, sign_token
from chassis.clock import SystemClock
from chassis.ids import new_id
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.service import Runtime, Service
from chassis.store import Client
from chassis.unit import Surroundings

KEY = OKPKey.generate_key("Ed25519", auto_kid=True)
THREADS = 8
HOST = "127.0.0.1"


def runtime_of(service: Service[Any], client: Client, database: str) -> Runtime[Any]:
    """The service on a database of its own, by the system's clock as in production."""
    around = Surroundings(
        service=service.name,
        client=client,
        database=client[database],
        clock=SystemClock(),
        vault=Vault(client, client[database], MASTER_KEY),
        zone=ZoneInfo("Asia/Jakarta"),
        peers=Peers({}, lambda: ""),
    )
    made: Runtime[Any] = Runtime(service, around)
    made.prepare()
    return made


def api_of(runtime: Runtime[Any]) -> Flask:
    return create_app(runtime, Tokens(lambda: KeySet([KEY]).as_dict()))


class Caller:
    """Asks over one connection, as somebody of the office."""

    def __init__(self, connection: HTTPConnection, *roles: Role, user: str | None = None) -> None:
        token = sign_token(KEY, user or str(new_id()), roles, [OFFICE], 3600)
        self._connection = connection
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, path: str) -> Any:
        return self._asked("GET", path, {})

    def post(self, path: str, given: Any) -> Any:
        """Each under an idempotency key of its own."""
        return self._asked("POST", path, {"Idempotency-Key": str(new_id())}, json.dumps(given))

    def _asked(self, method: str, path: str, more: dict[str, str], body: str | None = None) -> Any:
        self._connection.request(method, path, body, self._headers | more)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text)


@contextmanager
def served(app: Callable[[], Flask]) -> Iterator[HTTPConnection]:
    """A connection to the app, which is made and served by another process.

    To be called while this process has no way to the store open: it forks.
    """
    forked = multiprocessing.get_context("fork")
    ours, theirs = forked.Pipe()
    server = forked.Process(target=_serve, args=(app, theirs))
    server.start()
    try:
        with closing(HTTPConnection(HOST, ours.recv())) as connection:
            yield connection
    finally:
        server.terminate()
        server.join()


def _serve(app: Callable[[], Flask], told: Connection) -> None:
    made = app()
    spare_collector()
    server = waitress.create_server(made, host=HOST, port=0, threads=THREADS)
    told.send(server.effective_port)
    server.run()
