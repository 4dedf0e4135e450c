"""How services are put together: the same for one process and for many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import requests
from flask import Flask

import agencies.app
import identity.app
import notifications.app
from agencies.broker import Broker
from chassis.app import create_app
from chassis.auth import Tokens
from chassis.clock import Clock, MovableClock, SystemClock
from chassis.peers import Peers, ServiceToken
from chassis.privacy import Vault
from chassis.service import Runtime, Service
from chassis.settings import SERVICES
from chassis.store import Client
from chassis.unit import Surroundings
from notifications.carriers.smtp import MailServer

SHARED = "pamong"
"""The database of what belongs to no service: the clock of a demo, the embedded log."""
KEYS_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all services of a process stand on. `secret_of` gives a service's own secret."""

    client: Client
    addresses: Mapping[str, str]
    master_key: bytes
    secret_of: Callable[[str], str]
    zone: ZoneInfo
    clock: Clock
    outside: "Outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What single services are given besides; empty where there is none.

    `root`: what identity derives the services' secrets from. `broker` and `mail_server`: where
    agencies have their queues, and where notifications hands mails in.
    """

    root: bytes = b""
    broker: Broker | None = None
    mail_server: MailServer | None = None


NOTHING = Outside()


def clock_on(client: Client, *, movable: bool, alone: bool = False) -> Clock:
    """The system's clock, or one that a demo moves for all processes, be there one or many."""
    return MovableClock(client[SHARED]["clock"], alone=alone) if movable else SystemClock()


def peers_of(name: str, ground: Ground) -> Peers:
    """The other services, asked by `name` under its own account."""
    token = ServiceToken(ground.addresses["identity"], name, ground.secret_of(name))
    return Peers(ground.addresses, token)


def runtime_of(name: str, ground: Ground) -> Runtime[Any]:
    """A service with its store."""
    database = ground.client[name]
    around = Surroundings(
        service=name,
        client=ground.client,
        database=database,
        clock=ground.clock,
        vault=Vault(ground.client, database, ground.master_key),
        zone=ground.zone,
        peers=peers_of(name, ground),
    )
    return Runtime(declared(name, ground.outside), around)


def declared(name: str, outside: Outside = NOTHING) -> Service[Any]:
    """What the service declares of itself in its `app` module."""
    if name not in SERVICES:
        raise LookupError(f"there is no service {name}; there are: {', '.join(SERVICES)}")
    match name:
        case "identity":
            return identity.app.service(outside.root)
        case "agencies":
            return agencies.app.service(outside.broker)
        case "notifications":
            return notifications.app.service(outside.mail_server)
        case _:
            declaration: Service[Any] = import_module(f"{name}.app").SERVICE
            return declaration


def app_of(runtime: Runtime[Any], ground: Ground) -> Flask:
    """The service's API, which checks tokens with identity's published keys."""
    address = f"{ground.addresses['identity']}/v1/jwks.json"

    def keys() -> Mapping[str, Any]:
        answer = requests.get(address, timeout=KEYS_SECONDS)
        answer.raise_for_status()
        found: Mapping[str, Any] = answer.json()
        return found

    return create_app(runtime, Tokens(keys))
