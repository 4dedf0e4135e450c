"""`pamong up`: the whole of Pamong in one process, with one's own data, for a trial."""

import contextlib
import signal
import sys
from pathlib import Path

import click

from chassis.app import spare_collector
from chassis.children import free_port, listens
from chassis.observability import set_up_logging
from chassis.onlyone import AlreadyRunning
from chassis.secantus import StoreUnavailable
from pamong.embedded import Embedded

PORT = 8080
FOLDER = Path("var/office")
FIRST_USER = "admin"


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
@click.option("--port", default=PORT, show_default=True, help="Another one if it is taken.")
@click.option("--office", default="bapas", show_default=True, help="Code of the first office.")
@click.option("--movable-clock", is_flag=True, hidden=True)
def up(folder: Path, port: int, office: str, movable_clock: bool) -> None:
    """Run everything here, for trying: data in a folder, nothing else to install.

    At the first start it makes a user and prints the password, once.
    """
    set_up_logging("WARNING")
    try:
        running = Embedded(folder, open_port(port), movable_clock=movable_clock)
    except (AlreadyRunning, StoreUnavailable) as error:
        raise click.ClickException(str(error)) from error
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: sys.exit(0))
    try:
        if not movable_clock:
            _welcome(running, office)
        spare_collector()
        running.serve()
    finally:
        # A second signal while the data are being closed must not interrupt that.
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        with contextlib.suppress(OSError):
            running.stop()


def open_port(wanted: int) -> int:
    """The wanted port, or a free one when something listens there."""
    return free_port() if listens(wanted) else wanted


def _welcome(running: Embedded, office: str) -> None:
    click.echo(f"Pamong: {running.address}   (Ctrl-C: berhenti / stop)")
    password = running.first_user(FIRST_USER, office)
    if password is not None:
        click.echo(f"Masuk / sign in: {FIRST_USER}   kata sandi / password: {password}")
        click.echo("Kata sandi ini hanya tampil sekali. / It is shown this once.")
