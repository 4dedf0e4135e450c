"""`transact`: one command, one transaction, run again within bounds when the store asks for it."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from pymongo.client_session import ClientSession
from pymongo.errors import ConnectionFailure, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from chassis.observability import TRANSACTION_RETRIES
from chassis.store import Client

R = TypeVar("R")
DUPLICATE = 11000
PATIENCE = 20.0


class Unavailable(Exception):
    """The store did not answer, or only conflicts, within the patience of one request."""


def in_transaction(
    client: Client, work: Callable[[ClientSession], R], *, patience: float = PATIENCE
) -> R:
    """Run `work` in a snapshot transaction and commit it, majority and journal.

    Conflicts, and duplicates that another writer was first with, run it again from fresh
    reads, after a wait with jitter, for `patience` seconds of the system's clock; then
    Unavailable. A duplicate that stands after five tries is the caller's to see.
    """
    deadline, tries, duplicates = time.monotonic() + patience, 0, 0
    while True:
        tries += 1
        try:
            with client.start_session() as session:
                return _once(session, work, deadline)
        except PyMongoError as error:
            duplicates += is_duplicate(error)
            if not (_is_transient(error) or 0 < duplicates < 5):
                raise
            if time.monotonic() > deadline:
                raise Unavailable(str(error)) from error
            TRANSACTION_RETRIES.inc()
        time.sleep(random.uniform(0, min(0.25, 0.002 * 2**tries)))  # noqa: S311 jitter


def _once(session: ClientSession, work: Callable[[ClientSession], R], deadline: float) -> R:
    session.start_transaction(
        read_concern=ReadConcern("snapshot"),
        write_concern=WriteConcern("majority", j=True),
        read_preference=ReadPreference.PRIMARY,
    )
    try:
        result = work(session)
    except BaseException:
        if session.in_transaction:
            session.abort_transaction()
        raise
    _commit(session, deadline)
    return result


def _commit(session: ClientSession, deadline: float) -> None:
    """Ask again while the outcome is unknown: a commit that was done answers the same."""
    while True:
        try:
            return session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label("UnknownTransactionCommitResult"):
                raise
            if time.monotonic() > deadline:
                raise Unavailable("the outcome of the commit is unknown") from error
        time.sleep(0.05)


def is_duplicate(error: PyMongoError) -> bool:
    """Whether a unique index refused the write, alone or in a bulk."""
    if isinstance(error, OperationFailure) and error.code == DUPLICATE:
        return True
    errors = getattr(error, "write_errors", None) or []
    if not errors and isinstance(error, OperationFailure):
        errors = (error.details or {}).get("writeErrors", [])
    return any(each.get("code") == DUPLICATE for each in errors)


def _is_transient(error: PyMongoError) -> bool:
    return error.has_error_label("TransientTransactionError") or (
        isinstance(error, ConnectionFailure)
        and not error.has_error_label("UnknownTransactionCommitResult")
    )
