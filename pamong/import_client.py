"""An import sent to a running Pamong, which records it."""

from collections.abc import Iterator
from pathlib import Path

import click

from pamong.import_results import RowResult


def send(file: Path, office: str) -> Iterator[RowResult]:
    """Have the list recorded for an office; what became of each row, in the file's order."""
    raise click.ClickException(
        f"Belum ada layanan untuk mencatat {file.name} bagi {office}. Pakai --dry-run. /"
        " There is no service yet to record it. Use --dry-run."
    )
