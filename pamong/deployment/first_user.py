"""`pamong deploy first-user`: whoever signs in first, and makes the others."""

import click

from chassis.settings import SettingsWrong, read_settings
from identity.first_user import make_first_user
from pamong.composition import runtime_of
from pamong.serve import ground_of

IDENTITY = "identity"


@click.command("first-user")
@click.argument("username")
@click.option("--office", required=True, help="Code of the first office.")
def first_user(username: str, office: str) -> None:
    """Make the first user and office, with identity's settings; prints the password, once."""
    try:
        settings = read_settings()
    except SettingsWrong as error:
        raise click.ClickException(str(error)) from error
    runtime = runtime_of(IDENTITY, ground_of(IDENTITY, settings))
    runtime.prepare()
    password = make_first_user(runtime, username, office)
    if password is None:
        raise click.ClickException("there is a user already: ask that one to make yours")
    click.echo(password)
