"""How an explanation is asked for and given: for people in their language, or as JSON alone."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from babel.dates import format_date
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chassis.refusals import Refused
from chassis.words import LANGUAGES, Language, words_of

FIRST_YEAR, LAST_YEAR = 1946, 2199
"""Holidays are known from the republic's first full year; later dates are slips of the pen."""


class Day(click.ParamType[date]):
    """A date such as 2021-12-06, within the years that the calendar knows."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 (a date has no zone)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2021-12-06", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return day


def answers(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--json` and `--lang` to a command."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
    language = click.option(
        "--lang", "language", type=click.Choice(LANGUAGES), default="id", show_default=True
    )
    return as_json(language(command))


def print_json(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, indent=2, default=date.isoformat))


@contextmanager
def refusing(language: Language) -> Iterator[None]:
    """A rule's refusal ends the command with exit 2 and a sentence that names the field."""
    try:
        yield
    except Refused as refused:
        said = Page(language).say(f"refused.{refused.code}", **refused.facts)
        raise click.UsageError(f"{refused.field}: {said}") from refused


@dataclass(frozen=True, slots=True)
class Page:
    """What people read: sentences and tables in one language."""

    language: Language

    def say(self, key: str, **facts: Any) -> str:
        """The sentence for `key`; days among its facts are written out."""
        return words_of("pamong.explain").say(
            key,
            self.language,
            **{
                name: self.day(fact) if isinstance(fact, date) else fact
                for name, fact in facts.items()
            },
        )

    def day(self, day: date) -> str:
        return format_date(day, "EEEE, d MMMM y", locale=self.language)

    def show(self, *lines: str | Table) -> None:
        console = Console(highlight=False)
        for line in lines:
            console.print(line if isinstance(line, Table) else Text(line))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        """A table whose headings are keys of sentences."""
        table = Table(*(self.say(f"heading.{each}") for each in headings))
        for row in rows:
            table.add_row(*row)
        return table
