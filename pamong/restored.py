"""`pamong restored`: what is to be done before workers start on stores that came from a backup."""

import sys

import click

from chassis.peers import PeerAway, PeerRefused
from pamong.connection import connect


@click.command()
@click.argument("services", nargs=-1)
def restored(services: tuple[str, ...]) -> None:
    """Tell that the stores of SERVICES, or of all, were restored from a backup.

    Their events get a new epoch, so that nobody takes what they publish from now on for what is
    lost. Their APIs run, their workers do not yet. The exit status is 1 when one does not answer
    (run it again) or refuses (then it is not allowed to whoever asks, and asking again is vain).
    """
    peers, complete = connect(), True
    for service in services or peers.addresses:
        try:
            epoch = peers.post(service, "/v1/events/epoch", {})["epoch"]
            click.echo(f"{service}: epoch {epoch}")
        except PeerRefused as error:
            complete = False
            click.echo(f"{service}: refused ({error.detail or error})", err=True)
        except PeerAway as error:
            complete = False
            click.echo(f"{service}: does not answer ({error}): run it again", err=True)
    if not complete:
        sys.exit(1)
