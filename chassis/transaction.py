"""`in_transaction`: one piece of work, one transaction, run again within bounds when need be."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import TypeVar

import pymongo
from pymongo.client_session import ClientSession
from pymongo.errors import (
    BulkWriteError,
    ClientBulkWriteException,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from chassis.observability import TRANSACTION_RETRIES
from chassis.store import Client

R = TypeVar("R")
PATIENCE = 20.0
"""Of a worker, which has nothing else to do. Whoever answers somebody says less by `within`."""
COMMIT_SECONDS = 0.5
"""A commit is asked for in earnest: one that is cut before it was sent leaves its locks."""
ABORT_SECONDS = 1.0
DUPLICATES = 5
LONGEST_WAIT = 0.25
WRITE_CONFLICT = 112
DUPLICATE_CODES = frozenset({11000, 11001, 12582})
TRANSIENT, UNKNOWN = "TransientTransactionError", "UnknownTransactionCommitResult"


_patience: ContextVar[tuple[float, bool]] = ContextVar("patience", default=(PATIENCE, False))
_own: ContextVar[ClientSession | None] = ContextVar("own", default=None)


class Unavailable(Exception):
    """The store did not answer, or only conflicts, within the patience of one request.

    Where a commit was asked for it may have been done: whoever asks again asks with a key
    (`idempotency`), or reads first what is there, as relay and follower do.
    """


@contextmanager
def within(seconds: float, *, cut: bool = True) -> Iterator[None]:
    """In here no transaction is begun again after so many seconds. `cut`: nor goes on, however
    the store hangs; without it one that is slow gets done."""
    token = _patience.set((seconds, cut))
    try:
        yield
    finally:
        _patience.reset(token)


@contextmanager
def in_session(session: ClientSession) -> Iterator[None]:
    """In here all transactions are of this session: somebody else can end them (`leases`)."""
    token = _own.set(session)
    try:
        yield
    finally:
        _own.reset(token)


@contextmanager
def _session(client: Client) -> Iterator[ClientSession]:
    given = _own.get()
    if given is not None and not given.in_transaction:
        yield given
    else:
        with client.start_session() as session:
            yield session


def in_transaction(client: Client, work: Callable[[ClientSession], R]) -> R:
    """Run `work` in a snapshot transaction and commit it, majority and journal.

    Conflicts, and duplicates that another writer was first with, run it again from fresh
    reads, after a wait with jitter, for as long as patience lasts by the system's clock; then
    Unavailable. A duplicate that stands after five tries is the caller's to see.
    """
    deadline, tries, duplicates = time.monotonic() + _patience.get()[0], 0, 0
    while True:
        tries += 1
        try:
            with _session(client) as session:
                return _once(session, work, deadline)
        except PyMongoError as error:
            why = unwrapped(error)
            duplicates += is_duplicate(why)
            if not (_is_transient(why) or 0 < duplicates < DUPLICATES):
                raise why from error
            if time.monotonic() > deadline:
                raise Unavailable(str(why)) from error
            TRANSACTION_RETRIES.inc()
        time.sleep(random.uniform(0, min(LONGEST_WAIT, 0.002 * 2 ** min(tries, 10))))  # noqa: S311


def _once(session: ClientSession, work: Callable[[ClientSession], R], deadline: float) -> R:
    _start(session, ReadConcern("snapshot"))
    try:
        with _until(deadline):
            result = work(session)
        if _patience.get()[1] and time.monotonic() > deadline:
            raise Unavailable("the time was over before the commit: nothing was done")
    except BaseException:
        if session.in_transaction:
            with pymongo.timeout(ABORT_SECONDS):
                session.abort_transaction()
        raise
    with _until(max(deadline, time.monotonic() + COMMIT_SECONDS)):
        _commit(session, deadline)
    return result


def before_bulk_write(session: ClientSession) -> None:
    """Where it is the transaction's first command, no snapshot is needed, and none is asked for.

    The first command brings the read concern, with which SecantusDB refuses a bulk write. Whether
    one was sent already is known to the driver alone, by a name of its own.
    """
    if session._starting_transaction:
        session.abort_transaction()  # of which nobody was told
        _start(session, ReadConcern())


def _start(session: ClientSession, read_concern: ReadConcern) -> None:
    session.start_transaction(
        read_concern=read_concern,
        write_concern=WriteConcern("majority", j=True),
        read_preference=ReadPreference.PRIMARY,
    )


def _until(deadline: float) -> AbstractContextManager[None]:
    """The driver too gives up then, where a transaction is cut."""
    _, cut = _patience.get()
    return pymongo.timeout(max(0.001, deadline - time.monotonic())) if cut else nullcontext()


def _commit(session: ClientSession, deadline: float) -> None:
    """Ask again while the outcome is unknown: a commit that was done answers the same.

    Only a conflict says for certain that nothing was done. "No such transaction" does not: the
    driver asks a second time by itself, and a store that restarted in between has forgotten.
    """
    while True:
        try:
            return session.commit_transaction()
        except PyMongoError as error:
            if isinstance(error, OperationFailure) and error.code == WRITE_CONFLICT:
                raise
            if not error.has_error_label(UNKNOWN) or time.monotonic() > deadline:
                raise Unavailable("the outcome of the commit is unknown") from error
        time.sleep(0.05)


def unwrapped(error: PyMongoError) -> PyMongoError:
    """What a bulk write failed of: the driver hides it, and its labels, in one of its own."""
    if not isinstance(error, BulkWriteError | ClientBulkWriteException):
        return error
    whole = error.details.get("error")
    if isinstance(whole, PyMongoError):
        return whole
    for each in error.details.get("writeErrors", []):
        kind = DuplicateKeyError if each["code"] in DUPLICATE_CODES else OperationFailure
        labels = [TRANSIENT] if each["code"] == WRITE_CONFLICT else []
        return kind(each["errmsg"], each["code"], {**each, "errorLabels": labels})
    return error


def is_duplicate(error: PyMongoError) -> bool:
    """Whether a unique index refused the write."""
    return isinstance(error, OperationFailure) and error.code in DUPLICATE_CODES


def is_the_stores(error: Exception) -> bool:
    """Whether the store, and not the work itself, is what failed: away, busy, or too slow."""
    if isinstance(error, Unavailable | ConnectionFailure):
        return True
    return isinstance(error, PyMongoError) and (error.timeout or _is_transient(unwrapped(error)))


def _is_transient(error: PyMongoError) -> bool:
    return error.has_error_label(TRANSIENT) or isinstance(error, ConnectionFailure)
