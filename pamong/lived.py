"""`pamong demo`: an office's first half-year, lived before your eyes, and added up."""

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import requests
from rich.console import Console
from rich.table import Table

from chassis.children import Child, ChildFailed
from chassis.log.embedded import positions
from chassis.peers import service_secret
from chassis.settings import SERVICES
from chassis.store import connect
from chassis.words import Language, words_of
from pamong.composition import SHARED
from pamong.demo import (
    FIRST_DAY,
    LAST_DAY,
    Office,
    Staff,
    open_office,
    progress_on,
    reconcile,
    simulate,
)
from pamong.demo.summary import in_words, table, verdict
from pamong.embedded import SIGN_INS, make_secret, running_in
from pamong.trial import PORT, open_port

FOLDER = Path("var/demo")
START_SECONDS = 120.0


@click.command()
@click.option("--once", is_flag=True, help="End after the summary: status 0 if all of it agrees.")
@click.option("--port", default=PORT, show_default=True, help="Another one if it is taken.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
@click.option("--lang", "language", type=click.Choice(["id", "en"]), default="id")
def demo(once: bool, port: int, folder: Path, language: Language) -> None:
    """Live through the first half of 2021 from a list of synthetic handovers.

    Each time it begins anew: what an earlier demo left in the folder is removed.
    """
    console, folder = Console(), folder.absolute()
    system = _begin(folder, open_port(port), console, language)
    try:
        agrees = _live(folder, system.address, console, language)
        if not once:
            console.print(_say(language, "goes_on", address=system.address))
            while system.child.running:
                time.sleep(0.5)
    except KeyboardInterrupt:
        agrees = not once
        console.print(_say(language, "stopped"))
    finally:
        system.child.stop()
    sys.exit(0 if agrees else 1)


class _System:
    """Everything in one process of its own, so that this one has a core for the people."""

    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "pamong", "up", "--movable-clock"]
        self.child = Child(
            [*command, "--folder", folder, "--port", str(port)], log=folder / "pamong.log"
        )

    def answers(self) -> bool:
        with suppress(requests.RequestException):
            return all(
                requests.get(f"{self.address}/{each}/api/ready", timeout=5).ok for each in SERVICES
            )
        return False


def _begin(folder: Path, port: int, console: Console, language: Language) -> _System:
    if running_in(folder) is not None:
        raise click.ClickException(_say(language, "runs_already", folder=folder))
    if folder.exists():
        if not (folder / "store").exists() and any(folder.iterdir()):
            raise click.ClickException(_say(language, "not_a_demo", folder=folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    console.print(_say(language, "starting"))
    system = _System(folder, port)
    try:
        system.child.until(system.answers, seconds=START_SECONDS)
    except ChildFailed as failed:
        system.child.kill()
        raise click.ClickException(str(failed)) from failed
    return system


def _live(folder: Path, address: str, console: Console, language: Language) -> bool:
    """Whether everything agreed in the end."""
    office = Office(
        addresses={each: f"{address}/{each}/api" for each in SERVICES},
        account="operator",
        secret=service_secret(make_secret(folder / "keys" / "root"), "operator"),
    )
    staff = open_office(office)
    _tell_sign_ins(folder, staff)
    console.print(_say(language, "open", address=address), style="bold")
    console.print(_sign_ins(staff, language))
    days = (LAST_DAY - FIRST_DAY).days + 1
    story = simulate(office, staff, show=progress_on(console, days, language))
    found = reconcile(office, staff, story, _positions(folder))
    console.print(table(found, language))
    for line in found.mismatches:
        console.print(in_words(line, language), style="red")
    console.print(verdict(found, story, language), style="bold")
    console.print(_times(story.seconds, language))
    return found.holds


def _tell_sign_ins(folder: Path, staff: Staff) -> None:
    """For the console's first page; readable by the owner only."""
    file = folder / SIGN_INS
    file.touch(mode=0o600)
    file.write_text(
        json.dumps([[each.username, each.password, each.role] for each in shown(staff)])
    )


def shown(staff: Staff) -> Sequence[Any]:
    """One of each role: enough to look around."""
    return [staff.one(role) for role in ("officer", "trainer", "head", "registrar", "supervisor")]


def _sign_ins(staff: Staff, language: Language) -> Table:
    built = Table(box=None, show_header=False)
    for each in shown(staff):
        built.add_row(_say(language, f"role.{each.role}"), each.username, each.password)
    return built


def _positions(folder: Path) -> Mapping[str, tuple[int, int]]:
    told = running_in(folder)
    if told is None:
        raise click.ClickException("the system has ended")
    with connect(told["store_url"]) as client:
        return positions(client[SHARED])


def _times(seconds: Mapping[str, float], language: Language) -> str:
    parts = ", ".join(f"{name} {each:.0f} s" for name, each in seconds.items())
    return _say(language, "times", parts=parts, total=f"{sum(seconds.values()):.0f}")


def _say(language: Language, key: str, **facts: Any) -> str:
    return words_of("pamong").say(key, language, **facts)
