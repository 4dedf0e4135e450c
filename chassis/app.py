"""The Flask app of a service: its resources, and what every service answers."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask, Response
from flask_smorest import Api, Blueprint
from marshmallow import RAISE, Schema
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError
from webargs.flaskparser import FlaskParser

from chassis import apidocs, common, events_api, in_hand, parked_api, problems, status, waiting
from chassis.auth import Tokens, public
from chassis.service import Runtime

MAX_BODY = 32 * 1024 * 1024

# By default an unknown query field is passed over: a misspelt filter would list everything.
FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION = {
    **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
    "query": None,
}


class _Arguments(FlaskParser):
    """Makes each shape once; by default every request makes it anew, with all that it nests."""

    def use_args(self, argmap: Any, *args: Any, **more: Any) -> Any:
        shape = argmap() if isinstance(argmap, type) else argmap
        return super().use_args(shape, *args, **more)


Blueprint.ARGUMENTS_PARSER = _Arguments()


class Shape(Schema):
    """The base of every request and answer: unknown fields are refused, order is kept."""

    class Meta:
        unknown = RAISE


def create_app(runtime: Runtime[Any], tokens: Tokens) -> Flask:
    """A WSGI app. The store need not answer yet; `/ready` says what is missing."""
    service = runtime.service
    app = Flask(service.name, static_folder=None)
    app.config.update(
        API_TITLE=f"Pamong {service.name}",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        MAX_CONTENT_LENGTH=MAX_BODY,
    )
    api = Api(app)
    in_hand.register(app, runtime, tokens)
    waiting.register(app)
    problems.register(app, tuple(service.words))
    for blueprint in (*service.blueprints, common.blp, events_api.blp, parked_api.blp):
        api.register_blueprint(blueprint)
    apidocs.register(app, api)
    app.add_url_rule("/health", view_func=_health)
    app.add_url_rule("/ready", view_func=_ready_view(runtime))
    app.add_url_rule("/metrics", view_func=_metrics_view(runtime))
    return app


def spare_collector() -> None:
    """To be called when all is made that this process serves until it ends: the garbage collector
    no longer goes through that, which it else does anew every few hundred requests."""
    gc.collect()
    gc.freeze()


@public
def _health() -> dict[str, str]:
    """The process answers."""
    return {"status": "up"}


def _metrics_view(runtime: Runtime[Any]) -> Callable[[], Response]:
    @public
    def metrics() -> Response:
        """Prometheus' text. What lies in the store is asked there, whoever works on it."""
        with suppress(PyMongoError):
            status.measure(runtime)
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    return metrics


def _ready_view(runtime: Runtime[Any]) -> Callable[[], Any]:
    @public
    def ready() -> Any:
        """200 when requests can be served, else 503 with what is missing."""
        missing = common.missing(runtime)
        return (
            ({"status": "not ready", "missing": missing}, 503) if missing else {"status": "ready"}
        )

    return ready
