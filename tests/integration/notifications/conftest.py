"""Notifications on a store of its own, for each test, with owners that answer."""

from collections.abc import Iterator

import pytest
from notifications_office import Carrier, NotificationsOffice
from owners_played import Owners, serving

from chassis.peers import Peers


@pytest.fixture
def owners() -> Owners:
    return Owners()


@pytest.fixture
def peers(owners: Owners) -> Iterator[Peers]:
    with serving(owners) as answering:
        yield answering


@pytest.fixture
def office(store_client, database, owners, peers) -> NotificationsOffice:
    """An office in June 2021; everything is written into the log."""
    return NotificationsOffice(store_client, database.name, owners, peers)


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def carried(store_client, database, owners, peers, carrier) -> NotificationsOffice:
    """The same office, whose letters all go to `carrier`."""
    service = carrier.service()
    return NotificationsOffice(store_client, database.name, owners, peers, service)
