"""The services, asked by HTTP in a user's name."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any

import requests

from console.answers import Answer, Asker, Away, Refusal, SignedOut

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 12.0
"""Longer than a service waits for another's event to arrive."""
IMPORT_SECONDS = 120.0
UNAVAILABLE = (502, 503, 504)


class Services:
    """The services at `addresses` (base URLs by name)."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self.addresses = addresses
        self._local = threading.local()

    def __contains__(self, service: str) -> bool:
        return service in self.addresses

    def ask(
        self,
        asker: Asker,
        method: str,
        service: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> Answer:
        """What the service answers. Raises Away, SignedOut or Refusal.

        Where the effects of the user's last change have not arrived in time, it is asked again
        without waiting: an older state is better than none.
        """
        sent = {**asker.headers(service), **(headers or {})}
        answer = self._send(method, service, path, headers=sent, **content)
        if answer.status_code == 503 and sent.pop("Pamong-Wait-For", ""):
            answer = self._send(method, service, path, headers=sent, **content)
        return _judged(service, answer)

    def lines(
        self, asker: Asker, service: str, path: str, content: bytes, headers: Mapping[str, str]
    ) -> Iterator[bytes]:
        """The lines of an answer as they come. Raises Away, SignedOut or Refusal."""
        sent = {**asker.headers(service), **headers, "Accept": "application/x-ndjson, */*"}
        timeout = (CONNECT_SECONDS, IMPORT_SECONDS)
        try:
            answer = self._session().post(
                self._address(service) + path,
                data=content,
                headers=sent,
                stream=True,
                timeout=timeout,
            )
            if answer.status_code >= 400:
                _judged(service, answer)
            yield from answer.iter_lines()
        except requests.RequestException as error:
            raise Away(service) from error

    def _send(self, method: str, service: str, path: str, **content: Any) -> requests.Response:
        """One request, sent again once when an idle line turns out to be cut.

        Sending a change again is safe: it carries its own key or the version it applies to.
        """
        address = self._address(service) + path
        timeout = (CONNECT_SECONDS, ANSWER_SECONDS)
        try:
            try:
                return self._session().request(method, address, timeout=timeout, **content)
            except requests.ConnectionError:
                return self._session().request(method, address, timeout=timeout, **content)
        except requests.RequestException as error:
            raise Away(service) from error

    def _address(self, service: str) -> str:
        try:
            return self.addresses[service]
        except KeyError as error:
            raise Away(service) from error

    def _session(self) -> requests.Session:
        """One session a thread: requests does not promise more."""
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.trust_env = False
        session: requests.Session = self._local.session
        return session


def _judged(service: str, answer: requests.Response) -> Answer:
    if answer.status_code in UNAVAILABLE:
        raise Away(service)
    if answer.status_code == 401:
        raise SignedOut
    if answer.status_code >= 400:
        raise _refusal(service, answer)
    return Answer(
        body=_json(service, answer) if answer.content else None,
        version=answer.headers.get("ETag"),
        event=answer.headers.get("Pamong-Event"),
    )


def _refusal(service: str, answer: requests.Response) -> Exception:
    """As problem details say it. A service that failed is as good as away."""
    if answer.status_code >= 500:
        return Away(service)
    body = _json(service, answer)
    errors = {each["field"]: each["detail"] for each in body.get("errors", ())}
    code = body.get("code") or body.get("error") or f"http_{answer.status_code}"
    seconds = answer.headers.get("Retry-After", "")
    return Refusal(answer.status_code, code, body.get("detail") or code, errors, seconds)


def _json(service: str, answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise Away(service) from error
