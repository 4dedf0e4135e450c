"""A store for tests: MongoDB in a container, or SecantusDB as a child process."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from chassis import secantus
from chassis.testing.backends import Backend, BackendUnavailable, Choice, chosen

MONGO = "mongo:8"
START_SECONDS = 60.0
ALREADY_INITIATED = 23


@contextmanager
def store() -> Iterator[Backend]:
    """An empty store that nobody else uses, with transactions; gone with its data afterwards."""
    with ExitStack() as closing:
        started = _started(closing)
        closing.callback(started.stop)
        yield started


def planned() -> str:
    """What `store` would start."""
    return MONGO if chosen() is not Choice.LOCAL else "SecantusDB (child process)"


def _started(closing: ExitStack) -> Backend:
    choice = chosen()
    if choice is not Choice.LOCAL:
        try:
            return _mongo()
        except BackendUnavailable:
            if choice is Choice.CONTAINERS:
                raise
    folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="pamong-store-")))
    return secantus.start(folder / "store", auth=False)


def _mongo() -> Backend:
    from chassis.testing.containers import Container

    return Container(
        MONGO,
        27017,
        address=lambda host, port: f"mongodb://{host}:{port}/?directConnection=true",
        answers=_primary,
        command=["--replSet", "rs0", "--bind_ip_all"],
    )


def _primary(url: str) -> None:
    """Make the single node a replica set, without which there are no transactions."""
    client: MongoClient[dict[str, Any]] = MongoClient(url, serverSelectionTimeoutMS=1_000)
    deadline = time.monotonic() + START_SECONDS
    with client:
        while True:
            try:
                _initiate(client)
                if client.admin.command("hello")["isWritablePrimary"]:
                    return
            except PyMongoError as error:
                if time.monotonic() > deadline:
                    raise BackendUnavailable(f"{MONGO} does not answer: {error}") from error
            time.sleep(0.1)


def _initiate(client: MongoClient[dict[str, Any]]) -> None:
    if "setName" in client.admin.command("hello"):
        return
    members = [{"_id": 0, "host": "localhost:27017"}]
    try:
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
    except OperationFailure as error:
        if error.code != ALREADY_INITIATED:
            raise
