"""The whole system on this machine, each part of it a process that can be hurt, each line between
two of them a wire that can be cut."""

import multiprocessing
import os
import secrets
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from amqp_wire import AmqpWire
from kombu import Connection, Exchange, Queue
from one_process import run
from pymongo.errors import PyMongoError

from chassis.children import free_port
from chassis.log.rabbitmq import ARGUMENTS, EXCHANGE, STREAM
from chassis.peers import service_secret
from chassis.privacy import make_master_key
from chassis.settings import SERVICES
from chassis.store import Client, connect
from chassis.testing.backends import Backend
from chassis.testing.brokers import Broker
from chassis.testing.brokers import broker as a_broker
from chassis.testing.stores import store as a_store
from chassis.testing.tcp_proxy import Proxy

SEGMENT_BYTES = 50_000
"""Of the stream: only whole segments can be cut off its beginning."""


class Machines:
    """Store, broker, and for each service an API and two workers.

    Processes are named `registry api`, `registry work 1`, `registry work 2`. Each service has wires
    of its own to the store and to the broker, and one over which its API is asked.
    """

    def __init__(self, folder: Path, store: Backend, broker: Broker, client: Client) -> None:
        self.store, self.broker, self.client = store, broker, client
        self.root = secrets.token_hex(32).encode()
        self._folder = folder
        self._ports = {each: free_port() for each in SERVICES}
        self.wires: dict[str, dict[str, Proxy]] = {
            "store": {each: Proxy(*_address(store.url)) for each in SERVICES},
            "broker": {each: AmqpWire(*_address(broker.url)) for each in SERVICES},
            "api": {each: Proxy("127.0.0.1", self._ports[each]) for each in SERVICES},
        }
        self.addresses = {
            each: f"http://127.0.0.1:{wire.port}" for each, wire in self.wires["api"].items()
        }
        make_master_key(folder / "master")
        self._making = multiprocessing.get_context("forkserver")
        self._making.set_forkserver_preload(["one_process"])
        self._processes: dict[str, Any] = {}
        self._skews: dict[str, Any] = {}

    @property
    def names(self) -> list[str]:
        return [f"{each} {part}" for each in SERVICES for part in ("api", "work 1", "work 2")]

    def of(self, service: str) -> list[str]:
        return [each for each in self.names if each.split()[0] == service]

    def start(self, name: str) -> None:
        """Start this process, or start it again."""
        service, part, *_ = name.split()
        self._skews[name] = self._making.Value("d", 0.0)
        process = self._making.Process(
            target=run,
            args=(
                "serve" if part == "api" else "work",
                service,
                self.environment(service),
                self._folder / f"{name.replace(' ', '-')}.log",
                self._skews[name],
            ),
            daemon=True,
        )
        process.start()
        self._processes[name] = process

    def kill(self, name: str) -> None:
        """End it as a power cut would."""
        self._signal(name, signal.SIGKILL)
        self._processes[name].join()

    def pause(self, name: str) -> None:
        self._signal(name, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        self._signal(name, signal.SIGCONT)

    def tell_threads(self, name: str) -> None:
        """Write into the process's log where each of its threads stands."""
        self._signal(name, signal.SIGUSR1)

    def set_clock(self, name: str, seconds: float) -> None:
        """The system's clock of this process is wrong by so much; 0.0: it is right again."""
        self._skews[name].value = seconds

    def keep_running(self) -> None:
        """Whatever has ended by itself is started again, as a supervisor of processes would."""
        for name, each in self._processes.items():
            if not each.is_alive():
                self.start(name)

    @contextmanager
    def without_workers(self, service: str) -> Iterator[None]:
        """Both are killed, and started again afterwards."""
        workers = [each for each in self.of(service) if " work" in each]
        for each in workers:
            self.kill(each)
        try:
            yield
        finally:
            for each in workers:
                self.start(each)

    def until_store_answers(self) -> None:
        """Whoever used it before it was killed finds out by an error, once."""
        for _ in range(100):
            with suppress(PyMongoError):
                self.client.admin.command("ping")
                return

    def stop(self) -> None:
        for name in self._processes:
            self._signal(name, signal.SIGKILL)
        for wires in self.wires.values():
            for each in wires.values():
                each.close()

    def _signal(self, name: str, sent: signal.Signals) -> None:
        """To all of its session; to itself where it has not made one yet."""
        pid = self._processes[name].pid
        with suppress(ProcessLookupError):
            try:
                os.killpg(pid, sent)
            except ProcessLookupError:
                os.kill(pid, sent)

    def environment(self, service: str) -> Mapping[str, str]:
        """The settings of this service's processes."""
        file = self._folder / f"{service}.secret"
        own = self.root.decode() if service == "identity" else service_secret(self.root, service)
        file.touch(mode=0o600)
        file.write_text(own)
        return {
            **{name: each for name, each in os.environ.items() if not name.startswith("PAMONG_")},
            **{f"PAMONG_{each.upper()}_URL": self.addresses[each] for each in SERVICES},
            "PAMONG_STORE_URL": self._by(self.store.url, "store", service),
            "PAMONG_BROKER_URL": self._by(self.broker.url, "broker", service),
            "PAMONG_MASTER_KEY_FILE": str(self._folder / "master"),
            "PAMONG_SERVICE_SECRET_FILE": str(file),
            "PAMONG_CLOCK_MOVABLE": "true",
            "PAMONG_PORT": str(self._ports[service]),
        }

    def _by(self, url: str, wire: str, service: str) -> str:
        return url.replace(f":{urlsplit(url).port}", f":{self.wires[wire][service].port}", 1)

    def declare_stream(self) -> None:
        """As relays declare it, but in small segments, so that it can be cut."""
        arguments = {**ARGUMENTS, "x-stream-max-segment-size-bytes": SEGMENT_BYTES}
        exchange = Exchange(EXCHANGE, type="topic", durable=True)
        queue = Queue(STREAM, exchange, "#", durable=True, queue_arguments=arguments)
        with Connection(self.broker.url) as connection:
            queue(connection.channel()).declare()


@contextmanager
def running(folder: Path) -> Iterator[Machines]:
    """Everything of it, started; stopped afterwards."""
    here = str(Path(__file__).parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([here, *(each for each in sys.path if each)])
    with ExitStack() as closing:
        store = closing.enter_context(a_store())
        broker = closing.enter_context(a_broker())
        client = closing.enter_context(connect(store.url))
        machines = Machines(folder, store, broker, client)
        closing.callback(machines.stop)
        machines.declare_stream()
        for name in machines.names:
            machines.start(name)
        yield machines


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "127.0.0.1", parts.port or 0
