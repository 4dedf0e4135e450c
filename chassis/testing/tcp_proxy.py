"""A wire that can be cut, frozen, held up, slowed, or cut at a chosen word: between a client and
a server."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

When = tuple[bytes, Callable[[], None]]


class Proxy:
    """Listens on loopback and passes everything on to `target`, until told otherwise."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._frozen = threading.Event()
        self._flowing = threading.Event()
        self._flowing.set()
        self._delay = 0.0
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._asked: When | None = None
        self._answered: When | None = None
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def through(self, url: str) -> str:
        """The address of the server, by this wire."""
        who, at, place = urlsplit(url).netloc.rpartition("@")
        return url.replace(f"{who}{at}{place}", f"{who}{at}127.0.0.1:{self.port}", 1)

    def cut(self) -> None:
        """End every connection there is; new ones may be made."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for each in pair:
                _end(each)

    def freeze(self) -> None:
        """From now on nothing comes through, and nobody is told: what is sent is lost, so that
        the connections of now are of no use any more."""
        self._frozen.set()

    def thaw(self) -> None:
        self._frozen.clear()

    def hold(self) -> None:
        """From now on what is sent waits until `let_go`, and comes through then."""
        self._flowing.clear()

    def let_go(self) -> None:
        self._flowing.set()

    def slow(self, seconds: float) -> None:
        """What is sent takes so much longer, each piece; 0.0: as long as it takes."""
        self._delay = seconds

    def when_answered(self, word: bytes, then: Callable[[], None]) -> None:
        """The next request with `word` in it reaches the server, but its answer nobody: `then` is
        called once the server has answered, and the connection ends."""
        self._answered = (word, then)

    def when_asked(self, word: bytes, then: Callable[[], None]) -> None:
        """The next request with `word` in it does not even reach the server: `then` is called,
        and the connection ends."""
        self._asked = (word, then)

    def forget(self) -> None:
        """What `when_answered` and `when_asked` wait for is not waited for any longer."""
        self._asked = self._answered = None

    def close(self) -> None:
        _end(self._listening)
        self.let_go()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                try:
                    far = socket.create_connection(self._target, timeout=5)
                except OSError:
                    near.close()
                    continue
                far.settimeout(None)
                for each in (near, far):
                    each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._pairs.append((near, far))
                asked = threading.Event()
                answer = self.passage(near)
                for way in (
                    (near, far, asked, far.sendall, True),
                    (far, near, asked, answer, False),
                ):
                    threading.Thread(target=self._pump, args=way, daemon=True).start()

    def passage(self, near: socket.socket) -> Callable[[bytes], None]:
        """How what a server answers is handed to its client: as it comes."""
        return near.sendall

    def _pump(
        self,
        source: socket.socket,
        to: socket.socket,
        asked: threading.Event,
        send: Callable[[bytes], None],
        requests: bool,
    ) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                if self._frozen.is_set():
                    continue
                if requests and self._asked is not None and self._asked[0] in data:
                    then, self._asked = self._asked[1], None
                    then()
                    break
                if requests and self._answered is not None and self._answered[0] in data:
                    asked.set()
                if not requests and asked.is_set() and self._answered is not None:
                    then, self._answered = self._answered[1], None
                    then()
                    break
                if self._delay:
                    time.sleep(self._delay)
                self._flowing.wait()
                send(data)
        for each in (source, to):
            _end(each)
        self._pairs = [pair for pair in self._pairs if source not in pair]


def _end(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
