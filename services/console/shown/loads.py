"""How many cases each officer carries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """An officer's cases against the limit of the policy."""

    id: str
    name: str | None
    caseload: int
    limit: int
    kecamatan: tuple[str, ...]

    @property
    def tone(self) -> str | None:
        """A colour beside the words."""
        if self.caseload > self.limit:
            return "late"
        return "warn" if self.caseload == self.limit else None


def loads(officers: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Load]:
    """The heaviest first, then by name."""
    found = [
        Load(
            id=str(each["id"]),
            name=names.get(str(each["id"])) or each.get("name"),
            caseload=int(each["caseload"]),
            limit=int(each["limit"]),
            kecamatan=tuple(sorted(each.get("kecamatan") or ())),
        )
        for each in officers
    ]
    return sorted(found, key=lambda each: (-each.caseload, each.name or ""))
