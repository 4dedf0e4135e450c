"""Service accounts: programs that sign in with a secret derived from the root."""

import hmac

from chassis.auth import Role
from chassis.peers import service_secret

ACCOUNTS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        (
            "registry",
            "supervision",
            "training",
            "notifications",
            "agencies",
            "identity",
            "console",
        ),
        frozenset({Role.SERVICE}),
    ),
    "operator": frozenset({Role.OPERATOR}),
    "importer": frozenset({Role.REGISTRAR}),
}
"""What each account may be; all of them in every office. Who operates reads of nobody."""


def account(root: bytes, name: str, secret: str) -> frozenset[Role] | None:
    """The roles of the account, None when there is no such account or the secret is another."""
    expected = service_secret(root, name)
    right = hmac.compare_digest(expected.encode(), secret.encode())
    return ACCOUNTS.get(name) if right else None
