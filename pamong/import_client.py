"""An import sent to a running Pamong, which records it and says what became of each row."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import requests

from pamong.connection import IMPORTER, connect
from pamong.import_results import RowResult

SECONDS = (10, 600)
"""To connect, and between two rows."""


def send(file: Path, office: str) -> Iterator[RowResult]:
    """Have the list recorded for an office; what became of each row, in the file's order."""
    peers = connect(IMPORTER)
    try:
        with (
            file.open("rb") as body,
            requests.post(
                f"{peers.addresses['registry']}/v1/imports",
                data=body,
                headers=peers.headers(office),
                stream=True,
                timeout=SECONDS,
            ) as answer,
        ):
            if answer.status_code >= 400:
                raise click.ClickException(_refusal(answer))
            for line in answer.iter_lines():
                told = msgspec.json.decode(line)
                if "row" in told:
                    yield RowResult(told["row"], told["outcome"], tuple(told["codes"]))
    except requests.RequestException as error:
        raise click.ClickException(
            f"Pamong did not take the whole list ({type(error).__name__}). What it took stays; "
            "import the list again when it answers: rows on record stay as they are."
        ) from error


def _refusal(answer: requests.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError):
        return f"Pamong answered {answer.status_code}"
