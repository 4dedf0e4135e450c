"""Stores and brokers in containers of their own, on a fixed port of this machine."""

import contextlib
import os
from collections.abc import Callable, Sequence
from typing import Any

from chassis.children import free_port
from chassis.testing.backends import BackendUnavailable

os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")  # one image less to fetch

import docker
from testcontainers.core.container import DockerContainer

STOP_SECONDS = 10


class Container:
    """One container of `image`; `answers` returns when it serves, `address` makes its url.

    `admin`: another inner port, and what makes `admin_url` of it.

    Raises BackendUnavailable when the engine has no such image and cannot fetch it.
    """

    def __init__(
        self,
        image: str,
        inner_port: int,
        *,
        address: Callable[[str, int], str],
        answers: Callable[[str], None],
        command: Sequence[str] = (),
        admin: tuple[int, Callable[[str, int], str]] | None = None,
    ) -> None:
        fetch(image)
        port, admin_port = free_port(), free_port()
        self._answers = answers
        self._container = (
            DockerContainer(image)
            .with_command(list(command))
            .with_bind_ports(inner_port, port)
            .with_kwargs(labels={"pamong": "test"})
        )
        if admin is not None:
            self._container.with_bind_ports(admin[0], admin_port)
        self._stopped = False
        self._container.start()
        host = self._container.get_container_host_ip()
        self.url = address(host, port)
        self.admin_url = admin[1](host, admin_port) if admin is not None else ""
        self.described = f"{image} (container)"
        try:
            answers(self.url)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        if not self._stopped:
            self._container.stop()
            self._stopped = True

    def kill(self) -> None:
        self._running().kill()

    def restart(self) -> None:
        self._running().restart(timeout=STOP_SECONDS)
        self._answers(self.url)

    def pause(self) -> None:
        self._running().pause()

    def resume(self) -> None:
        self._running().unpause()

    def control(self, *arguments: str) -> None:
        code, told = self._running().exec_run(["rabbitmqctl", *arguments])
        if code != 0:
            raise RuntimeError(f"rabbitmqctl {arguments[0]}: {told.decode(errors='replace')}")

    def _running(self) -> Any:
        return self._container.get_wrapped_container()


def fetch(image: str) -> None:
    """The engine has `image` afterwards. BackendUnavailable when it cannot fetch it."""
    with contextlib.closing(docker.from_env()) as engine:
        try:
            engine.images.get(image)
        except docker.errors.ImageNotFound:
            try:
                engine.images.pull(image)
            except docker.errors.APIError as error:
                raise BackendUnavailable(f"the engine cannot fetch {image}: {error}") from error
