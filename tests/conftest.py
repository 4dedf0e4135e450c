"""A store and a broker for those who ask: one each for a session (with xdist: for a worker)."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pymongo.database import Database

from chassis.store import Client, Document, connect
from chassis.testing import brokers, stores
from chassis.testing.backends import SETTING, Backend


def pytest_report_header() -> str:
    return f"store: {stores.planned()}; broker: {brokers.planned()} ({SETTING} chooses)"


@pytest.fixture(scope="session")
def store() -> Iterator[Backend]:
    """The running store itself, for those who kill it; others take `store_url` or `database`."""
    with stores.store() as running:
        yield running


@pytest.fixture(scope="session")
def store_url(store: Backend) -> str:
    return store.url


@pytest.fixture(scope="session")
def store_client(store_url: str) -> Iterator[Client]:
    with connect(store_url) as client:
        yield client


@pytest.fixture
def database(store_client: Client) -> Iterator[Database[Document]]:
    """A database of this test's own, dropped afterwards."""
    name = f"test-{uuid4().hex[:12]}"
    yield store_client[name]
    store_client.drop_database(name)


@pytest.fixture(scope="session")
def broker() -> Iterator[Backend]:
    """A running RabbitMQ. Mark the tests that ask for it `broker`; name queues for each test."""
    with brokers.broker() as running:
        yield running
