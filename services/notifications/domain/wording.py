"""Texts: templates alone, filled with days and hours, fit to be read aloud (R32, R35).

A text on the person's own telephone may name the office. One on a telephone that others share, or
on the guarantor's, may not: it says that someone is awaited, and nothing of why.
"""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from notifications.domain import refusals
from notifications.domain.gsm import ONE_MESSAGE, septets, unknown_characters

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
Texts = Mapping[str, Mapping[Language, str]]


class Wording(StrEnum):
    """Who will read it."""

    PLAIN = "plain"
    NEUTRAL = "neutral"
    GUARANTOR = "guarantor"
    SUBJECT = "subject"
    BODY = "body"


SHORT = (Wording.PLAIN, Wording.NEUTRAL, Wording.GUARANTOR)
MAIL = (Wording.SUBJECT, Wording.BODY)
READ_BY_OTHERS = frozenset({Wording.NEUTRAL, Wording.GUARANTOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One thing to say: its texts by wording and language, and the placeholders it may use.

    Those in `facts` stand in each text, except in a mail's, which may leave some out; `name` is
    known in a guarantor's text alone.
    """

    code: str
    facts: tuple[str, ...]
    mail: bool
    texts: Texts

    @property
    def wordings(self) -> tuple[Wording, ...]:
        return MAIL if self.mail else SHORT

    def fill(self, wording: Wording, language: Language, values: Mapping[str, str]) -> str:
        return self.texts[wording][language].format_map(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What no text says (`never`), what none says on a telephone that others read, and the
    longest that each placeholder becomes."""

    never: tuple[str, ...]
    never_to_others: tuple[str, ...]
    longest: Mapping[str, str]


def check(template: Template, rules: Rules) -> Template:
    """The same template, fit to be sent; else the refusal that names the text at fault."""
    if set(template.texts) != set(template.wordings) or any(
        set(each) != set(LANGUAGES) for each in template.texts.values()
    ):
        raise refusals.TextsIncomplete(
            field="texts", wordings=", ".join(template.wordings), languages=", ".join(LANGUAGES)
        )
    for wording in template.wordings:
        for language in LANGUAGES:
            _check_text(template, wording, language, rules)
    return template


def _check_text(template: Template, wording: Wording, language: Language, rules: Rules) -> None:
    text, at = template.texts[wording][language], f"texts.{wording}.{language}"
    known = {*template.facts, *(("name",) if wording is Wording.GUARANTOR else ())}
    used = _placeholders(text, at)
    if wrong := used - known:
        raise refusals.PlaceholderUnknown(field=at, names=_listed(wrong), known=_listed(known))
    if missing := (set() if template.mail else known) - used:
        raise refusals.PlaceholderMissing(field=at, names=_listed(missing))
    for word in _found(rules.never, text):
        raise refusals.WordNeverUsed(field=at, word=word)
    if wording in READ_BY_OTHERS:
        for word in _found(rules.never_to_others, text):
            raise refusals.WordTellsOthers(field=at, word=word)
    if not template.mail:
        _check_length(text.format_map({each: rules.longest[each] for each in known}), at)


def _placeholders(text: str, at: str) -> set[str]:
    """The names in braces; a text without balance, or with more than names, is refused."""
    try:
        parts = [each[1:] for each in string.Formatter().parse(text) if each[1] is not None]
    except ValueError as error:
        raise refusals.BracesWrong(field=at) from error
    if any(not name or not name.isidentifier() or spec or how for name, spec, how in parts):
        raise refusals.BracesWrong(field=at)
    return {str(name) for name, _, _ in parts}


def _found(words: Iterable[str], text: str) -> list[str]:
    """Those of `words` that stand in `text` as words of their own, whatever their case."""
    spaced = f" {''.join(each if each.isalnum() else ' ' for each in text.casefold())} "
    joined = " ".join(spaced.split())
    return [word for word in words if f" {word} " in f" {joined} "]


def _check_length(filled: str, at: str) -> None:
    if unknown := unknown_characters(filled):
        raise refusals.LetterNotSent(field=at, characters=unknown)
    if (length := septets(filled)) > ONE_MESSAGE:
        raise refusals.TextTooLong(field=at, length=length, limit=ONE_MESSAGE)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{each}}}" for each in sorted(names))
