"""Facts of the services in words: codes by their group, days as days, people by name."""

import re
from collections.abc import Mapping
from typing import Any

from console.speech import Speech

GROUPS = {
    "scheme": "scheme",
    "book": "book",
    "channel": "channel",
    "target": "target",
    "result": "result",
    "kind": "what",
    "ground": "ground",
    "grounds": "ground",
    "outcome": "follow_up",
    "why": "why_so",
    "template": "template",
    "state": "attendance_state",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def spoken(name: str, fact: Any, names: Mapping[str, str], speech: Speech) -> str:
    """One fact, for a sentence."""
    if fact is None:
        return speech.say("blank")
    if name == "reached":
        return speech.say("attempt.reached" if fact else "attempt.not_reached")
    if isinstance(fact, bool):
        return speech.say("yes" if fact else "no")
    if isinstance(fact, int | float):
        return speech.number(fact)
    if isinstance(fact, list | tuple):
        return ", ".join(spoken(name, each, names, speech) for each in fact)
    text = str(fact)
    if DAY.fullmatch(text):
        return speech.last_day(text) if name == "window_end" else speech.day(text)
    if name.endswith("_id"):
        return names.get(text, speech.say("someone"))
    if name == "fields":
        return ", ".join(speech.field(each.strip()) for each in text.split(","))
    if name == "field":
        return text.replace("_", " ")
    if name in ("target", "to"):
        return speech.inline("target", text)
    return speech.code(GROUPS[name], text) if name in GROUPS else text
