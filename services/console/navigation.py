"""Which pages each role has, its first one first."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the menu. `key` is its word and its picture."""

    key: str
    path: str
    roles: frozenset[str]
    is_here: bool = False


def _entry(key: str, path: str, *roles: str) -> Entry:
    return Entry(key=key, path=path, roles=frozenset(roles))


MENU = (
    _entry("today", "/today", "officer"),
    _entry("decisions", "/decisions", "head"),
    _entry("officers", "/officers", "supervisor", "head"),
    _entry("imports", "/imports", "registrar"),
    _entry("handover", "/handovers/new", "registrar"),
    _entry("register", "/register", "registrar", "head", "supervisor"),
    _entry("proposals", "/proposals", "officer", "supervisor"),
    _entry("endings", "/endings", "head"),
    _entry("re_entries", "/re-entries", "registrar"),
    _entry("find", "/find", "officer", "registrar", "supervisor", "head"),
    _entry("figures", "/figures", "head", "supervisor", "regional"),
)
FIRST = {
    "head": "/decisions",
    "officer": "/today",
    "supervisor": "/officers",
    "registrar": "/imports",
    "regional": "/figures",
}


def entries(roles: Collection[str], path: str) -> tuple[Entry, ...]:
    """The menu of someone with these roles, on the page at `path`."""
    mine = [each for each in MENU if each.roles & set(roles)]
    return tuple(
        Entry(key=each.key, path=each.path, roles=each.roles, is_here=path == each.path)
        for each in mine
    )


def first_page(roles: Collection[str]) -> str:
    """Where someone with these roles begins."""
    return next((path for role, path in FIRST.items() if role in roles), "/welcome")
