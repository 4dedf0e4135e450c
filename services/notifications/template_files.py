"""The texts that come with Pamong: read and checked once, when the service starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from notifications.domain.sayings import NAME_LENGTH, longest_day
from notifications.domain.wording import Language, Rules, Template, check

LONGEST_HOUR = "00.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The templates by code, the rules for every text, and what mails call a thing."""

    templates: Mapping[str, Template]
    rules: Rules
    things: Mapping[str, Mapping[Language, str]]


@cache
def shipped_templates() -> Book:
    """Raises the refusal of the text at fault; nothing is sent from a book that is not sound."""
    written = yaml.safe_load(files("notifications").joinpath("templates.yaml").read_text("utf-8"))
    rules = Rules(
        never=tuple(written["never"]),
        never_to_others=tuple(written["never_to_others"]),
        longest={"when": longest_day(), "hour": LONGEST_HOUR, "name": "M" * NAME_LENGTH},
    )
    templates = {
        code: check(
            Template(
                code=code,
                facts=tuple(each["facts"]),
                mail=each.get("mail", False),
                texts=each["texts"],
            ),
            rules,
        )
        for code, each in written["templates"].items()
    }
    return Book(templates=templates, rules=rules, things=written["things"])
