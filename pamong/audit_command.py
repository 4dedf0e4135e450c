"""`pamong audit`: whether anyone has changed what was recorded."""

import sys

import click

from chassis.peers import PeerAway, PeerRefused
from pamong.connection import connect


@click.group()
def audit() -> None:
    """The trail of who did what, sealed block by block."""


@audit.command()
@click.argument("services", nargs=-1)
def verify(services: tuple[str, ...]) -> None:
    """Verify the trails of SERVICES, or of all: every block as it was sealed, none missing.

    Keep the last hashes elsewhere: with them you can show later that nothing was cut off. The
    exit status is 1 when a trail is broken or cannot be read.
    """
    peers, sound = connect(), True
    for service in services or peers.addresses:
        try:
            told = peers.get(service, "/v1/audit/verify")
        except (PeerAway, PeerRefused) as error:
            click.echo(f"{service}: no answer ({error})", err=True)
            sound = False
            continue
        if told["broken"] is None:
            sealed = f"blocks 1 to {told['blocks']}, last hash {told['head']}"
            click.echo(f"{service}: sound, {sealed if told['blocks'] else 'nothing sealed yet'}")
        else:
            sound = False
            where = f"block {told['broken']} of {told['blocks']}"
            click.echo(f"{service}: BROKEN at {where}", err=True)
    if not sound:
        sys.exit(1)
