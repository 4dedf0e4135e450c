"""The JSON Schema of a fact, as the service serves it and as `contracts/` has it."""

from typing import Any

import msgspec

from chassis.events import FactType

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: FactType) -> dict[str, Any]:
    """The schema of the fact's data. Fields that it does not name may come: read what you know."""
    _, parts = msgspec.json.schema_components([kind.cls])
    own = parts.pop(kind.cls.__name__)
    if parts:
        raise TypeError(f"{kind.name}: a fact is flat, it has no {', '.join(parts)}")
    about = {
        "$schema": DIALECT,
        "$id": f"urn:pamong:{kind.name}.v{kind.version}",
        "title": kind.type,
        "description": own.pop("description", ""),
    }
    return about | {name: each for name, each in own.items() if name != "title"}
