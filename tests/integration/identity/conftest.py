"""One identity a test, on a database of its own."""

import pytest
from identity_rig import IdentityRig


@pytest.fixture
def identity(store_client, database) -> IdentityRig:
    return IdentityRig(store_client, database.name)
