"""`pamong explain`: a rule of law and its working, from plain input, with no database."""

import click


@click.group()
def explain() -> None:
    """Print a rule's result with its working."""
