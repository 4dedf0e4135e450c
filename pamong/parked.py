"""`pamong parked`: events that a service could not apply, and what is to be done with them."""

from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from chassis.parked import AT_ONCE
from chassis.peers import Peers
from pamong.connection import connect, plainly

PAGE = 200
NOTHING = "Nothing is parked."


@click.group()
def parked() -> None:
    """Events that wait for a decision: later events of the same person wait behind them."""


@parked.command("list")
@click.argument("services", nargs=-1)
@click.option("--groups", is_flag=True, help="How many failed alike, instead of each.")
def list_(services: tuple[str, ...], groups: bool) -> None:
    """List what is parked in SERVICES, or in all of them."""
    peers = connect()
    rows = _groups(peers, services) if groups else _events(peers, services)
    columns = ("service", "count", "type", "error") if groups else EVENT
    _show(columns, list(rows))


@parked.command()
@click.argument("service")
@click.argument("ident", metavar="ID")
def show(service: str, ident: str) -> None:
    """Show one parked event whole: where it failed, and the event as it came."""
    with plainly():
        found = connect().get(service, f"/v1/parked/{ident}")
    for name, value in found.items():
        if name == "stack":
            value = "".join(f"\n  {each}" for each in value) or "-"
        click.echo(f"{name}: {value}")


@parked.command()
@click.argument("service")
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--error", help="All that failed of just this.")
@click.option("--type", "kind", help="All of this type, such as pamong.registry.order-revoked.v1.")
@click.option("--all", "everything", is_flag=True, help="All that is parked there.")
def retry(
    service: str, ident: str | None, error: str | None, kind: str | None, everything: bool
) -> None:
    """Try one event again at once, or those that failed alike, or all."""
    chosen = {name: each for name, each in (("error", error), ("type", kind)) if each}
    if bool(ident) + bool(chosen) + everything != 1:
        raise click.UsageError("Say which: an ID, or --error and --type, or --all.")
    path = f"/v1/parked/{ident}/retry" if ident else "/v1/parked/retry"
    with plainly():
        answer = connect().post(service, path, chosen)
    click.echo(f"{answer['count']} tried again.")
    if answer["count"] == AT_ONCE:
        click.echo("There may be more: look at the list, and do it again.")


@parked.command()
@click.argument("service")
@click.argument("ident", metavar="ID")
@click.option("--reason", required=True, help="Kept in the audit trail; no names in it.")
def drop(service: str, ident: str, reason: str) -> None:
    """Never apply this event. What waited behind it is tried."""
    with plainly():
        connect().post(service, f"/v1/parked/{ident}/drop", {"reason": reason})
    click.echo("Dropped.")


EVENT = ("service", "id", "since", "type", "of", "waiting", "error")


def _events(peers: Peers, services: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for service in services or peers.addresses:
        after: str | None = ""
        while after is not None:
            query = {"limit": PAGE, **({"after": after} if after else {})}
            with plainly():
                page = peers.get(service, "/v1/parked", query)
            yield from (_event(service, each) for each in page["items"])
            after = page["next"]


def _event(service: str, told: dict[str, Any]) -> tuple[str, ...]:
    place = f"{told['service']} {told['epoch']}/{told['position']}"
    since = told["since"][:19].replace("T", " ")
    kind = told["type"].removeprefix("pamong.")
    return service, told["id"], since, kind, place, str(told["waiting"]), told["error"]


def _groups(peers: Peers, services: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for service in services or peers.addresses:
        with plainly():
            found = peers.get(service, "/v1/parked/groups")["items"]
        yield from ((service, str(each["count"]), each["type"], each["error"]) for each in found)


def _show(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """A table for people; through a pipe, one line each with tabs between."""
    if not rows:
        click.echo(NOTHING)
        return
    console = Console()
    if not console.is_terminal:
        for row in rows:
            click.echo("\t".join(row))
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    console.print(table)
