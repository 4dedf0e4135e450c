"""Agencies on a store of its own, alone or with the services that it asks, with or without broker.

The agencies' kit is a distribution of its own; here it is tried from its folder.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.testing import brokers
from chassis.testing.brokers import Managed

sys.path.insert(0, str(Path(__file__).parents[3] / "subscriber"))

from agencies_office import AgenciesOffice, Ground

from agencies.broker import Broker


@pytest.fixture
def office(store_client, database) -> AgenciesOffice:
    """An office in June 2021 that tells others; nobody else answers."""
    return AgenciesOffice(store_client, database.name)


@pytest.fixture(scope="session")
def managed() -> Iterator[Managed]:
    with brokers.managed_broker() as running:
        yield running


@pytest.fixture
def ground(store_client, database) -> Iterator[Ground]:
    """Identity, registry and agencies at one address; no broker."""
    with Ground(store_client, database.name) as ground:
        yield ground


@pytest.fixture
def with_queues(store_client, database, managed) -> Iterator[Ground]:
    """The same, with queues at a broker."""
    broker = Broker(managed.url, managed.admin_url)
    with Ground(store_client, database.name, broker) as ground:
        yield ground
