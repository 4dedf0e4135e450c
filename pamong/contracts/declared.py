"""What the services declare: their facts, their handlers, their APIs. No store is asked."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, cast

from flask import Flask

from chassis.app import create_app
from chassis.auth import Tokens
from chassis.events import FACTS, FactType
from chassis.handlers import Handler
from chassis.service import Runtime, Service
from chassis.settings import SERVICES
from chassis.unit import Surroundings
from pamong.composition import declared


def facts() -> Sequence[FactType]:
    """Every fact that a service publishes, by type."""
    for name in SERVICES:
        import_module(f"{name}.events")
    ours = [each for each in FACTS.values() if each.service in SERVICES]
    return sorted(ours, key=lambda each: each.type)


def handlers() -> Sequence[tuple[str, Handler]]:
    """Every handler, with the service that it is of."""
    return [(name, handler) for name in SERVICES for handler in _service(name).handlers.values()]


def apps() -> Mapping[str, Flask]:
    """The API of each service, to be described and not to be asked."""
    nowhere = cast(Surroundings, None)
    return {name: create_app(Runtime(_service(name), nowhere), Tokens(dict)) for name in SERVICES}


def _service(name: str) -> Service[Any]:
    return declared(name)
