"""Identity as the chassis runs it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from chassis.service import Runtime, Service
from identity.api import accounts, keys, me, offices, passwords, token, users
from identity.store import Unit, guesses, sign_ins, signing_keys
from identity.store.accounts import Accounts
from identity.store.offices import Offices
from identity.store.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Service[Unit]):
    """The service with what it alone holds: the root of all service accounts' secrets."""

    root: bytes = field(repr=False)


def service(root: bytes) -> Identity:
    """Identity, whose service accounts have secrets derived from `root`."""
    return Identity(
        name="identity",
        unit=Unit,
        repositories=(Users, Offices, Accounts),
        collections=(sign_ins.PLAN, guesses.PLAN, signing_keys.PLAN),
        chores=(retire_signing_keys,),
        blueprints=(
            token.blp,
            keys.blp,
            me.blp,
            users.blp,
            passwords.blp,
            offices.blp,
            accounts.blp,
        ),
        words=("identity",),
        root=root,
    )


def retire_signing_keys(runtime: Runtime[Unit]) -> int:
    """Replaced keys are published until nothing that they signed is valid any more."""
    return signing_keys.retire(runtime.around, datetime.now(UTC))
