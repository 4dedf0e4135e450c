"""Telephone numbers, however a clerk wrote them, as E.164 (R4).

Accepted are `0812-...`, `62812...`, `+62 812 ...` and `812...`. The operator is not inferred.
"""

import re

import phonenumbers

_WRITTEN = re.compile(r"['’]?\+?[0-9\s().\-‐-―]+")
_MARKS = re.compile(r"[^0-9+]")
_AS_A_NUMBER = re.compile(r"([0-9]+)\.0")
_PREFIXES = (("+", "+"), ("00", "+"), ("0", "+62"), ("62", "+62"), ("8", "+628"))
_MOBILE = re.compile(r"\+628[1-9][0-9]{7,10}")
_JAKARTA = re.compile(r"\+6221[0-9]{7,8}")


def read_phone(text: str) -> str | None:
    """The number as E.164, or None where the text is no telephone number that can be rung.

    Mobile numbers have ten to thirteen digits in all (08...), whatever block they are from;
    other numbers are those that the numbering plan of their country knows. The nought behind the
    point of `81200012201.0`, from a cell that was a number, is no digit of it.
    """
    text = text.strip()
    if not _WRITTEN.fullmatch(text):
        return None
    if as_a_number := _AS_A_NUMBER.fullmatch(text):
        text = as_a_number[1]
    number = _international(_MARKS.sub("", text))
    if number is None or _MOBILE.fullmatch(number) or _JAKARTA.fullmatch(number):
        return number
    if number.startswith("+628"):
        return None
    return _known_to_numbering_plan(number)


def _international(digits: str) -> str | None:
    for written, meant in _PREFIXES:
        if digits.startswith(written):
            rest = digits.removeprefix(written)
            return f"{meant}{rest}".replace("+620", "+62", 1)
    return None


def _known_to_numbering_plan(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
