"""`pamong deploy`: what a stack of containers needs before and while it runs."""

from pathlib import Path

import click

from pamong.deployment.first_user import first_user
from pamong.deployment.new_master_key import new_master_key
from pamong.deployment.prepare import prepare
from pamong.deployment.secret_files import KEEP_APART, make_all


@click.group()
def deploy() -> None:
    """Secrets, users and topology of the production stack."""


@deploy.command("secrets")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--host",
    envvar="PAMONG_HOST",
    default="localhost",
    show_default=True,
    help="Name in the certificate; or PAMONG_HOST.",
)
def secrets_(folder: Path, host: str) -> None:
    """Make every secret of the stack in FOLDER, once; what is there already stays."""
    made = make_all(folder, host)
    click.echo(f"{folder}: {len(made)} secrets made" if made else f"{folder}: all there")
    if KEEP_APART in made:
        click.echo(
            f"{folder / KEEP_APART} is the field encryption key. Copy it to a place away from this "
            "machine and from its backups, now: without it all personal data are lost, and with "
            "it and a backup anyone can read them."
        )


deploy.add_command(prepare)
deploy.add_command(first_user)
deploy.add_command(new_master_key)
