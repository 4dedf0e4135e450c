"""The one command: `pamong`."""

import click

from pamong.explain import explain
from pamong.imports import import_


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pamong")
def main() -> None:
    """Pamong: case management for probation offices (Balai Pemasyarakatan)."""


main.add_command(explain)
main.add_command(import_)
