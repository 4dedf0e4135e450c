"""A RabbitMQ of one's own from the installed package: own name, ports, folders; on loopback only.

It has its own port mapper (epmd) too, so that it neither finds nor disturbs the system's broker.
"""

import atexit
import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from kombu import Connection

from chassis.children import Child, ChildFailed, free_port, listens
from chassis.testing.backends import BackendUnavailable

PACKAGED = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
START_SECONDS = 90.0


def server_program() -> Path | None:
    """The real start script: the one on Debian's PATH wants the package's own user and folders."""
    if PACKAGED.exists():
        return PACKAGED
    found = shutil.which("rabbitmq-server")
    return Path(found) if found else None


class PrivateRabbitMQ:
    """A broker whose data live in a temporary folder until `stop`.

    With `management` its management API answers at `admin_url`.
    """

    def __init__(self, program: Path, *, management: bool = False) -> None:
        self._program = program
        self._management_port = free_port() if management else None
        self._temporary = tempfile.TemporaryDirectory(prefix="pamong-rabbitmq-")
        self._folder = Path(self._temporary.name)
        self._port, self._epmd_port, self._distribution = free_port(), free_port(), free_port()
        self.url = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        self.admin_url = f"http://guest:guest@127.0.0.1:{self._management_port}"
        self._write_configuration()
        self._epmd: Child | None = None
        self._server: Child | None = None
        atexit.register(self.stop)
        try:
            self.described = f"RabbitMQ {self._start()} (installed package, private)"
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for child in (self._server, self._epmd):
            if child is not None:
                child.stop()
        self._temporary.cleanup()
        atexit.unregister(self.stop)

    def kill(self) -> None:
        if self._server is not None:
            self._server.kill()

    def restart(self) -> None:
        if self._server is not None:
            self._server.stop()
        self._start()

    def pause(self) -> None:
        if self._server is not None:
            self._server.pause()

    def resume(self) -> None:
        if self._server is not None:
            self._server.resume()

    def control(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 the command is ours
            [self._program.with_name("rabbitmqctl"), *arguments],
            env=self._environment(),
            check=True,
            capture_output=True,
            timeout=START_SECONDS,
        )

    def _start(self) -> str:
        """Returns the broker's version once a client can log in."""
        try:
            if self._epmd is None:
                self._epmd = self._start_epmd()
            self._server = Child(
                [self._program],
                log=self._folder / "rabbitmq.log",
                environment=self._environment(),
                at_parents_death=signal.SIGKILL,
            )
            for port in self._ports:
                self._server.until(partial(listens, port), seconds=START_SECONDS)
            return self._log_in()
        except ChildFailed as error:
            raise BackendUnavailable(f"RabbitMQ did not start: {error}") from error

    @property
    def _ports(self) -> list[int]:
        return [each for each in (self._port, self._management_port) if each is not None]

    def _start_epmd(self) -> Child:
        program = shutil.which("epmd")
        if program is None:
            raise BackendUnavailable("epmd is missing: it comes with Erlang (erlang-base)")
        epmd = Child(
            [program, "-port", str(self._epmd_port), "-address", "127.0.0.1"],
            log=self._folder / "epmd.log",
            at_parents_death=signal.SIGKILL,
        )
        epmd.until(lambda: listens(self._epmd_port), seconds=10)
        return epmd

    def _log_in(self) -> str:
        with Connection(self.url, connect_timeout=10) as connection:
            told = connection.connect().server_properties
            return str(told.get("version", "of unknown version"))

    def _write_configuration(self) -> None:
        lines = [
            f"listeners.tcp.1 = 127.0.0.1:{self._port}",
            "log.console = true",
            "log.file = false",
        ]
        if self._management_port is not None:
            lines += [
                "management.tcp.ip = 127.0.0.1",
                f"management.tcp.port = {self._management_port}",
            ]
        (self._folder / "rabbitmq.conf").write_text("\n".join([*lines, ""]))
        plugins = "" if self._management_port is None else "rabbitmq_management"
        (self._folder / "enabled_plugins").write_text(f"[{plugins}].\n")
        (self._folder / "rabbitmq-env.conf").write_text("")

    def _environment(self) -> dict[str, str]:
        """Nothing of the system's settings. Input allowed, but none given: only then does the
        start script become the server, and dies with us, in place of standing guard before it.
        """
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not re.match(r"RABBITMQ_|ERL|NOTIFY_SOCKET", name)
        }
        return inherited | {
            "HOME": str(self._folder),
            "ERL_EPMD_PORT": str(self._epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"pamong-{self._port}@localhost",
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "data"),
            "RABBITMQ_LOG_BASE": str(self._folder),
            "RABBITMQ_PID_FILE": str(self._folder / "pid"),
            "RABBITMQ_CONFIG_FILE": str(self._folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self._folder / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._folder / "enabled_plugins"),
            "RABBITMQ_ALLOW_INPUT": "true",
            "RABBITMQ_SERVER_START_ARGS": "-noinput",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none"
            ),
        }
