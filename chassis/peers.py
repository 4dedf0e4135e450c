"""The other services, asked by HTTP with this service's own token."""

import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import requests

SECONDS = 5.0
CONNECT_SECONDS = 2.0
"""Both in vain are less than what a lease lasts without being kept."""
SILENT_SECONDS, FAIR_SECONDS = 5.0, 1.5
"""How long a silence is heeded, and after how long it is one."""
RENEW_SECONDS = 60.0
NOT_SIGNED_IN = 401


class PeerAway(Exception):
    """The other service does not answer, or answers that it cannot now."""


class PeerRefused(Exception):
    """The other service answers that this request is wrong: asking again changes nothing.

    `status` is what it answered; `code` and `detail` are the problem's, where it told one.
    """

    def __init__(self, service: str, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{service}: {status} {problem.get('code', '')}".strip())
        self.status = status
        self.code = str(problem.get("code", ""))
        self.detail = str(problem.get("detail", ""))


class Silence:
    """Who did not answer in time is not asked again for a while: everyone who asks would wait."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def heeded(
        self, who: str, seconds: float, ask: Callable[[], requests.Response]
    ) -> requests.Response:
        """What is answered. Raises requests.Timeout, at once while there is silence."""
        if time.monotonic() < self._until.get(who, 0.0):
            raise requests.Timeout(f"{who} did not answer a moment ago")
        try:
            return ask()
        except requests.Timeout:
            if seconds >= FAIR_SECONDS:
                self._until[who] = time.monotonic() + SILENT_SECONDS
            raise


class Peers:
    """Services at `addresses` (base URLs by name); `token` gives a bearer token valid now.

    One that did not answer in time is away for a while without being asked: whoever has much to
    ask of it does not wait each time.
    """

    def __init__(self, addresses: Mapping[str, str], token: Callable[[], str]) -> None:
        self.addresses = addresses
        self._token = token
        self._silence = Silence()
        self._local = threading.local()

    def get(
        self,
        service: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        office_id: str | None = None,
        seconds: float = SECONDS,
    ) -> Any:
        """The JSON that the service answers. Raises PeerAway or PeerRefused."""
        return self._ask("GET", service, path, office_id, seconds, params=query or {})

    def post(
        self, service: str, path: str, body: Mapping[str, Any], *, office_id: str | None = None
    ) -> Any:
        """The JSON that the service answers to `body`. Raises PeerAway or PeerRefused."""
        return self._ask("POST", service, path, office_id, json=body)

    def delete(self, service: str, path: str, *, office_id: str | None = None) -> Any:
        """The JSON that the service answers. Raises PeerAway or PeerRefused."""
        return self._ask("DELETE", service, path, office_id)

    def place_of(
        self, service: str, event_id: UUID, *, seconds: float = SECONDS
    ) -> tuple[int, int] | None:
        """Epoch and position of an event of the last while; None while it has none, or when that
        is not answered within so many seconds."""
        path = f"/v1/events/{event_id}/position"
        try:
            found = self._ask("GET", service, path, None, max(0.1, min(seconds, SECONDS)))
        except (PeerAway, PeerRefused):
            return None
        return found["epoch"], found["position"]

    def headers(self, office_id: str | None = None, *, seconds: float = SECONDS) -> dict[str, str]:
        """Who asks, and for which office. Raises requests.RequestException without identity."""
        within = getattr(self._token, "within", None)
        token = self._token() if within is None else within(seconds)
        headers = {"Authorization": f"Bearer {token}"}
        return headers if office_id is None else {**headers, "Pamong-Office": office_id}

    def _ask(
        self,
        method: str,
        service: str,
        path: str,
        office_id: str | None,
        seconds: float = SECONDS,
        **request: Any,
    ) -> Any:
        until = time.monotonic() + seconds

        def ask() -> requests.Response:
            """The token first, by itself: identity's silence is not that of the service."""
            headers = self.headers(office_id, seconds=_left(until))
            left = _left(until)
            return self._silence.heeded(
                service,
                left,
                lambda: self._session().request(
                    method,
                    self.addresses[service] + path,
                    headers=headers,
                    timeout=(min(CONNECT_SECONDS, left), left),
                    **request,
                ),
            )

        try:
            answer = ask()
            if answer.status_code == NOT_SIGNED_IN and self._forget_token():
                answer = ask()
        except (requests.RequestException, KeyError) as error:
            raise PeerAway(f"{service}: {type(error).__name__}") from error
        return _judged(service, answer)

    def _forget_token(self) -> bool:
        """Identity may have changed its keys before the token was to end."""
        forget = getattr(self._token, "forget", None)
        if forget is not None:
            forget()
        return forget is not None

    def _session(self) -> requests.Session:
        """One session a thread: requests does not promise more."""
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session: requests.Session = self._local.session
        return session


def _left(until: float) -> float:
    """A little, however late it is."""
    return max(0.1, until - time.monotonic())


def _judged(service: str, answer: requests.Response) -> Any:
    if answer.status_code >= 500 or answer.status_code in (NOT_SIGNED_IN, 429):
        raise PeerAway(f"{service}: {answer.status_code}")
    if answer.status_code >= 400:
        raise PeerRefused(service, answer.status_code, _problem(answer))
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError as error:
        raise PeerAway(f"{service}: no JSON") from error


def _problem(answer: requests.Response) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


class ServiceToken:
    """A service's own token from identity, fetched when first needed and before it expires."""

    def __init__(self, identity_url: str, service: str, secret: str) -> None:
        self._address = f"{identity_url}/v1/token"
        self._service, self._secret = service, secret
        self._token, self._until = "", 0.0
        self._silence = Silence()
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """Raises requests.RequestException where identity does not give one."""
        return self.within(SECONDS)

    def within(self, seconds: float) -> str:
        """The same, for who has no longer to wait; others who wait for it already count too."""
        until = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            raise requests.Timeout("identity is waited for by others")
        try:
            if time.monotonic() > self._until:
                left = _left(until)
                asked = self._silence.heeded("identity", left, lambda: self._ask(left))
                asked.raise_for_status()
                given = asked.json()
                self._token = given["access_token"]
                self._until = time.monotonic() + given["expires_in"] - RENEW_SECONDS
            return self._token
        finally:
            self._lock.release()

    def _ask(self, seconds: float) -> requests.Response:
        return requests.post(
            self._address,
            data={
                "grant_type": "client_credentials",
                "client_id": self._service,
                "client_secret": self._secret,
            },
            timeout=(min(CONNECT_SECONDS, seconds), seconds),
        )

    def forget(self) -> None:
        """The next call asks for a new one."""
        with self._lock:
            self._until = 0.0


def service_secret(root: bytes, service: str) -> str:
    """The secret of a service's own account: derived from the one that identity alone holds."""
    return hmac.new(root, f"service/{service}".encode(), hashlib.sha256).hexdigest()
