"""SecantusDB as a child process: MongoDB's protocol on loopback, its data in one folder.

For trying, teaching, tests. Every commit is synced to disk, so a killed store loses nothing that
was acknowledged; `retryWrites=false` since its table of retryable writes slows all others down.
"""

import atexit
import secrets
import sys
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from chassis.children import Child, ChildFailed, free_port, listens
from chassis.onlyone import OnlyOne

PROGRAM = "secantusd-py"
USER = "pamong"
START_SECONDS = 60.0
USER_EXISTS = 51003


class StoreUnavailable(Exception):
    """The embedded store cannot be started; the message says what to do."""


class Secantus:
    """A running store. `url` stays the same over `kill` and `restart`; `stop` frees the data."""

    def __init__(self, path: Path, port: int, password_file: Path | None) -> None:
        self.described = "SecantusDB (child process, synced at every commit)"
        self._path, self._port, self._password_file = path, port, password_file
        self._lock = OnlyOne(path.with_name(f"{path.name}.lock"), f"The store in {path}")
        try:
            password = "" if password_file is None else self._password(password_file)
            self.url = _address(port, password)
            self._child = self._started(self.url, auth=bool(password))
        except BaseException:
            self._lock.release()
            raise
        atexit.register(self.stop)

    @property
    def pid(self) -> int:
        return self._child.pid

    def stop(self) -> None:
        """End it cleanly. Stopping twice is harmless."""
        self._child.stop()
        self._lock.release()
        atexit.unregister(self.stop)

    def kill(self) -> None:
        """End it as a power cut would; the data stay this process's until `stop`."""
        self._child.kill()

    def pause(self) -> None:
        self._child.pause()

    def resume(self) -> None:
        self._child.resume()

    def restart(self) -> None:
        """Up again on the same data under the same address, after `kill` or from running."""
        self._child.stop()
        self._child = self._started(self.url, auth=self._password_file is not None)

    def _password(self, file: Path) -> str:
        """The store's password, made at the first start.

        SecantusDB lets nobody in under --auth until a user exists, not even from loopback: the
        first start goes without it, makes the user, and ends. A lost file is made anew.
        """
        if file.exists():
            return file.read_text().strip()
        password = secrets.token_urlsafe(32)
        open_store = self._started(_address(self._port), auth=False)
        try:
            _let_in(_address(self._port), password)
        finally:
            open_store.stop()
        _write_secret(file, password)
        return password

    def _started(self, url: str, *, auth: bool) -> Child:
        nothing = self._path.with_name(f"{self._path.name}.toml")
        nothing.touch()  # else it would look for settings in the user's folders
        child = Child(
            [
                *(_program(), "--config", nothing, "--host", "127.0.0.1"),
                *("--port", str(self._port), "--storage-path", self._path, "--sync-on-commit"),
                *("--cache-size", "256M", "--log-level", "WARNING"),
                *(["--auth"] if auth else []),
            ],
            log=self._path.with_name(f"{self._path.name}.log"),
            inherits=[self._lock.fileno()],
        )
        try:
            child.until(lambda: listens(self._port), seconds=START_SECONDS)
            _ask(url)
        except (ChildFailed, PyMongoError) as error:
            child.kill()
            raise StoreUnavailable(f"SecantusDB on {self._path} did not start: {error}") from error
        return child


def start(
    path: Path, port: int | None = None, auth: bool = True, password_file: Path | None = None
) -> Secantus:
    """Start the store on the data in `path`; returns when it answers.

    With `auth` the password is in `password_file` (by default `keys/store-password` beside
    `path`), readable by its owner only. Raises `onlyone.AlreadyRunning` when another process has
    these data open, StoreUnavailable when it does not start.
    """
    path = path.absolute()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = password_file or path.parent / "keys" / "store-password"
    return Secantus(path, port or free_port(), beside if auth else None)


def _program() -> Path:
    program = Path(sys.executable).parent / PROGRAM
    if not program.exists():
        raise StoreUnavailable(
            f"{program} is missing: the embedded store comes with pip install 'pamong[embedded]'"
        )
    return program


def _address(port: int, password: str = "") -> str:
    who, source = (f"{USER}:{password}@", "&authSource=admin") if password else ("", "")
    return f"mongodb://{who}127.0.0.1:{port}/?directConnection=true&retryWrites=false{source}"


def _ask(url: str) -> None:
    with _client(url) as client:
        client.admin.command("listDatabases", nameOnly=True)


def _let_in(url: str, password: str) -> None:
    with _client(url) as client:
        try:
            client.admin.command("createUser", USER, pwd=password, roles=["root"])
        except OperationFailure as error:
            if error.code != USER_EXISTS:
                raise
            client.admin.command("updateUser", USER, pwd=password)


def _client(url: str) -> MongoClient[dict[str, object]]:
    return MongoClient(url, serverSelectionTimeoutMS=20_000)


def _write_secret(file: Path, secret: str) -> None:
    """All of it or nothing, and never readable by others."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.touch(mode=0o600)
    unfinished.write_text(f"{secret}\n")
    unfinished.replace(file)
