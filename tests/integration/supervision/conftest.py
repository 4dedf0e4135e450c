"""One office a test, on a database of its own."""

import pytest
from supervision_office import Office


@pytest.fixture
def office(store_client, database) -> Office:
    return Office(store_client, database.name)
