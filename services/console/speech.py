"""How the console speaks: sentences, codes, days and numbers in the user's language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates, numbers

from chassis.words import LANGUAGES, Language, words_of

WORDS = words_of("console")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The user's language, the office's zone, and today, from which days are counted."""

    language: Language
    today: date
    zone: ZoneInfo

    def say(self, key: str, **facts: Any) -> str:
        """The sentence for `key`; a missing one is a KeyError, for tests to find."""
        return WORDS.say(key, self.language, **facts)

    def code(self, group: str, code: object) -> str:
        """What a service's code means, or the code itself, readable, where nobody wrote it yet."""
        key = f"{group}.{code}"
        return self.say(key) if key in WORDS else str(code).replace("_", " ").replace("-", " ")

    def inline(self, group: str, code: object) -> str:
        """The same within a sentence: without the capital that begins one."""
        word = self.code(group, code)
        return word if word[:2].isupper() else word[:1].lower() + word[1:]

    def field(self, name: str) -> str:
        """The word for a field: `person.address.street` is a street, wherever it stands."""
        parts = name.split(".")
        for start in range(len(parts)):
            key = f"field.{'.'.join(parts[start:])}"
            if key in WORDS:
                return self.say(key)
        return name

    def day(self, day: date | str | None) -> str:
        """`Sen, 7 Jun`, with the year unless it is this one."""
        if day is None:
            return self.say("blank")
        on = as_date(day)
        pattern = "EEE, d MMM" if on.year == self.today.year else "EEE, d MMM y"
        return dates.format_date(on, pattern, locale=self.language)

    def full_day(self, day: date | str | None) -> str:
        """`Senin, 7 Juni 2021`."""
        if day is None:
            return self.say("blank")
        return dates.format_date(as_date(day), "EEEE, d MMMM y", locale=self.language)

    def whatever_day(self, text: str) -> str:
        """The whole day, or what was typed where that is none."""
        try:
            return self.full_day(text)
        except ValueError:
            return text

    def plain_day(self, day: date | str | None) -> str:
        """`7 Jun 2021`, for tables of dates."""
        if day is None:
            return self.say("blank")
        return dates.format_date(as_date(day), "d MMM y", locale=self.language)

    def hour(self, instant: str | datetime) -> str:
        """`08.30` on the office's clock; nothing for midnight, which means that nobody noted it."""
        at = as_instant(instant).astimezone(self.zone)
        pattern = "HH.mm" if self.language == "id" else "HH:mm"
        return dates.format_datetime(at, pattern, locale=self.language)

    def day_of(self, instant: str | datetime) -> date:
        """The office's day of an instant."""
        return as_instant(instant).astimezone(self.zone).date()

    def distance(self, day: date | str) -> str:
        """`hari ini`, `2 hari lagi`, `lewat 3 hari`."""
        days = (as_date(day) - self.today).days
        if abs(days) <= 1:
            return self.say(f"distance.{('yesterday', 'today', 'tomorrow')[days + 1]}")
        return self.say("distance.ahead" if days > 0 else "distance.past", n=self.number(abs(days)))

    def last_day(self, end: date | str) -> str:
        """The last of the days [start, end)."""
        return self.day(as_date(end) - timedelta(days=1))

    def is_past(self, day: date | str, *, on_the_day: bool = False) -> bool:
        """Whether the day is over, or with `on_the_day` has come."""
        return as_date(day) < self.today or (on_the_day and as_date(day) == self.today)

    def days_since(self, day: date | str) -> int:
        """How many days have passed; none before the day."""
        return max(0, (self.today - as_date(day)).days)

    def ago(self, day: date | str) -> str:
        """`hari ini`, `kemarin`, `3 hari lalu`."""
        days = (self.today - as_date(day)).days
        if days in (0, 1):
            return self.say(f"distance.{('today', 'yesterday')[days]}")
        return self.say("distance.ago", n=self.number(days)) if days > 0 else self.distance(day)

    def days(self, count: int) -> str:
        """`1 hari`, `12 days`."""
        return self.say("days.one" if count == 1 else "days.many", n=self.number(count))

    def number(self, number: float) -> str:
        return numbers.format_decimal(number, locale=self.language)


def as_date(day: date | str) -> date:
    return date.fromisoformat(day[:10]) if isinstance(day, str) else day


def as_instant(instant: str | datetime) -> datetime:
    """An instant of a service; one without a zone is UTC."""
    at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def language_of(cookie: str | None) -> Language:
    """Indonesian, unless the user chose English."""
    return next((each for each in LANGUAGES if each == cookie), "id")
