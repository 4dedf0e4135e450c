"""Asking Pamong by HTTP: a token by the client's secret, events again, details of a case."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import requests

from pamong_subscriber.credentials import Credentials
from pamong_subscriber.source import Away, ShutOut

SECONDS = 30.0
RENEW_SECONDS = 60.0
PAGE = 500
EVENTS = "v1/my/events"
NOT_SIGNED_IN, NOT_FOUND = 401, 404
REFUSED = (400, NOT_SIGNED_IN, 403)


class Asking:
    """One session with Pamong. `ca`: a file with the certificate to trust, if not a public one."""

    def __init__(self, credentials: Credentials, ca: str | None = None) -> None:
        self._credentials = credentials
        self._session = requests.Session()
        self._verify = ca or True  # said at each request: what the environment names has no say
        self._token, self._until = "", 0.0

    def events(self, after: int) -> Iterator[object]:
        """What belongs to the subscription after that number, a page at a time."""
        start: int | None = after
        while start is not None:
            page = self._get(EVENTS, {"after": start, "limit": PAGE})
            if page["subscription"] != self._credentials.subscription:
                raise ShutOut("these credentials are of a subscription that has ended")
            yield from page["items"]
            start = page["next"]

    def detail(self, url: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._get(url, {})
        return found

    def _get(self, path: str, query: Mapping[str, Any]) -> Any:
        answer = self._answered(path, query)
        if answer.status_code == NOT_SIGNED_IN:  # the token may have ended before its time
            self._until = 0.0
            answer = self._answered(path, query)
        if answer.status_code == NOT_FOUND and path != EVENTS:
            raise LookupError(path)
        if answer.status_code in (*REFUSED, NOT_FOUND):
            raise ShutOut(f"{answer.status_code} from {answer.url}")
        return _decoded(answer)

    def _answered(self, path: str, query: Mapping[str, Any]) -> requests.Response:
        address = urljoin(f"{self._credentials.api_url}/", path)
        try:
            headers = {
                "Authorization": f"Bearer {self._current()}",
                "Pamong-Office": self._credentials.office,
            }
            return self._session.get(
                address, params=query, headers=headers, timeout=SECONDS, verify=self._verify
            )
        except requests.RequestException as error:
            raise Away(type(error).__name__) from error

    def _current(self) -> str:
        """A token that is good now."""
        if time.monotonic() > self._until:
            form = {
                "grant_type": "client_credentials",
                "client_id": self._credentials.client_id,
                "client_secret": self._credentials.client_secret,
            }
            answer = self._session.post(
                self._credentials.token_url, data=form, timeout=SECONDS, verify=self._verify
            )
            if answer.status_code in REFUSED:
                raise ShutOut("the client's secret is refused")
            given = _decoded(answer)
            self._token = given["access_token"]
            self._until = time.monotonic() + given["expires_in"] - RENEW_SECONDS
        return self._token


def _decoded(answer: requests.Response) -> Any:
    if answer.status_code >= 400:
        raise Away(f"{answer.status_code} from {answer.url}")
    try:
        return answer.json()
    except ValueError as error:
        raise Away("no JSON") from error
