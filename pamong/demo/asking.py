"""Requests to the services over kept connections, repeated until answered.

A request that nobody answered (a service that restarts, a broken line) is sent again with the
same body and the same Idempotency-Key, so that it has one effect.
"""

import http.client
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

import msgspec

PATIENCE = 60.0
SECONDS = 30.0
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
NOT_NOW = (429, 502, 503, 504)
Token = Callable[[], str]


class Away(Exception):
    """Nobody answered within the patience."""


class Refused(Exception):
    """The service says no: `status`, and its problem's `code` and `detail`."""

    def __init__(self, asked: str, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code") or problem.get("error") or status)
        super().__init__(f"{asked}: {status} {self.code}: {problem.get('detail', '')}")


class Unfinished(Exception):
    """An answer that broke off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`path` begins after the service's base address; `body` is JSON unless it is bytes."""

    method: str
    service: str
    path: str
    token: Token | None = None
    office: str | None = None
    body: Any = None
    key: str | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class Services:
    """The services at their base addresses (http). Threads may share it; each has its lines."""

    def __init__(self, addresses: Mapping[str, str], *, patience: float = PATIENCE) -> None:
        self._bases = {name: urlsplit(each) for name, each in addresses.items()}
        self._patience = patience
        self._lines = threading.local()
        self.stopping = threading.Event()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._bases)

    def ask(self, request: Request, read: Callable[[bytes], Any] | None = None) -> Any:
        """What the service answers, decoded. Raises Refused, or Away when patience ends.

        `read` makes something else of the answer than its JSON; Unfinished asks once more.
        """
        deadline, wait = time.monotonic() + self._patience, FIRST_WAIT
        while True:
            try:
                status, content = self._send(request)
                if status not in NOT_NOW:
                    return _judged(request, status, content, read or _decoded)
                why = str(status)
            except (OSError, http.client.HTTPException, Unfinished) as error:
                why = type(error).__name__
            if time.monotonic() > deadline or self.stopping.wait(wait):
                raise Away(f"{request.method} {request.service}{request.path}: {why}")
            wait = min(LONGEST_WAIT, wait * 2)

    def _send(self, request: Request) -> tuple[int, bytes]:
        base = self._bases[request.service]
        line = self._line(base)
        try:
            line.request(
                request.method, base.path + request.path, _encoded(request), _headers(request)
            )
            answer = line.getresponse()
            return answer.status, answer.read()
        except BaseException:
            line.close()  # connects anew when next used
            raise

    def _line(self, base: SplitResult) -> http.client.HTTPConnection:
        lines: dict[str, http.client.HTTPConnection] = self._lines.__dict__
        if base.netloc not in lines:
            lines[base.netloc] = http.client.HTTPConnection(base.netloc, timeout=SECONDS)
        return lines[base.netloc]


def query(path: str, **arguments: Any) -> str:
    """`path` with a query of those that are not None."""
    return f"{path}?{urlencode({n: each for n, each in arguments.items() if each is not None})}"


def _encoded(request: Request) -> bytes | None:
    if request.body is None or isinstance(request.body, bytes):
        return request.body
    return msgspec.json.encode(request.body)


def _headers(request: Request) -> dict[str, str]:
    headers = dict(request.headers)
    if request.body is not None:
        headers["Content-Type"] = request.content_type
    if request.token is not None:
        headers["Authorization"] = f"Bearer {request.token()}"
    if request.office is not None:
        headers["Pamong-Office"] = request.office
    if request.key is not None:
        headers["Idempotency-Key"] = request.key
    return headers


def _judged(request: Request, status: int, content: bytes, read: Callable[[bytes], Any]) -> Any:
    if status >= 400:
        problem = msgspec.json.decode(content) if content[:1] == b"{" else {}
        raise Refused(f"{request.method} {request.service}{request.path}", status, problem)
    return read(content)


def _decoded(content: bytes) -> Any:
    return msgspec.json.decode(content) if content else None
