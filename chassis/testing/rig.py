"""A service on a store of its own, driven as callers, the log and the calendar drive it."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from joserfc.jwk import KeySet, OKPKey
from werkzeug.test import Client as TestClient
from werkzeug.test import TestResponse

from chassis import jobs
from chassis.app import create_app
from chassis.auth import Role, Tokens, sign_token
from chassis.clock import MovableClock, day_of
from chassis.envelope import Envelope, encode
from chassis.events import FactType
from chassis.feeds import HttpFeeds
from chassis.follower import Follower
from chassis.ids import new_id
from chassis.leases import Leases
from chassis.log import Message
from chassis.outbox import pending_events
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.service import Runtime, Service
from chassis.store import Client
from chassis.unit import Surroundings

OFFICE = "jakarta-timur-utara"
WIB = ZoneInfo("Asia/Jakarta")
MASTER_KEY = b"k" * 96
KEY = OKPKey.generate_key("Ed25519", auto_kid=True)


class Rig:
    """`service` in database `name`, its clock at 08:00 WIB of `today`.

    It answers requests, hears other services' facts and runs its jobs, all for real; what stands
    outside (its callers, the log, identity's signature) is played by the test. `peers` answers
    for other services; by default nobody does.
    """

    def __init__(
        self,
        service: Service[Any],
        client: Client,
        name: str,
        *,
        today: date = date(2021, 6, 1),
        peers: Peers | None = None,
    ) -> None:
        database = client[name]
        self.clock = MovableClock(database["clock"])
        self.runtime: Runtime[Any] = Runtime(
            service,
            Surroundings(
                service=service.name,
                client=client,
                database=database,
                clock=self.clock,
                vault=Vault(client, database, MASTER_KEY),
                zone=WIB,
                peers=peers or Peers({}, lambda: ""),
            ),
        )
        self.runtime.prepare()
        self.move(today)
        self.app = create_app(self.runtime, Tokens(lambda: KeySet([KEY]).as_dict()))
        self._follower: Follower | None = None
        self._positions: Counter[str] = Counter()
        self._together: list[Message] | None = None

    def move(self, to: date, hour: int = 8) -> None:
        """The clock shows this hour (WIB) of this day."""
        self.clock.move(datetime(to.year, to.month, to.day, hour, tzinfo=WIB).astimezone(UTC))

    @property
    def today(self) -> date:
        return day_of(self.clock.now(), WIB)

    def caller(self, *roles: Role, user: str | None = None, office: str = OFFICE) -> "Calls":
        """Requests by someone who has these roles in this office."""
        token = sign_token(KEY, user or str(new_id()), roles, [office], 3600)
        return Calls(self.app.test_client(), token)

    def hear(
        self,
        kind: str,
        data: Mapping[str, Any],
        *,
        person: UUID | None = None,
        version: int = 1,
        office: str = OFFICE,
    ) -> None:
        """Another service's fact `service.thing-happened` arrives by the log, next in its order."""
        source = kind.split(".", 1)[0]
        self._positions[source] += 1
        envelope = Envelope(
            id=new_id(),
            source=f"/offices/{office}/{source}",
            type=f"pamong.{kind}.v{version}",
            subject=str(person or new_id()),
            time=self.clock.now(),
            dataschema=f"/v1/schemas/pamong.{kind}.v{version}.json",
            sequence=f"{self._positions[source]:020}",
            position=self._positions[source],
            personid=person,
            data=dict(data),
        )
        if self._together is None:
            self.follower.take([_message(envelope)])
        else:
            self._together.append(_message(envelope))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is heard within arrives in one batch: one unit of work has all its effects."""
        batch: list[Message] = []
        self._together = batch
        try:
            yield
        finally:
            self._together = None
        self.follower.take(batch)

    def hear_fact(self, fact: object, declared: FactType, *, office: str = OFFICE) -> None:
        """A fact as its publisher declares it, for contract tests."""
        person = getattr(fact, declared.person) if declared.person else None
        data = msgspec.json.decode(msgspec.json.encode(fact))
        self.hear(declared.name, data, person=person, version=declared.version, office=office)

    @property
    def follower(self) -> Follower:
        if self._follower is None:
            lease = Leases(self.runtime.around.database).take("follower")
            if lease is None:
                raise RuntimeError("another follower works on this database")
            feeds = HttpFeeds(self.runtime.around.peers)
            self._follower = Follower(self.runtime, feeds, lease.fence)
        return self._follower

    def run_jobs(self) -> None:
        """The daily jobs through today, and the chores."""
        for job in self.runtime.service.jobs:
            jobs.run_due(job, self.runtime, self.today)
        for chore in self.runtime.service.chores:
            chore(self.runtime)

    def published(self, kind: str | None = None) -> list[Envelope]:
        """What waits in the outbox, in order: all of it, or the events of one kind."""
        events = pending_events(self.runtime.around.database)
        return [each for each in events if kind is None or each.kind == kind]

    def held(self) -> dict[str, int]:
        """How many events are held and parked."""
        return self.follower.held.counts()


class Calls:
    """Requests with one bearer token; a POST gets an Idempotency-Key of its own."""

    def __init__(self, client: TestClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._call("GET", path, headers)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        key = {"Idempotency-Key": f"test-{time.monotonic_ns()}"}
        return self._call("POST", path, {**key, **headers}, json=json)

    def put(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self._call("PUT", path, headers, json=json)

    def patch(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self._call("PATCH", path, headers, json=json)

    def delete(self, path: str, **headers: str) -> TestResponse:
        return self._call("DELETE", path, headers)

    def _call(
        self, method: str, path: str, headers: Mapping[str, str], **more: Any
    ) -> TestResponse:
        """Header names may be written with underscores."""
        named = {name.replace("_", "-"): each for name, each in headers.items()}
        return self._client.open(path, method=method, headers={**self._headers, **named}, **more)


def _message(envelope: Envelope) -> Message:
    return Message(
        service=envelope.service,
        position=envelope.position,
        epoch=envelope.positionepoch,
        type=envelope.type,
        office_id=envelope.office_id,
        body=encode(envelope),
        offset=envelope.position,
    )
