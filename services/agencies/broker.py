"""The broker as an operator knows it: for each subscription a queue, and a user who may read it.

By RabbitMQ's management API. All of it may be done again without another effect.
"""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import requests

from chassis.peers import PeerAway

SECONDS = 5.0
PASSWORD_BYTES = 32
NOTHING = "^$"
LONGEST_QUEUE = 100_000
LONGEST_WAIT_MS = 30 * 86_400 * 1_000
ANY_NUMBER = 1_000_000_000
ARGUMENTS = {
    "x-queue-type": "quorum",
    "x-delivery-limit": ANY_NUMBER,
    "x-max-length": LONGEST_QUEUE,
    "x-message-ttl": LONGEST_WAIT_MS,
    "x-overflow": "drop-head",
}
"""One that nobody reads drops its oldest and refuses nothing: it slows no other. RabbitMQ 4 of its
own accord drops what was given 20 times, and a reader that fails would lose it without a word."""
LIMITS = {"max-connections": 10, "max-channels": 50}
"""One reader needs one of each; a broken one may not take the broker's memory."""
GONE = 404


@dataclass(frozen=True, slots=True)
class Broker:
    """`url` is what services connect to; `admin_url`, where there is one, the management API's.

    Without `admin_url` queues and users are the operator's to make by hand.
    """

    url: str
    admin_url: str | None = None

    def declare(self, queue: str) -> None:
        """The queue is there, bound to nothing: what is put in it is put there by its name."""
        wanted = {"durable": True, "auto_delete": False, "arguments": ARGUMENTS}
        self._ask("PUT", f"/queues/{self._host}/{queue}", wanted)

    def let_in(self, queue: str) -> str:
        """A user of the queue's name may read it, and nothing else. Its new password."""
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        self._ask("PUT", f"/users/{queue}", {"password": password, "tags": ""})
        rights = {"configure": NOTHING, "write": NOTHING, "read": f"^{re.escape(queue)}$"}
        self._ask("PUT", f"/permissions/{self._host}/{queue}", rights)
        for limit, value in LIMITS.items():
            self._ask("PUT", f"/user-limits/{queue}/{limit}", {"value": value})
        return password

    def shut_out(self, queue: str) -> None:
        """The user is gone, its connections are closed, and so is the queue."""
        self._ask("DELETE", f"/users/{queue}")
        self._ask("DELETE", f"/connections/username/{queue}")
        self._ask("DELETE", f"/queues/{self._host}/{queue}")

    def address_for(self, user: str, password: str) -> str:
        """The broker's address as that user has it."""
        parts = urlsplit(self.url)
        place = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
        return urlunsplit((parts.scheme, f"{user}:{password}@{place}", f"/{self._host}", "", ""))

    @property
    def _host(self) -> str:
        """The virtual host; `…//` names `/`, as kombu reads it."""
        return quote(unquote(urlsplit(self.url).path[1:]) or "/", safe="")

    def _ask(self, method: str, path: str, body: object = None) -> None:
        """PeerAway when the management API does not do it; what is gone already is well."""
        if self.admin_url is None:
            return
        try:
            answer = requests.request(
                method, f"{self.admin_url.rstrip('/')}/api{path}", json=body, timeout=SECONDS
            )
        except requests.RequestException as error:
            raise PeerAway(f"broker: {type(error).__name__}") from error
        if answer.status_code >= 400 and not (method == "DELETE" and answer.status_code == GONE):
            raise PeerAway(f"broker: {answer.status_code} to {method} {path}")
