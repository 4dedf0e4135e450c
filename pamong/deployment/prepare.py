"""`pamong deploy prepare`: a replica set with a user for each service, and a broker with the log.

Run at every start of a stack: it changes nothing that is as it should be.
"""

import time
from pathlib import Path

import click
from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from chassis.log import LogLost
from chassis.log.rabbitmq import RabbitLog
from chassis.store import Client
from pamong.composition import SHARED

SECONDS = 120.0
USER_EXISTS = 51003


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--member", default="mongo:27017", show_default=True, help="The node's own address.")
@click.option("--clock-movable", envvar="PAMONG_CLOCK_MOVABLE", default=False, hidden=True)
def prepare(folder: Path, member: str, clock_movable: bool) -> None:
    """Initiate the store, make the users whose passwords are in FOLDER, and the log."""
    url = (folder / "prepare" / "store-url").read_text()
    client: Client = MongoClient(url, serverSelectionTimeoutMS=2_000)
    with client:
        _until_it_answers(client)
        _initiate(client, member)
        for password in sorted(folder.glob("*/store-password")):
            shared = [SHARED] if clock_movable else []
            _let_in(client, password.parent.name, password.read_text(), shared)
    click.echo("store: replica set and users are ready")
    _make_log((folder / "prepare" / "broker-url").read_text())
    click.echo("broker: the log is ready")


def _until_it_answers(client: Client) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            client.admin.command("ping")
            return
        except PyMongoError as error:
            if time.monotonic() > deadline:
                raise click.ClickException(f"the store does not answer: {error}") from error
            time.sleep(0.5)


def _initiate(client: Client, member: str) -> None:
    hello = client.admin.command("hello")
    if "setName" not in hello:
        members = [{"_id": 0, "host": member}]
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
    deadline = time.monotonic() + SECONDS
    while not client.admin.command("hello").get("isWritablePrimary"):
        if time.monotonic() > deadline:
            raise click.ClickException("the store's replica set has no primary")
        time.sleep(0.5)


def _let_in(client: Client, service: str, password: str, shared: list[str]) -> None:
    """Its own database, and no other but what a trial shares."""
    roles = [
        {"role": "dbAdmin", "db": service},
        *({"role": "readWrite", "db": each} for each in (service, *shared)),
    ]
    database = client[service]
    try:
        database.command("createUser", service, pwd=password, roles=roles)
    except OperationFailure as error:
        if error.code != USER_EXISTS:
            raise
        database.command("updateUser", service, pwd=password, roles=roles)


def _make_log(url: str) -> None:
    """A broker lets clients in before its stream has found its leader again."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            RabbitLog(url).make()
            return
        except LogLost as error:
            if time.monotonic() > deadline:
                raise click.ClickException(f"the broker has no log: {error}") from error
            time.sleep(0.5)
