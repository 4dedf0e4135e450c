"""Pamong as in production, on this machine: a process for each API and each worker."""

import os
import secrets
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from chassis.children import Child, free_port
from chassis.peers import Peers, ServiceToken, service_secret
from chassis.privacy import make_master_key
from chassis.settings import SERVICES

START_SECONDS = 90.0


class Stack:
    """The processes of all services on one store and one broker; each may be killed and restarted.

    Processes are named `registry api`, `registry work` and so on.
    """

    def __init__(self, folder: Path, store_url: str, broker_url: str) -> None:
        self._folder = folder
        self._root = secrets.token_hex(32).encode()
        self._ports = {each: free_port() for each in SERVICES}
        self.addresses = {each: f"http://127.0.0.1:{port}" for each, port in self._ports.items()}
        make_master_key(folder / "master")
        self._common = {
            **{name: each for name, each in os.environ.items() if not name.startswith("PAMONG_")},
            **{f"PAMONG_{each.upper()}_URL": self.addresses[each] for each in SERVICES},
            "PAMONG_STORE_URL": store_url,
            "PAMONG_BROKER_URL": broker_url,
            "PAMONG_MASTER_KEY_FILE": str(folder / "master"),
            "PAMONG_CLOCK_MOVABLE": "true",
        }
        self._children: dict[str, Child] = {}

    def start(self) -> None:
        for service in SERVICES:
            self.run(f"{service} api")
        for service in SERVICES:
            self.until_ready(service)
            self.run(f"{service} work")

    def run(self, name: str) -> None:
        """Start this process, again after it was killed."""
        service, kind = name.split()
        command = "serve" if kind == "api" else "work"
        self._children[name] = Child(
            [sys.executable, "-m", "pamong", command, service],
            log=self._folder / f"{service}-{kind}.log",
            environment=self.environment(service),
        )

    def kill(self, name: str) -> None:
        """End it as a power cut would."""
        self._children[name].kill()

    def stop(self) -> None:
        """All at once: each may take its time to finish what it has in hand."""
        with ThreadPoolExecutor(2 * len(SERVICES)) as pool:
            list(pool.map(Child.stop, self._children.values()))

    def until_ready(self, service: str) -> None:
        self._children[f"{service} api"].until(
            lambda: _answers(f"{self.addresses[service]}/ready"), seconds=START_SECONDS
        )

    def environment(self, service: str) -> Mapping[str, str]:
        """The settings of this service's processes."""
        file = self._folder / f"{service}.secret"
        own = self._root.decode() if service == "identity" else service_secret(self._root, service)
        file.touch(mode=0o600)
        file.write_text(own)
        return {
            **self._common,
            "PAMONG_SERVICE_SECRET_FILE": str(file),
            "PAMONG_PORT": str(self._ports[service]),
        }

    def peers(self) -> Peers:
        """All services, asked as the operator."""
        secret = service_secret(self._root, "operator")
        token = ServiceToken(self.addresses["identity"], "operator", secret)
        return Peers(self.addresses, token)

    @property
    def root(self) -> bytes:
        return self._root


@contextmanager
def a_stack(folder: Path, store_url: str, broker_url: str) -> Iterator[Stack]:
    """A running stack, stopped afterwards."""
    stack = Stack(folder, store_url, broker_url)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
