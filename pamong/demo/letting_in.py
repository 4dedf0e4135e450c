"""Letting an agency in that supervises too: a prosecutor's office, told of its own orders."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from pamong.demo.agency import Agency
from pamong.demo.asking import Request
from pamong.demo.desk import Desk
from registry.domain.names import prosecutor_code

CODE, NAME = "kejari-jaktim", "Kejaksaan Negeri Jakarta Timur"
EVENTS = ("registry.order-*",)


def let_in(operator: Desk, head: Desk) -> Agency:
    """The operator proposes it, the head approves. Raises asking.Refused where either may not."""
    prosecutor = prosecutor_code(NAME)
    proposed = {"agency": CODE, "name": NAME, "events": EVENTS, "prosecutor": prosecutor}
    made = _post(operator, "/v1/subscriptions", proposed)
    path = f"/v1/subscriptions/{made['id']}"
    # A secret is shown once: where the answer was lost, asking again makes another.
    given = _post(operator, f"{path}/access", {"renew": True})
    approved = _post(head, f"{path}/approval", None)
    return Agency(
        client_id=given["client_id"],
        client_secret=given["client_secret"],
        prosecutor=str(prosecutor),
        since=datetime.fromisoformat(approved["since"]),
    )


def _post(desk: Desk, path: str, body: dict[str, Any] | None) -> Any:
    return desk.services.ask(
        Request(
            method="POST",
            service="agencies",
            path=path,
            token=desk.token,
            office=desk.office,
            body=body,
            key=str(uuid4()),
        )
    )
