"""The ground holds: the store has transactions, the broker has streams, and both keep their word
when they are killed."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from amqp.exceptions import NotFound  # type: ignore[import-untyped]
from kombu import Connection, Consumer, Producer, Queue
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import OperationFailure

from chassis import secantus
from chassis.onlyone import AlreadyRunning
from chassis.store import Client, Document, connect
from chassis.testing.backends import Backend
from chassis.testing.brokers import broker as a_broker
from chassis.testing.stores import store as a_store


def test_a_transaction_holds_over_several_documents(
    store_client: Client, database: Database[Document]
) -> None:
    with store_client.start_session() as session, session.start_transaction():
        database.people.insert_one({"_id": "siti"}, session=session)
        database.orders.insert_one({"_id": "asimilasi"}, session=session)
        assert database.people.find_one({"_id": "siti"}) is None
    assert database.people.find_one({"_id": "siti"}) is not None
    assert database.orders.find_one({"_id": "asimilasi"}) is not None


def test_a_transaction_that_fails_leaves_nothing(
    store_client: Client, database: Database[Document]
) -> None:
    def begin_and_fail() -> None:
        with store_client.start_session() as session, session.start_transaction():
            database.people.insert_one({"_id": "siti"}, session=session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin_and_fail()
    assert database.people.count_documents({}) == 0


def test_what_a_store_acknowledged_is_there_after_it_was_killed() -> None:
    with a_store() as running:
        with connect(running.url) as before:
            before["killed"].people.insert_many([{"_id": each} for each in range(100)])
        running.kill()
        running.restart()
        with connect(running.url) as after:
            assert after["killed"].people.count_documents({}) == 100


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[secantus.Secantus]:
    running = secantus.start(tmp_path / "store")
    yield running
    running.stop()


def test_the_embedded_store_lets_nobody_in_without_its_password(
    guarded: secantus.Secantus, tmp_path: Path
) -> None:
    stranger: MongoClient[Document] = MongoClient(_without_password(guarded.url))
    with stranger, pytest.raises(OperationFailure, match="requires authentication"):
        stranger.list_database_names()
    assert (tmp_path / "keys" / "store-password").stat().st_mode & 0o777 == 0o600


def test_the_embedded_store_opens_again_with_the_password_of_its_first_start(
    guarded: secantus.Secantus, tmp_path: Path
) -> None:
    with connect(guarded.url) as client:
        client["kept"].people.insert_one({"_id": "siti"})
    guarded.stop()
    again = secantus.start(tmp_path / "store")
    with connect(again.url) as client:
        assert client["kept"].people.find_one({"_id": "siti"}) is not None
    again.stop()


def test_a_lost_password_is_made_anew_by_who_owns_the_folder(
    guarded: secantus.Secantus, tmp_path: Path
) -> None:
    guarded.stop()
    (tmp_path / "keys" / "store-password").unlink()
    again = secantus.start(tmp_path / "store")
    with connect(again.url) as client:
        assert client.list_database_names()
    again.stop()


def test_a_second_start_on_the_same_data_is_refused_with_a_reason(
    guarded: secantus.Secantus, tmp_path: Path
) -> None:
    with pytest.raises(AlreadyRunning, match=r"already in use by process \d+"):
        secantus.start(tmp_path / "store")


@pytest.mark.broker
def test_a_stream_is_read_from_the_offset_asked_for(broker: Backend) -> None:
    stream = _a_stream()
    _publish(broker.url, stream, range(10))
    assert _read(broker.url, stream, start=7, count=3) == [7, 8, 9]


@pytest.mark.broker
def test_what_a_broker_confirmed_is_there_after_it_was_killed() -> None:
    stream = _a_stream()
    with a_broker() as running:
        _publish(running.url, stream, range(5))
        running.restart()  # a broker writes down only later that it has its first stream
        _until_led(running.url, stream)
        _publish(running.url, stream, range(5, 10))
        running.kill()
        running.restart()
        _until_led(running.url, stream)
        assert _read(running.url, stream, start=0, count=10) == list(range(10))


def _a_stream() -> str:
    return f"stream-{uuid4().hex[:12]}"


def _until_led(url: str, name: str, *, seconds: float = 30.0) -> None:
    """A broker lets clients in before its streams have found their leaders again."""
    deadline = time.monotonic() + seconds
    with Connection(url) as connection:
        while True:
            try:
                connection.channel().queue_declare(name, passive=True)
                return
            except NotFound:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _publish(url: str, name: str, numbers: range) -> None:
    with Connection(url, transport_options={"confirm_publish": True}) as connection:
        stream = Queue(name, durable=True, queue_arguments={"x-queue-type": "stream"})
        channel = connection.channel()
        stream(channel).declare()
        for number in numbers:
            Producer(channel).publish({"number": number}, routing_key=name, delivery_mode=2)


def _read(url: str, name: str, *, start: int, count: int) -> list[int]:
    """The numbers at offsets `start`, `start` + 1, …; a stream's offsets begin with 0."""
    read: list[int] = []

    def note(body: dict[str, int], delivery: object) -> None:
        read.append(body["number"])

    with Connection(url) as connection:
        stream = Queue(
            name,
            durable=True,
            queue_arguments={"x-queue-type": "stream"},
            consumer_arguments={"x-stream-offset": start},
        )
        channel = connection.channel()
        with Consumer(channel, [stream], callbacks=[note], prefetch_count=100):
            while len(read) < count:
                connection.drain_events(timeout=10)
    return read


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('@')[2]}"
