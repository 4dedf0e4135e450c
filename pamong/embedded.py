"""Everything in one process, for trying: services, console, store and log on one folder."""

import json
import os
import secrets
import socket
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import waitress
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from chassis import secantus
from chassis.clock import MovableClock
from chassis.feeds import HttpFeeds
from chassis.log.embedded import EmbeddedLog
from chassis.peers import service_secret
from chassis.privacy import make_master_key
from chassis.service import Runtime
from chassis.settings import SERVICES
from chassis.store import connect
from chassis.worker import Worker
from console.app import create_console
from identity.first_user import make_first_user
from pamong.composition import SHARED, Ground, Outside, app_of, clock_on, runtime_of

HOST = "127.0.0.1"
THREADS, THREADS_WITHIN = 24, 32
"""Those who answer from outside, be it pages or services, and those who answer them and workers.
More of the latter: some of what they answer asks on among themselves."""
RUNNING, SIGN_INS = "running.json", "sign-ins.json"


class Embedded:
    """The whole of Pamong on the data in `folder`, answering at `address` until `stop`.

    Raises `onlyone.AlreadyRunning` when another process has these data open,
    `secantus.StoreUnavailable` when the store does not start, OSError when the port is taken.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        *,
        movable_clock: bool = False,
    ) -> None:
        self.folder = folder.absolute()
        self.address = f"http://{HOST}:{port}"
        self._closing = ExitStack()
        try:
            self._open(port, movable_clock)
        except BaseException:
            self._closing.close()
            raise

    def _open(self, port: int, movable_clock: bool) -> None:
        store = secantus.start(self.folder / "store")
        self._closing.callback(store.stop)
        client = self._closing.enter_context(connect(store.url))
        root = make_secret(self.folder / "keys" / "root")
        door, hatch = _listening(port), _listening(0)
        self._closing.callback(door.close)
        self._closing.callback(hatch.close)
        within = f"http://{HOST}:{hatch.getsockname()[1]}"
        ground = Ground(
            client=client,
            addresses={each: f"{within}/{each}/api" for each in SERVICES},
            master_key=make_master_key(self.folder / "keys" / "master"),
            secret_of=lambda name: service_secret(root, name),
            zone=ZoneInfo("Asia/Jakarta"),
            clock=clock_on(client, movable=movable_clock, alone=True),
            outside=Outside(root=root),
        )
        self.runtimes = {each: runtime_of(each, ground) for each in SERVICES}
        for runtime in self.runtimes.values():
            runtime.prepare()
        self.log = EmbeddedLog(client[SHARED])
        console = create_console(
            client["console"],
            ground.addresses,
            make_secret(self.folder / "keys" / "console"),
            zone=ground.zone,
            demo=self._sign_ins,
        )
        apps: dict[str, Any] = {
            f"/{name}/api": app_of(each, ground) for name, each in self.runtimes.items()
        }
        self._servers = [
            _server(DispatcherMiddleware(NotFound(), apps), hatch, THREADS_WITHIN),
            _server(DispatcherMiddleware(console, apps), door, THREADS),
        ]
        self._workers = [self._worker(each) for each in self.runtimes.values()]
        self._closing.callback(self._finish)
        self._write_running(store.url)

    def _worker(self, runtime: Runtime[Any]) -> Worker:
        worker = Worker(runtime, self.log, HttpFeeds(runtime.around.peers), watch=False)
        if isinstance(runtime.around.clock, MovableClock):
            runtime.around.clock.when_moved(worker.clock_moved)
        return worker

    def serve(self) -> None:
        """Answer requests and let the workers work; returns after `stop`."""
        for each in self._workers:
            each.start()
        within, outside = self._servers
        threading.Thread(target=_run, args=[within], name="server within", daemon=True).start()
        _run(outside)

    def first_user(self, username: str, office: str) -> str | None:
        """The first user's password, None where there is a user already."""
        return make_first_user(self.runtimes["identity"], username, office)

    def start(self) -> None:
        """`serve` on a thread of its own."""
        threading.Thread(target=self.serve, name="server", daemon=True).start()

    def stop(self) -> None:
        """Finish what is in hand and close the data."""
        self._closing.close()

    def _finish(self) -> None:
        for each in self._workers:
            each.stop()
        for server in self._servers:
            server.close()
        (self.folder / RUNNING).unlink(missing_ok=True)

    def _sign_ins(self) -> list[tuple[str, str, str]]:
        """Those of a demo, once it has made its people; none anywhere else."""
        with suppress(OSError, ValueError):
            return [tuple(each) for each in json.loads((self.folder / SIGN_INS).read_text())]
        return []

    def _write_running(self, store_url: str) -> None:
        """Where it answers, for commands on the same machine; readable by the owner only."""
        file = self.folder / RUNNING
        file.touch(mode=0o600)
        told = {"address": self.address, "pid": os.getpid(), "store_url": store_url}
        file.write_text(json.dumps(told))


def _listening(port: int) -> socket.socket:
    """Where services ask each other has to be known before there are any."""
    return socket.create_server((HOST, port), backlog=1024)


def _server(app: Any, where: socket.socket, threads: int) -> Any:
    return waitress.create_server(
        app,
        sockets=[where],
        threads=threads,
        ident=None,
        max_request_body_size=512 * 1024 * 1024,
    )


def _run(server: Any) -> None:
    with suppress(OSError):  # the socket is closed under the loop by `stop`
        server.run()


def make_secret(path: Path) -> bytes:
    """The secret in `path`, made there (readable by its owner alone) when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip().encode()


def running_in(folder: Path) -> Mapping[str, Any] | None:
    """What answers on the data in `folder`, None where nothing does."""
    with suppress(OSError, ValueError):
        told: Mapping[str, Any] = json.loads((folder / RUNNING).read_text())
        os.kill(told["pid"], 0)
        return told
    return None
