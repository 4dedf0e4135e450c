"""Tokens from identity, fetched when first needed and before they expire."""

import threading
import time
from urllib.parse import urlencode

from pamong.demo.asking import Request, Services

RENEW_SECONDS = 120.0


class SignIn:
    """A bearer token that is valid now, by the user's password or the service's secret."""

    def __init__(self, services: Services, **form: str) -> None:
        self._services = services
        self._form = urlencode(form).encode()
        self._token, self._until = "", 0.0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """Raises asking.Refused where identity does not know these."""
        with self._lock:
            if time.monotonic() > self._until:
                given = self._services.ask(
                    Request(
                        method="POST",
                        service="identity",
                        path="/v1/token",
                        body=self._form,
                        content_type="application/x-www-form-urlencoded",
                    )
                )
                self._token = given["access_token"]
                self._until = time.monotonic() + given["expires_in"] - RENEW_SECONDS
            return self._token


def as_user(services: Services, username: str, password: str) -> SignIn:
    return SignIn(services, grant_type="password", username=username, password=password)


def as_service(services: Services, name: str, secret: str) -> SignIn:
    return SignIn(services, grant_type="client_credentials", client_id=name, client_secret=secret)
