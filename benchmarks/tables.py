"""A result as a table for people: what all rows share is told once, below."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Result, Row


def show(result: Result, console: Console) -> None:
    """Figures with their ranges, the ratios, and on what it was measured."""
    shared = _shared(result.rows)
    table = Table(title=result.bench, title_justify="left")
    table.add_column("what")
    table.add_column("median", justify="right")
    table.add_column("range", justify="right")
    table.add_column("unit")
    table.add_column("settings")
    for row in result.rows:
        own = {name: each for name, each in row.settings.items() if name not in shared}
        low, high = row.range
        table.add_row(
            row.what, figure(row.value), f"{figure(low)}–{figure(high)}", row.unit, _listed(own)
        )
    console.print(table)
    for name, value in result.ratios.items():
        console.print(f"  {name} = {value:g}", highlight=False)
    console.print(f"  {_listed(shared)}\n", highlight=False, style="dim")


def figure(value: float) -> str:
    """Three digits tell what such a measurement can tell."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _shared(rows: Sequence[Row]) -> dict[str, object]:
    first = rows[0].settings if rows else {}
    return {
        name: each
        for name, each in first.items()
        if all(row.settings.get(name) == each for row in rows)
    }


def _listed(settings: dict[str, object]) -> str:
    return ", ".join(f"{name} {each}" for name, each in settings.items())
