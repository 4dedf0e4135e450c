"""One process at a time on the same data, by a lock that the kernel frees when its holder ends."""

import contextlib
import fcntl
import os
import time
from pathlib import Path

GRACE_SECONDS = 10.0


class AlreadyRunning(Exception):
    """Another process has these data open; the message names it."""


class OnlyOne:
    """The lock on `file`, held from the making until `release`.

    Its descriptor may be passed to a child: the lock then lasts as long as either of them. When
    the holder is gone and only its child still closes, that is waited for.
    """

    def __init__(self, file: Path, what: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("a+")
        deadline = time.monotonic() + GRACE_SECONDS
        while not self._taken():
            holder = self._holder()
            if time.monotonic() > deadline or (holder and _alive(holder)):
                self._file.close()
                raise AlreadyRunning(
                    f"{what} is already in use by process {holder or 'unknown'}. "
                    "Stop that one first, or choose another folder."
                )
            time.sleep(0.05)
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def release(self) -> None:
        self._file.close()

    def _taken(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _holder(self) -> int | None:
        self._file.seek(0)
        written = self._file.read().strip()
        return int(written) if written.isdigit() else None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
