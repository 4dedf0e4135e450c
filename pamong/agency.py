"""`pamong agency`: who else is told of cases, and with what they read."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import click

from chassis.peers import Peers
from pamong.connection import connect, plainly
from registry.domain.names import prosecutor_code

ENDED = "ended"
SHOWN_ONCE = (
    "These credentials are shown this once. Nothing flows before the head of office approves."
)
office_option = click.option("--office", required=True, help="Code, such as jakarta-timur-utara.")
public_option = click.option(
    "--public", help="Where the agency reaches Pamong, such as https://pamong.example:8443."
)
broker_option = click.option(
    "--broker", help="Where it reaches the broker, such as amqps://pamong.example:5671."
)


@click.group()
def agency() -> None:
    """Other agencies: each is told of its own cases, and of nothing else."""


@agency.command()
@click.argument("code")
@click.option("--name", help="What people call it; by default the prosecutor's name or the code.")
@click.option("--events", required=True, multiple=True, help="A kind, or a pattern of kinds.")
@click.option("--cases", type=click.Choice(["own", "all"]), default="own", show_default=True)
@click.option("--prosecutor", help="Whose cases are its own, as the lists of handovers name it.")
@office_option
@public_option
@broker_option
def add(
    code: str,
    name: str | None,
    events: tuple[str, ...],
    cases: str,
    prosecutor: str | None,
    office: str,
    public: str | None,
    broker: str | None,
) -> None:
    """Propose that an agency be told of cases, and print what it reads with, once.

    The head of office approves the proposal before anything flows.
    """
    peers = connect()
    wanted = {
        "agency": code,
        "name": name or prosecutor or code,
        "events": list(events),
        "cases": cases,
        "prosecutor": prosecutor_code(prosecutor),
    }
    with plainly():
        made = peers.post("agencies", "/v1/subscriptions", wanted, office_id=office)
        given = credentials(peers, made, office, public=public, broker=broker, renew=False)
    click.echo(json.dumps(given, indent=2))
    click.echo(SHOWN_ONCE, err=True)


@agency.command()
@click.argument("code")
@office_option
@public_option
@broker_option
def renew(code: str, office: str, public: str | None, broker: str | None) -> None:
    """Print new credentials of an agency, once; the old ones end now."""
    peers = connect()
    with plainly():
        subscription = open_of(peers, code, office)
        given = credentials(peers, subscription, office, public=public, broker=broker, renew=True)
    click.echo(json.dumps(given, indent=2))


@agency.command()
@click.argument("code")
@click.option("--reason", required=True)
@office_option
def end(code: str, reason: str, office: str) -> None:
    """Tell an agency nothing more; its account, queue and connections are taken back."""
    peers = connect()
    with plainly():
        path = f"/v1/subscriptions/{open_of(peers, code, office)['id']}/end"
        peers.post("agencies", path, {"reason": reason}, office_id=office)
    click.echo(f"{code}: {ENDED}")


@agency.command("list")
@office_option
def list_(office: str) -> None:
    """The agencies that are, were or would be told of cases of an office."""
    with plainly():
        found = list(subscriptions(connect(), office))
    for each in found:
        whose = each["prosecutor"] or "all cases"
        click.echo(f"{each['agency']}: {each['state']}, {whose}, {each['sequence']} events so far")
        click.echo("".join(f"    {kind}\n" for kind in each["events"]), nl=False)


def credentials(
    peers: Peers,
    subscription: dict[str, Any],
    office: str,
    *,
    public: str | None,
    broker: str | None,
    renew: bool,
) -> dict[str, Any]:
    """What `pamong-subscriber` reads; a null is what the agency has already or does not need."""
    path = f"/v1/subscriptions/{subscription['id']}/access"
    given = peers.post("agencies", path, {"renew": renew}, office_id=office)
    return {
        **given,
        "broker_url": _reached_at(given["broker_url"], broker),
        "api_url": _address(peers, "agencies", public),
        "token_url": f"{_address(peers, 'identity', public)}/v1/token",
    }


def open_of(peers: Peers, code: str, office: str) -> dict[str, Any]:
    """The agency's subscription in the office that has not ended."""
    for each in subscriptions(peers, office):
        if each["agency"] == code and each["state"] != ENDED:
            return each
    raise click.ClickException(f"{code} has no subscription in {office} that has not ended.")


def subscriptions(peers: Peers, office: str) -> Iterator[dict[str, Any]]:
    query: dict[str, Any] = {"limit": 500}
    while True:
        page = peers.get("agencies", "/v1/subscriptions", query, office_id=office)
        yield from page["items"]
        if page["next"] is None:
            return
        query["after"] = page["next"]


def _address(peers: Peers, service: str, public: str | None) -> str:
    return f"{public.rstrip('/')}/{service}/api" if public else peers.addresses[service]


def _reached_at(broker_url: str | None, public: str | None) -> str | None:
    if broker_url is None or public is None:
        return broker_url
    own, there = urlsplit(broker_url), urlsplit(public)
    who = own.netloc.rpartition("@")[0]
    return urlunsplit((there.scheme, f"{who}@{there.netloc}", own.path, "", ""))
