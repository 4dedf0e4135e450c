"""Which pages each role has, its first one first."""

from collections.abc import Collection, Container
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the menu. `key` is its word and its picture."""

    key: str
    path: str
    roles: frozenset[str]
    service: str
    is_here: bool = False


def _entry(key: str, path: str, *roles: str, service: str = "registry") -> Entry:
    return Entry(key=key, path=path, roles=frozenset(roles), service=service)


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
    _entry("programmes", "/programmes", "trainer", "head", service="training"),
    _entry("inbox", "/inbox", "officer", "supervisor", "trainer", service="notifications"),
    _entry("find", "/find", "officer", "registrar", "supervisor", "head"),
    _entry("figures", "/figures", "head", "supervisor", "regional"),
    _entry("users", "/users", "head", "operator", service="identity"),
    _entry("agencies", "/agencies", "head", "supervisor", "operator", service="agencies"),
)
FIRST = {
    "head": "/decisions",
    "officer": "/today",
    "supervisor": "/officers",
    "registrar": "/imports",
    "trainer": "/programmes",
    "regional": "/figures",
    "operator": "/users",
}


def entries(roles: Collection[str], path: str, services: Container[str]) -> tuple[Entry, ...]:
    """The menu of someone with these roles, on the page at `path`, of the services there are."""
    mine = [each for each in MENU if each.roles & set(roles) and each.service in services]
    return tuple(replace(each, is_here=path == each.path) for each in mine)


def first_page(roles: Collection[str]) -> str:
    """Where someone with these roles begins."""
    return next((path for role, path in FIRST.items() if role in roles), "/welcome")
