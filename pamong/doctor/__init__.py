"""`pamong doctor`: what is wrong with a service, and what to do next."""

import sys

import click

from chassis.settings import SERVICES
from chassis.words import Language
from pamong.doctor.examination import examine
from pamong.doctor.report import as_json as findings_as_json
from pamong.doctor.report import show
from pamong.explain.answers import answers, print_json


@click.command()
@click.argument("service", required=False, type=click.Choice(SERVICES))
@answers
def doctor(service: str | None, as_json: bool, language: Language) -> None:
    """Examine what SERVICE's settings reach; exit 1 when something is wrong.

    In containers: docker compose run --rm --no-deps registry-worker doctor registry. Without
    settings the trial that runs in a folder here is examined. It changes nothing.
    """
    if as_json:
        told = findings_as_json(examine(service), language)
        print_json(told)
        sys.exit(0 if told["healthy"] else 1)
    sys.exit(0 if show(examine(service), language) else 1)
