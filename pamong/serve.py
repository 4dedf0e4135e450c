"""`pamong serve SERVICE` and `pamong work SERVICE`: a service as processes of its own."""

import signal
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from agencies.broker import Broker
from chassis.app import spare_collector
from chassis.feeds import HttpFeeds
from chassis.log.rabbitmq import RabbitLog
from chassis.observability import log, set_up_logging
from chassis.peers import service_secret
from chassis.privacy import MasterKeyWrong, Vault, read_master_key
from chassis.settings import SERVICES, Settings, SettingsWrong, read_settings
from chassis.store import connect
from chassis.worker import Worker
from console.app import create_console
from notifications.carriers.smtp import mail_server
from pamong.composition import Ground, Outside, app_of, clock_on, runtime_of

DRAIN_SECONDS = 10.0
BEAT_SECONDS = 10.0
ALIVE = Path(tempfile.gettempdir()) / "pamong-alive"
"""Touched by a worker that runs, for whoever watches over containers."""


@click.command()
@click.argument("service", type=click.Choice([*SERVICES, "console"]))
@click.option("--workers", default=1, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads of each.")
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(service: str, workers: int, threads: int, host: str) -> None:
    """Answer a service's API, or the console's pages, until asked to stop."""
    settings = _settings(service)
    options = {
        "bind": f"{host}:{settings.port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "graceful_timeout": int(DRAIN_SECONDS),
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Gunicorn(lambda: _app(service, settings), options).run()


@click.command()
@click.argument("service", type=click.Choice(SERVICES))
def work(service: str) -> None:
    """Run a service's relay, follower and jobs, until asked to stop; others stand by."""
    settings = _settings(service)
    if settings.broker_url is None:
        raise click.ClickException("PAMONG_BROKER_URL is missing: a worker publishes and follows")
    ground = ground_of(service, settings)
    runtime = runtime_of(service, ground)
    runtime.prepare()
    bus = RabbitLog(settings.broker_url)
    worker = Worker(runtime, bus, HttpFeeds(runtime.around.peers), watch=True)
    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    worker.start()
    log.info("working", service=service)
    while not stopping.wait(BEAT_SECONDS):
        if worker.is_alive:
            ALIVE.touch()
    ended = worker.stop(DRAIN_SECONDS)
    bus.close()
    log.info("stopped", service=service, in_time=ended)


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """gunicorn with settings of ours; each of its processes makes the app for itself."""

    def __init__(self, make_app: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._make_app, self._options = make_app, options
        super().__init__()

    def load_config(self) -> None:
        for name, each in self._options.items():
            self.cfg.set(name, each)

    def load(self) -> Flask:
        app = self._make_app()
        spare_collector()
        return app


def _app(service: str, settings: Settings) -> Flask:
    if service == "console":
        client = connect(settings.store_url)
        secret = settings.console_secret_file.read_text().strip().encode()
        return create_console(client["console"], settings.addresses, secret, zone=settings.zone)
    ground = ground_of(service, settings)
    runtime = runtime_of(service, ground)
    runtime.prepare()
    return app_of(runtime, ground)


def ground_of(service: str, settings: Settings) -> Ground:
    """What a service's process stands on. Raises OSError for a key file that is not there."""
    client = connect(settings.store_url)
    kept = settings.service_secret_file.read_text().strip()
    # Identity's file holds what all services' secrets are derived from; the others' their own.
    is_identity = service == "identity"
    own = service_secret(kept.encode(), service) if is_identity else kept
    return Ground(
        client=client,
        addresses=settings.addresses,
        master_key=read_master_key(settings.master_key_file),
        secret_of=lambda _: own,
        zone=settings.zone,
        clock=clock_on(client, movable=settings.clock_movable),
        outside=Outside(
            root=kept.encode() if is_identity else b"",
            broker=_broker(settings),
            mail_server=mail_server(settings.mail_url) if settings.mail_url else None,
        ),
    )


def _broker(settings: Settings) -> Broker | None:
    if settings.broker_url is None:
        return None
    return Broker(settings.broker_url, settings.broker_admin_url)


def _settings(service: str) -> Settings:
    try:
        settings = read_settings()
    except SettingsWrong as error:
        raise click.ClickException(str(error)) from error
    set_up_logging(settings.log_level)
    if service != "console":
        _check_master_key(service, settings)
    return settings


def _check_master_key(service: str, settings: Settings) -> None:
    """Before gunicorn forks: what a process of its own finds wrong it can only start over."""
    name = "PAMONG_MASTER_KEY_FILE"
    try:
        master_key = read_master_key(settings.master_key_file)
        with connect(settings.store_url) as client:
            Vault(client, client[service], master_key)
    except MasterKeyWrong as error:
        raise click.ClickException(
            f"{name} names another key than the one that sealed {service}'s data:"
            " put that one back, make no new one"
        ) from error
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{name}: {error}") from error
