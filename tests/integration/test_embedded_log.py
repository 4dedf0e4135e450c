"""The embedded log keeps what any log promises."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from log_cases import LogCases, messages, numbers, read
from pymongo import MongoClient

from chassis.log.embedded import EmbeddedLog
from chassis.store import Client
from chassis.testing.backends import Backend
from chassis.testing.stores import store as a_store


class EmbeddedGround:
    """An embedded log in a store of its own, which may be killed."""

    def __init__(self, store: Backend) -> None:
        self._store = store
        self._name = f"log-{uuid4().hex[:8]}"
        self._clients: list[Client] = []
        self.log = self.another()

    @property
    def _client(self) -> Client:
        return self._clients[0]

    def another(self) -> EmbeddedLog:
        client: Client = MongoClient(self._store.url, serverSelectionTimeoutMS=300)
        self._clients.append(client)
        return EmbeddedLog(client[self._name])

    def restart(self) -> None:
        self._store.kill()
        self._store.restart()

    def stop(self) -> None:
        self._store.kill()

    def start(self) -> None:
        self._store.restart()

    def recreate(self) -> None:
        self._client[self._name].drop_collection("log")

    def truncate(self, keep: int) -> None:
        self._client[self._name]["log"].delete_many({"offset": {"$gt": keep}})

    def close(self) -> None:
        for each in self._clients:
            each.close()


@pytest.fixture(scope="module")
def own_store() -> Iterator[Backend]:
    with a_store() as running:
        yield running


@pytest.fixture
def ground(own_store: Backend) -> Iterator[EmbeddedGround]:
    ground = EmbeddedGround(own_store)
    yield ground
    ground.close()


class TestEmbeddedLog(LogCases):
    pass


@pytest.mark.parametrize("length", [0, 1, 2, 3, 7, 8, 9, 100])
def test_the_end_is_found_however_long_the_log_is(ground: EmbeddedGround, length: int) -> None:
    ground.log.publish(messages(length))
    again = ground.another()
    again.publish(messages(1, first=length + 1))
    assert numbers(read(again.reader(None), length + 1)) == list(range(1, length + 2))


def test_a_batch_of_which_a_part_was_written_is_published_again_behind_it(
    ground: EmbeddedGround,
) -> None:
    """A store that ends in the middle of a batch leaves its beginning: repeats, for readers."""
    ground.log.publish(messages(4))
    ground.truncate(keep=2)
    again = ground.another()
    again.publish(messages(4))
    assert numbers(read(again.reader(None), 6)) == [1, 2, 1, 2, 3, 4]


def test_a_reader_that_keeps_up_asks_the_store_for_nothing(ground: EmbeddedGround) -> None:
    ground.log.publish(messages(3))
    reader = ground.log.reader(None)
    assert numbers(read(reader, 3)) == [1, 2, 3]
    ground.stop()
    try:
        assert reader.batch(10, 0) == []
    finally:
        ground.start()
