"""What an agency reads with: an account at identity, and where there is a broker a queue there.

Outside any transaction, and harmless when done again: a new password takes the place of the old.
"""

from dataclasses import dataclass
from typing import Any

from agencies.broker import Broker
from agencies.domain.subscription import Subscription
from chassis.peers import PeerRefused
from chassis.service import Runtime

NOT_FOUND = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Shown once. `client_secret` is None where the agency has an account and keeps its secret.

    `queue` is the name of the broker's user too; without a broker there is none.
    """

    subscription: Subscription
    client_id: str
    client_secret: str | None
    queue: str | None = None
    broker_url: str | None = None


def give_to(runtime: Runtime[Any], subscription: Subscription, *, renew: bool) -> Access:
    """Another password for the queue, and a secret for the account where that is new or `renew`.

    Raises PeerAway where broker or identity does not answer: then ask again.
    """
    broker: Broker | None = runtime.service.broker  # type: ignore[attr-defined]
    address = None if broker is None else _read_queue(broker, subscription.queue)
    return Access(
        subscription=subscription,
        client_id=subscription.agency,
        client_secret=_account(runtime, subscription, renew),
        queue=subscription.queue if address else None,
        broker_url=address,
    )


def take_from(runtime: Runtime[Any], subscription: Subscription, *, account: bool) -> None:
    """Queue and user, and the `account` in this office. Raises PeerAway."""
    broker: Broker | None = runtime.service.broker  # type: ignore[attr-defined]
    if broker is not None:
        broker.shut_out(subscription.queue)
    if account:
        _close(runtime, subscription)


def _read_queue(broker: Broker, queue: str) -> str | None:
    """The address with which it is read; None where queues are the operator's to make."""
    if broker.admin_url is None:
        return None
    broker.declare(queue)
    return broker.address_for(queue, broker.let_in(queue))


def _account(runtime: Runtime[Any], subscription: Subscription, renew: bool) -> str | None:
    peers, office = runtime.around.peers, subscription.office_id
    asked = {"code": subscription.agency}
    secret: str | None = peers.post("identity", "/v1/accounts", asked, office_id=office)["secret"]
    if secret is None and renew:
        path = f"/v1/accounts/{subscription.agency}/secret"
        secret = peers.post("identity", path, {}, office_id=office)["secret"]
    return secret


def _close(runtime: Runtime[Any], subscription: Subscription) -> None:
    path = f"/v1/accounts/{subscription.agency}"
    try:
        runtime.around.peers.delete("identity", path, office_id=subscription.office_id)
    except PeerRefused as refused:
        if refused.status != NOT_FOUND:  # else it is closed already
            raise
