"""Child processes that do not outlive their parent, and free ports for them to listen on."""

import contextlib
import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
PORTS = range(20_000, 32_000)
"""Below the ports that Linux gives to outgoing connections, so that none is taken meanwhile."""


class ChildFailed(Exception):
    """A child process ended, or did not answer in time; the message holds its last words."""


class Child:
    """A running process in a session of its own, its output in the file `log`.

    On Linux it gets `at_parents_death` when the thread that started it ends, however that comes.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        inherits: Collection[int] = (),
        at_parents_death: signal.Signals = signal.SIGTERM,
    ) -> None:
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 the command is ours
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=log.parent,
                pass_fds=inherits,
                start_new_session=True,
                preexec_fn=_bound_to_parent(at_parents_death),
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def until(self, answers: Callable[[], bool], *, seconds: float) -> None:
        """Wait until `answers` is true. ChildFailed when the process ends or the time is over."""
        deadline = time.monotonic() + seconds
        while not answers():
            if not self.running:
                raise ChildFailed(f"it ended with {self._process.returncode}: {self.last_words()}")
            if time.monotonic() > deadline:
                raise ChildFailed(f"no answer within {seconds:g} s: {self.last_words()}")
            time.sleep(0.02)

    def stop(self, *, seconds: float = 20.0) -> None:
        """Ask it to end; killed if it has not within `seconds`. Stopping twice is harmless."""
        if self.running:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """End it, and what it started, as a power cut would."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def pause(self) -> None:
        """It and what it started stand still, until `resume`."""
        os.killpg(self._process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.killpg(self._process.pid, signal.SIGCONT)

    def last_words(self, lines: int = 15) -> str:
        told = self._log.read_text(errors="replace").splitlines()
        return "\n".join(told[-lines:]) or "(it said nothing)"


def free_port() -> int:
    """A port on which nothing listens on loopback now."""
    for port in random.sample(PORTS, 200):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                trial.bind(("127.0.0.1", port))
                return port
    raise ChildFailed(f"no free port between {PORTS.start} and {PORTS.stop}")


def listens(port: int) -> bool:
    """Whether something accepts connections on this port of loopback."""
    with socket.socket() as trial:
        trial.settimeout(1.0)
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _bound_to_parent(at_death: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, int(at_death))
        if os.getppid() != parent:  # it died before the binding held
            os._exit(1)

    return bind
