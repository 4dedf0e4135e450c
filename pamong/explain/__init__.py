"""`pamong explain`: a rule of law and its working, from plain input, with no database."""

import click

from pamong.explain.deadline import explain_deadline
from pamong.explain.schedule import explain_schedule
from pamong.explain.sentence import explain_sentence


@click.group()
def explain() -> None:
    """Print a rule's result with its working."""


explain.add_command(explain_deadline)
explain.add_command(explain_schedule)
explain.add_command(explain_sentence)
