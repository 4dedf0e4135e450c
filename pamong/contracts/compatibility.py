"""Whether a new schema of a fact still holds what an old one promised its readers.

A new field is compatible: readers pass over what they do not know. Anything else is not: a
field that goes, that may be missing now, or whose values may be others needs a new version,
published beside the old one.
"""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
WORDS = ("title", "description", "examples", "$id", "$schema", "x-event")
"""What a schema says for people only."""
UNORDERED = ("anyOf", "enum", "required")


def breaks(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> list[str]:
    """What readers of the old schemas, by type, cannot stand of the new ones."""
    gone = [f"{each}: the event is gone" for each in sorted(old.keys() - new.keys())]
    return gone + [
        f"{each}: {told}"
        for each in sorted(old.keys() & new.keys())
        for told in differs(old[each], new[each])
    ]


def differs(old: Schema, new: Schema) -> list[str]:
    """The promises about one event's data that the new schema does not hold."""
    before, after = old.get("properties", {}), new.get("properties", {})
    told = [f"{name} is gone" for name in before if name not in after]
    told += [
        f"{name} may be missing"
        for name in old.get("required", ())
        if name in after and name not in new.get("required", ())
    ]
    return told + [
        f"{name} has other values"
        for name in before
        if name in after and _meant(before[name]) != _meant(after[name])
    ]


def _meant(part: Any) -> Any:
    """The part without words, and without the order of what has none."""
    if isinstance(part, list):
        return [_meant(each) for each in part]
    if not isinstance(part, Mapping):
        return part
    kept = {name: _meant(each) for name, each in part.items() if name not in WORDS}
    return {
        name: sorted(each, key=repr) if name in UNORDERED else each for name, each in kept.items()
    }
