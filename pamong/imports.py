"""`pamong import`: what offices keep in lists, brought in."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import Progress

from chassis.words import Language, words_of
from pamong.import_client import send
from pamong.import_report import Report, Summary, report_to
from pamong.import_results import RowResult, judged
from registry.sheet_headings import SheetUnreadable
from registry.sheets import Sheet, open_sheet


@click.group("import")
def import_() -> None:
    """Bring in lists from other offices."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", required=True, help="Code of the office, such as jakarta-timur-utara.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="XLSX to write.")
@click.option("--dry-run", is_flag=True, help="Judge the rows and record nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row, and no summary.")
@click.option("--lang", "language", type=click.Choice(["id", "en"]), default="id")
def handovers(
    file: Path, office: str, report: Path | None, dry_run: bool, as_json: bool, language: Language
) -> None:
    """Import a prison's list of handovers (CSV or XLSX): each row is accepted or says why not.

    The exit status is 0 if the file could be read, whatever its rows say, and 2 if not.
    """
    try:
        with ExitStack() as opened:
            stream = opened.enter_context(file.open("rb"))
            sheet = opened.enter_context(open_sheet(stream))
            results = judged(sheet) if dry_run else send(file, office)
            if report:
                if report.exists() and report.samefile(file):
                    raise click.BadParameter("is the list itself", param_hint="--report")
                results = _noted(results, opened.enter_context(_report(report, sheet, language)))
            if as_json:
                sys.stdout.writelines(result.as_json() + "\n" for result in results)
                return
            summary = _summed(results, stream, file.stat().st_size, language)
    except SheetUnreadable as unreadable:
        sentence = words_of("registry").say(unreadable.code, language, **unreadable.facts)
        click.echo(f"{file}: {sentence}", err=True)
        sys.exit(2)
    _show(summary, sheet, dry_run, language)


def _report(path: Path, sheet: Sheet, language: Language) -> AbstractContextManager[Report]:
    """The report, refused before any row is read if it cannot be written."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from error
    return report_to(path, sheet.extra, language)


def _noted(results: Iterator[RowResult], report: Report) -> Iterator[RowResult]:
    for result in results:
        report.add(result)
        yield result


def _summed(
    results: Iterator[RowResult], stream: BinaryIO, size: int, language: Language
) -> Summary:
    """Count the rows behind a bar that follows the file."""
    summary = Summary(language)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(words_of("registry").say("reading_rows", language), total=size)
        for result in results:
            summary.add(result)
            progress.update(bar, completed=stream.tell())
    return summary


def _show(summary: Summary, sheet: Sheet, dry_run: bool, language: Language) -> None:
    words, console = words_of("registry"), Console()
    console.print(summary.table())
    if sheet.extra:
        kept = words.say("other_columns_kept", language)
        console.print(f"{kept}: {', '.join(sheet.extra)}", markup=False)
    if dry_run:
        console.print(words.say("nothing_recorded", language))
