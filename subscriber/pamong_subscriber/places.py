"""How far an agency is: the number of the last event that it has done with."""

import json
import os
from pathlib import Path
from typing import Protocol


class Places(Protocol):
    """Where the number is kept, for each subscription apart."""

    def load(self, subscription: str) -> int:
        """The last number, 0 at the beginning."""

    def save(self, subscription: str, number: int) -> None: ...


class MemoryPlaces:
    """Forgotten at the end: for tests, and for those who keep the number with their own work."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def load(self, subscription: str) -> int:
        return self._numbers.get(subscription, 0)

    def save(self, subscription: str, number: int) -> None:
        self._numbers[subscription] = number


class FilePlaces:
    """A small file, replaced as a whole: after a power cut it is the old one or the new one."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    def load(self, subscription: str) -> int:
        return int(self._read().get(subscription, 0))

    def save(self, subscription: str, number: int) -> None:
        unfinished = self._path.with_name(f"{self._path.name}.new")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump({**self._read(), subscription: number}, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._path)

    def _read(self) -> dict[str, int]:
        if not self._path.exists():
            return {}
        found: dict[str, int] = json.loads(self._path.read_text(encoding="utf-8"))
        return found
