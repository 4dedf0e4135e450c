"""Training on a store of its own, for each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from training_office import TrainingOffice

from chassis.store import Client


@pytest.fixture
def office(store_client: Client) -> Iterator[TrainingOffice]:
    """An office in June 2021 that trains, on a database of this test's own."""
    name = f"test-{uuid4().hex[:12]}"
    yield TrainingOffice(store_client, name)
    store_client.drop_database(name)
