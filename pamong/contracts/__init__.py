"""`pamong contracts`: what others rely on, generated from the code and checked in.

`contracts/events/` has the JSON Schema and an example of each fact, `contracts/openapi/` the API
of each service, `contracts/asyncapi.yaml` all events for those who use no Python.
"""

from pathlib import Path

import click

from pamong.contracts.compatibility import breaks
from pamong.contracts.files import differences, events_in, generated, write_to

FOLDER = Path("contracts")
folder_option = click.option(
    "--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True
)


@click.group()
def contracts() -> None:
    """What other programs rely on: schemas of events, APIs, and whether they still hold."""


@contracts.command()
@folder_option
def write(folder: Path) -> None:
    """Write all contracts anew from the code."""
    changed = write_to(folder, generated())
    click.echo("\n".join(changed) if changed else "Nothing changed.")


@contracts.command()
@folder_option
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True),
    help="Contracts of an earlier release: say what breaks them.",
)
def check(folder: Path, since: Path | None) -> None:
    """Say what differs between the code and what is written; end with 1 if anything does."""
    told = differences(folder, generated())
    if since is not None:
        told += breaks(events_in(since), events_in(folder))
    if told:
        click.echo("\n".join(told))
        raise SystemExit(1)
    click.echo("The contracts are as the code has them.")
