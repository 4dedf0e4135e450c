"""`pamong deploy new-master-key`: all personal data under another field encryption key."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from pymongo.errors import EncryptionError

from chassis.privacy import MASTER_KEY_BYTES, read_master_key, rewrap
from chassis.settings import SERVICES
from chassis.store import connect
from pamong.deployment.secret_files import KEEP_APART, Files

NEXT = "field-key/next"


@click.command("new-master-key")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def new_master_key(folder: Path) -> None:
    """Make a new field encryption key in the secrets FOLDER, and put what the old one wraps
    under it.

    Cut short, it goes on where it was when it is run again. Restart APIs and workers afterwards.
    The old key stays beside the new one: backups of before are opened by it alone.
    """
    current, following = folder / KEEP_APART, folder / NEXT
    old = read_master_key(current)
    new = Files(folder).make(NEXT, lambda: os.urandom(MASTER_KEY_BYTES))
    with connect((folder / "prepare" / "store-url").read_text()) as client:
        for service in SERVICES:
            try:
                rewrap(client, client[service], old, new)
            except EncryptionError as error:
                raise click.ClickException(f"{current} does not open {service}'s data") from error
            click.echo(f"{service}: under the new key")
    kept = current.with_name(f"until-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    kept.hardlink_to(current)
    following.replace(current)
    click.echo(f"Copy {current} to where {kept} is kept now, away from backups.")
