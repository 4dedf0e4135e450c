"""An office that tells other agencies of their cases: alone, and with the services that it asks."""

import threading
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from pamong_subscriber import Credentials, MemoryPlaces, Subscriber
from pamong_subscriber.pamong import PamongSource
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server

from agencies.app import service as agencies_service
from agencies.broker import Broker
from agencies.sending import Sender
from chassis.app import create_app
from chassis.auth import Role, Tokens
from chassis.children import free_port
from chassis.leases import Leases
from chassis.log.embedded import EmbeddedLog
from chassis.peers import Peers, ServiceToken, service_secret
from chassis.relay import Relay
from chassis.service import Service
from chassis.store import Client
from chassis.testing.rig import OFFICE, Calls, Rig
from identity.app import service as identity_service
from identity.first_user import make_first_user
from pamong.agency import credentials
from registry.app import SERVICE as REGISTRY

ROOT = b"the root of all service secrets"
KEJARI = "kejaksaan-negeri-jakarta-timur"
BOGOR = "kejaksaan-negeri-bogor"
WRITTEN = "Kejaksaan Negeri Jakarta Timur"
EVENTS = ["registry.order-*"]


class AgenciesOffice:
    """`operator` proposes, `head` approves; `hear_…` tells what other services published."""

    def __init__(self, client: Client, name: str) -> None:
        self.rig = Rig(agencies_service(), client, name)
        self.operator = self.rig.caller(Role.OPERATOR)
        self.head = self.rig.caller(Role.HEAD)

    def agency(self, code: str = "kejari-jaktim", office: str = OFFICE) -> Calls:
        """Requests by an agency, as identity signed it in."""
        return self.rig.caller(Role.AGENCY, user=code, office=office)

    def proposed(self, code: str = "kejari-jaktim", **more: Any) -> dict[str, Any]:
        answer = self.operator.post("/v1/subscriptions", a_proposal(code, **more))
        return said(answer, 201)

    def approved(self, code: str = "kejari-jaktim", **more: Any) -> dict[str, Any]:
        proposal = self.proposed(code, **more)
        return said(self.head.post(f"/v1/subscriptions/{proposal['id']}/approval"))

    def ended(self, subscription: dict[str, Any]) -> dict[str, Any]:
        path = f"/v1/subscriptions/{subscription['id']}/end"
        return said(self.head.post(path, {"reason": "perjanjian berakhir"}))

    def hear_order(
        self, prosecutor: str | None = KEJARI, office: str = OFFICE, **more: Any
    ) -> tuple[UUID, UUID]:
        """An order is registered; its id and that of the person."""
        order, person = uuid4(), uuid4()
        told = {
            "order_id": str(order),
            "person_id": str(person),
            "scheme": "asimilasi_rumah",
            "number": "IX.B/0001/2021",
            "prosecutor": prosecutor,
            **more,
        }
        self.rig.hear("registry.order-registered", told, person=person, office=office)
        return order, person

    def hear_suspended(self, order: UUID, person: UUID) -> None:
        told = {"order_id": str(order), "person_id": str(person), "on": "2021-06-01"}
        self.rig.hear("registry.order-suspended", told, person=person)

    def events_of(self, code: str = "kejari-jaktim", after: int = 0) -> list[dict[str, Any]]:
        """What the agency is answered."""
        items: list[dict[str, Any]] = said(self.agency(code).get(f"/v1/my/events?after={after}"))[
            "items"
        ]
        return items


class Ground:
    """Identity, registry and agencies at one address, with the log between them.

    An agency gets nothing but its credentials; `flow` lets everything come to where it belongs.
    """

    def __init__(self, client: Client, name: str, broker: Broker | None = None) -> None:
        self.broker = broker
        self._port = free_port()
        self.addresses = {each: self._at(each) for each in ("identity", "registry", "agencies")}
        self.identity = self._rig(client, name, identity_service(ROOT))
        make_first_user(self.identity.runtime, "admin", OFFICE, password="padi menguning")
        self.registry = self._rig(client, name, REGISTRY)
        self.agencies = self._rig(client, name, agencies_service(broker))
        self.database = self.agencies.runtime.around.database
        self._log = EmbeddedLog(client[f"{name}-log"])
        self._reader = self._log.reader(None)
        self._relay = self._relay_of(self.registry)
        self._client = client
        self._databases = [f"{name}-{each}" for each in (*self.addresses, "log")]
        tokens = Tokens(lambda: self.identity.app.test_client().get("/v1/jwks.json").json)
        apps = {
            f"/{rig.runtime.service.name}/api": create_app(rig.runtime, tokens)
            for rig in (self.identity, self.registry, self.agencies)
        }
        self._server = make_server(
            "127.0.0.1",
            self._port,
            DispatcherMiddleware(self.identity.app, apps),
            threaded=True,
            request_handler=_Quiet,
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.operator = self.peers("operator")
        self.head = self.agencies.caller(Role.HEAD)
        self.registrar = self.registry.caller(Role.REGISTRAR)
        self.chief = self.registry.caller(Role.HEAD)

    def __enter__(self) -> "Ground":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        for each in self._databases:
            self._client.drop_database(each)

    def peers(self, name: str) -> Peers:
        secret = service_secret(ROOT, name)
        return Peers(self.addresses, ServiceToken(self.addresses["identity"], name, secret))

    def subscribed(self, code: str = "kejari-jaktim", **more: Any) -> Credentials:
        """An agency whose subscription the head has approved."""
        given = self.proposed(code, **more)
        self.approve(given)
        return given

    def proposed(self, code: str = "kejari-jaktim", **more: Any) -> Credentials:
        body = a_proposal(code, **more)
        made = self.operator.post("agencies", "/v1/subscriptions", body, office_id=OFFICE)
        return self.access(made["id"])

    def access(self, subscription: str, *, renew: bool = False) -> Credentials:
        """What the operator is given to pass on."""
        given = credentials(
            self.operator, {"id": subscription}, OFFICE, public=None, broker=None, renew=renew
        )
        return Credentials(**given)

    def approve(self, given: Credentials) -> None:
        said(self.head.post(f"/v1/subscriptions/{given.subscription}/approval"))

    def end(self, given: Credentials) -> None:
        path = f"/v1/subscriptions/{given.subscription}/end"
        said(self.head.post(path, {"reason": "perjanjian berakhir"}))

    def handed_over(
        self, name: str = "Slamet Riyadi", prosecutor: str = WRITTEN, born: str = "1987-11-12"
    ) -> dict[str, Any]:
        """An order, as registry answers it."""
        answer = self.registrar.post("/v1/handovers", a_handover(name, prosecutor, born))
        return said(answer, 201)

    def suspended(self, order: dict[str, Any]) -> None:
        body = {"decree_number": "W10-9/2021", "on": "2021-06-01", "reason": "melanggar"}
        said(self.chief.post(f"/v1/orders/{order['id']}/suspension", body))

    def flow(self, now: datetime | None = None) -> None:
        """Registry's events to agencies, and from there into the queues that take them."""
        while self._relay.step():
            pass
        while messages := self._reader.batch(100, 0):
            self.agencies.follower.take(messages)
        self.send(now)

    def send(self, now: datetime | None = None) -> None:
        if self.broker is not None:
            Sender(self.agencies.runtime, self.broker, now or datetime.now(UTC)).send()

    def state_of(self, given: Credentials) -> str:
        found = said(self.head.get(f"/v1/subscriptions/{given.subscription}"))
        return str(found["state"])

    def _at(self, service: str) -> str:
        return f"http://127.0.0.1:{self._port}/{service}/api"

    def _rig(self, client: Client, name: str, declared: Service[Any]) -> Rig:
        peers = self.peers(declared.name)
        return Rig(declared, client, f"{name}-{declared.name}", peers=peers)

    def _relay_of(self, rig: Rig) -> Relay:
        around = rig.runtime.around
        lease = Leases(around.database).take("relay")
        assert lease is not None
        return Relay("registry", around.client, around.database, self._log, lease.fence)


class Agency:
    """Another agency with the kit, and nothing but its credentials."""

    def __init__(self, given: Credentials) -> None:
        self.given = given
        self.source = PamongSource(given, ask_seconds=0.05)
        self.subscriber = Subscriber(self.source, MemoryPlaces())
        self.events: list[Any] = []

    def catch_up(self) -> list[Any]:
        """By HTTP: what there is; all that it has been given so far."""
        self.subscriber.catch_up(self.events.append)
        return self.events

    def follow(self, until: int) -> list[Any]:
        """Until it has so many events, however they come."""
        stop = threading.Event()

        def note(event: Any) -> None:
            self.events.append(event)
            if len(self.events) >= until:
                stop.set()

        self.subscriber.follow(note, stop=stop)
        return self.events


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing: a test's report is no place for it."""


def a_proposal(code: str = "kejari-jaktim", **more: Any) -> dict[str, Any]:
    """Its own cases, unless told otherwise."""
    wanted = {
        "agency": code,
        "name": "Kejari Jakarta Timur",
        "events": EVENTS,
        "cases": "own",
        "prosecutor": KEJARI,
    }
    return wanted | more


def of_all(**more: Any) -> dict[str, Any]:
    """What a subscription of all cases has in place of a prosecutor."""
    return {"cases": "all", "prosecutor": None, **more}


def a_handover(name: str, prosecutor: str, born: str) -> dict[str, Any]:
    return {
        "person": {"name": name, "birth_date": born},
        "order": {
            "scheme": "asimilasi_rumah",
            "decree_number": f"W10-{name}/2021",
            "decree_date": "2021-05-28",
            "start": "2021-05-31",
            "end": "2021-12-02",
        },
        "sentence": {
            "detained_from": "2020-06-01",
            "offence": "pasal 362",
            "court": "PN Jakarta Timur",
            "judgment_number": "12/Pid.B/2020",
            "prison_register_number": "BI.17/2020",
        },
        "handed_over": "2021-05-31",
        "prosecutor": prosecutor,
    }


def said(answer: Any, status: int = 200) -> dict[str, Any]:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, which must have this status and code."""
    found: dict[str, Any] = answer.get_json()
    assert (answer.status_code, found.get("code")) == (status, code), found
    return found
