"""`pamong bench`: how fast Pamong is, beside others and beside the limit of what it stands on."""

import json
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click
from rich.console import Console

INSTALL = "pip install -c constraints.txt -e '.[dev,embedded,bench]'"


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each bench.")
@click.option("--quick", is_flag=True, help="A tenth of the sizes, one run: does it work at all?")
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Of each side.")
@click.option("--list", "only_list", is_flag=True, help="Which benches there are.")
def bench(names: tuple[str, ...], as_json: bool, quick: bool, runs: int, only_list: bool) -> None:
    """Measure: all benches, or those that are named. Progress goes to standard error."""
    known = _benches()
    if only_list:
        click.echo("\n".join(f"{name:<10} {what}" for name, what in known.items()))
        return
    unknown = [each for each in names if each not in known]
    if unknown:
        raise click.ClickException(
            f"No bench is called {', '.join(unknown)}. There are: {', '.join(known)}."
        )
    modules = {name: _module(name) for name in names or known}
    from benchmarks.measuring import Effort
    from benchmarks.tables import show

    effort = Effort(runs=1 if quick else runs, quick=quick)
    console = Console()
    for module in modules.values():
        result = module.run(effort)
        if as_json:
            click.echo(json.dumps(result.to_json()))
        else:
            show(result, console)


def _benches() -> dict[str, str]:
    if find_spec("benchmarks") is None:
        raise click.ClickException(
            "The benches are part of Pamong's source, not of the installed package: "
            f"take a checkout and there run {INSTALL}"
        )
    known: dict[str, str] = import_module("benchmarks").BENCHES
    return known


def _module(name: str) -> Any:
    """The bench, once all that it needs is here."""
    _demand(name, ("secantusdb",) if find_spec("secantus") is None else ())
    try:
        module = import_module(f"benchmarks.{name}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("benchmarks"):
            raise
        _demand(name, (error.name,))
        raise
    _demand(name, (each for each in module.NEEDS if find_spec(each) is None))
    return module


def _demand(name: str, missing: Iterable[str]) -> None:
    lacking = ", ".join(missing)
    if lacking:
        raise click.ClickException(f"The bench {name} needs {lacking}. In the checkout: {INSTALL}")
