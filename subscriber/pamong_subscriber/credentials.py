"""What the office's operator gave the agency to read with."""

import json
from dataclasses import dataclass, field, fields
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """`queue` and `broker_url` are None where the installation has no broker."""

    subscription: str
    office: str
    api_url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    queue: str | None = None
    broker_url: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, path: str | Path) -> "Credentials":
        """As `pamong agency add` printed them. ValueError where one is missing."""
        given = json.loads(Path(path).read_text(encoding="utf-8"))
        known = {each.name: given[each.name] for each in fields(cls) if each.name in given}
        missing = sorted(each.name for each in fields(cls) if known.get(each.name) is None)
        if needed := [each for each in missing if each not in ("queue", "broker_url")]:
            raise ValueError(f"{path}: {', '.join(needed)} must be there")
        return cls(**known)
