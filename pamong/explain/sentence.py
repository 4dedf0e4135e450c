"""`pamong explain sentence`: when a term, half and two thirds of it are served."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, BinaryIO

import click
import msgspec

from chassis.words import Language
from pamong.explain.answers import Page, answers, print_json, refusing
from registry.domain.sentence import Sentence
from registry.domain.served_time import Reckoning, Step, reckon


@click.command("sentence")
@click.argument("file", type=click.File("rb"))
@answers
def explain_sentence(file: BinaryIO, as_json: bool, language: Language) -> None:
    """Reckon the sentence in FILE (JSON; - reads standard input)."""
    sentence = _read(file)
    with refusing(language):
        found = reckon(sentence)
    if as_json:
        print_json(_built(found))
    else:
        _show(Page(language), found)


def _read(file: BinaryIO) -> Sentence:
    text = file.read()
    try:
        written = msgspec.json.decode(text)
        misspelt = _not_of_a_sentence(written)  # told before what then is missing
        sentence = None if misspelt else msgspec.json.decode(text, type=Sentence)
        unknown = misspelt or list(_unknown(written, msgspec.to_builtins(sentence)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise click.BadParameter(str(error), param_hint="FILE") from error
    if sentence is None or unknown:
        raise click.BadParameter(f"unknown key: {', '.join(unknown)}", param_hint="FILE")
    return sentence


def _not_of_a_sentence(written: Any) -> list[str]:
    known = {each.name for each in fields(Sentence)}
    return [key for key in written if key not in known] if isinstance(written, dict) else []


def _unknown(written: Any, understood: Any, at: str = "") -> Iterator[str]:
    """The paths of what was written and not understood."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key in understood:
                yield from _unknown(value, understood[key], f"{at}{key}.")
            else:
                yield f"{at}{key}"
    elif isinstance(written, list):
        for index, (value, taken) in enumerate(zip(written, understood, strict=True)):
            yield from _unknown(value, taken, f"{at.removesuffix('.')}[{index}].")


def _built(found: Reckoning) -> dict[str, Any]:
    return {
        "expiry": found.expiry,
        "half": found.half,
        "two_thirds": found.two_thirds,
        "not_counted_days": found.not_counted_days,
        "working": [msgspec.to_builtins(each) for each in found.working],
    }


def _show(page: Page, found: Reckoning) -> None:
    page.show(
        *(_line(page, each) for each in found.working),
        page.say("sentence.not_counted", days=found.not_counted_days),
    )


def _line(page: Page, step: Step) -> str:
    if step.on is None:
        return page.say(f"sentence.{step.why}_unknown", days=step.days)
    return page.say(f"sentence.{step.why}", on=step.on, until=step.until, days=step.days)
