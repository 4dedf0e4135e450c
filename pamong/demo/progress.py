"""What people see while the days pass: bars on a terminal, a line a month elsewhere."""

from datetime import date, timedelta
from typing import Protocol, Self

from babel.dates import format_date
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from chassis.words import Language, words_of
from pamong.demo.story import Story

PACKAGE = "pamong.demo"


class Progress(Protocol):
    """Told of every day that has passed; opened before the first, closed after the last."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *raised: object) -> None: ...
    def day(self, day: date, story: Story) -> None: ...


def progress_on(console: Console, days: int, language: Language = "id") -> Progress:
    """Bars where they can be drawn, else lines."""
    if console.is_terminal:
        return TerminalProgress(console, days, language)
    return PlainProgress(console, language)


class TerminalProgress:
    """A bar of days with the simulated date, and below it what has happened so far."""

    def __init__(self, console: Console, days: int, language: Language) -> None:
        self._language = language
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
        self._bars = Bars(*columns, TimeElapsedColumn(), console=console)
        self._bar = self._bars.add_task("", total=days, told="")

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._bars.stop()

    def day(self, day: date, story: Story) -> None:
        told = so_far(story, self._language)
        shown = format_date(day, "d MMM y", locale=self._language)
        self._bars.update(self._bar, advance=1, description=shown, told=told)


class PlainProgress:
    """A line on the last day of each month."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Nothing is held open."""

    def day(self, day: date, story: Story) -> None:
        if (day + timedelta(days=1)).day == 1:
            shown = format_date(day, "MMMM y", locale=self._language)
            self._console.print(f"{shown}: {so_far(story, self._language)}", markup=False)


def so_far(story: Story, language: Language) -> str:
    """The counts that a passer-by understands."""
    counts = story.counts
    return words_of(PACKAGE).say(
        "so_far",
        language,
        accepted=len(story.clients),
        contacts=counts["contacts"],
        visits=counts["visits"],
        proposals=counts["submissions"],
    )
