"""Days, hours and names as a short message says them."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date, get_day_names, get_month_names

from notifications.domain.gsm import spelt
from notifications.domain.wording import LANGUAGES, Language

NAME_LENGTH = 20
_NEAR: Mapping[Language, Mapping[int, str]] = {
    "id": {0: "hari ini, ", 1: "besok, "},
    "en": {0: "today, ", 1: "tomorrow, "},
}


def say_day(day: date, today: date, language: Language) -> str:
    """`besok, Senin 7 Juni`: nobody has to reckon, and a late message is still true."""
    near = _NEAR[language].get((day - today).days, "")
    return near + format_date(day, "EEEE d MMMM", locale=language)


def say_name(name: str) -> str:
    """The first words of a name, as many as fit, in letters that a short message knows."""
    words = spelt(name).split()
    said = words[0][:NAME_LENGTH] if words else ""
    for word in words[1:]:
        if len(said) + 1 + len(word) > NAME_LENGTH:
            break
        said = f"{said} {word}"
    return said


def longest_day() -> str:
    """At least as long as anything that `say_day` ever says."""
    said = [
        f"{near}{weekday} 30 {month}"
        for language in LANGUAGES
        for near in _NEAR[language].values()
        for weekday in get_day_names("wide", locale=language).values()
        for month in get_month_names("wide", locale=language).values()
    ]
    return max(said, key=len)
