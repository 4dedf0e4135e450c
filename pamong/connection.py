"""How a command finds the running Pamong: by its settings, or by the data folder beside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from chassis.peers import PeerAway, PeerRefused, Peers, ServiceToken, service_secret
from chassis.settings import PREFIX, SERVICES
from pamong.embedded import make_secret, running_in

OPERATOR, IMPORTER = "operator", "importer"
FOLDERS = (Path("var/office"), Path("var/demo"))
HOW = (
    "No running Pamong was found: neither settings (PAMONG_IDENTITY_URL, …, and the {account}'s "
    "secret in PAMONG_SERVICE_SECRET_FILE) nor one started here with `pamong up` or `pamong demo`."
)


def connect(account: str = OPERATOR) -> Peers:
    """All services, asked with this account. Raises click.ClickException where none is found."""
    if f"{PREFIX}IDENTITY_URL" in os.environ:
        return _by_settings(account)
    for folder in FOLDERS:
        told = running_in(folder)
        if told is not None:
            addresses = {each: f"{told['address']}/{each}/api" for each in SERVICES}
            secret = service_secret(make_secret(folder / "keys" / "root"), account)
            return _peers(addresses, account, secret)
    raise click.ClickException(HOW.format(account=account))


@contextmanager
def plainly() -> Iterator[None]:
    """Refusals and silence of services as the command's own word."""
    try:
        yield
    except PeerRefused as refused:
        raise click.ClickException(refused.detail or str(refused)) from refused
    except PeerAway as away:
        raise click.ClickException(f"No answer from {away}.") from away


def _by_settings(account: str) -> Peers:
    try:
        addresses = {each: os.environ[f"{PREFIX}{each.upper()}_URL"] for each in SERVICES}
        secret = Path(os.environ[f"{PREFIX}SERVICE_SECRET_FILE"]).read_text().strip()
    except (KeyError, OSError) as error:
        raise click.ClickException(f"{HOW.format(account=account)} ({error})") from error
    return _peers(addresses, account, secret)


def _peers(addresses: dict[str, str], account: str, secret: str) -> Peers:
    return Peers(addresses, ServiceToken(addresses["identity"], account, secret))
