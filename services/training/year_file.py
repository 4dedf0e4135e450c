"""A year of training as a file, and its way into a running training service.

Read strictly: an unknown key, a partner or a room that the file does not have is refused by name.
What is entered goes by the public API, so all its rules hold.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Protocol
from zoneinfo import ZoneInfo

import msgspec
import yaml
from msgspec import Meta

Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""By the office's clock, such as `09:00`."""
WHERE = ("place", "link", "topic", "entry_checks")


class YearFileRefused(ValueError):
    """The file cannot be used: the message names the place in it."""


class Ask(Protocol):
    """Asks training as someone with this role, and gives the JSON of the answer."""

    def __call__(
        self, role: str, method: str, path: str, body: Mapping[str, Any] | None
    ) -> Mapping[str, Any]: ...


class SessionWritten(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A session by the office's clock; `room` is one of the file's."""

    day: date
    begins: Hour = msgspec.field(name="from")
    until: Hour
    room: str | None = None
    place: str | None = None
    link: str | None = None
    topic: str = ""
    entry_checks: tuple[str, ...] = ()

    def as_asked(self, rooms: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
        told = {name: each for name in WHERE if (each := getattr(self, name))}
        if self.room is not None:
            told["room_id"] = rooms[self.room]
        return told | {
            "starts_at": self._at(self.begins, zone).isoformat(),
            "ends_at": self._at(self.until, zone).isoformat(),
        }

    def _at(self, hour: str, zone: ZoneInfo) -> datetime:
        return datetime.combine(self.day, time.fromisoformat(hour), zone)


class ProgrammeWritten(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is proposed and planned, as the API takes it, with partners by name."""

    proposal: dict[str, Any]
    plan: dict[str, Any]
    sessions: tuple[SessionWritten, ...] = ()


class Year(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    year: int
    targets: tuple[dict[str, Any], ...] = ()
    rooms: tuple[dict[str, Any], ...] = ()
    partners: tuple[dict[str, Any], ...] = ()
    programmes: tuple[ProgrammeWritten, ...] = ()


def read_year(text: str) -> Year:
    """The year as written; YearFileRefused when it cannot be used."""
    try:
        year = msgspec.convert(yaml.safe_load(text), Year)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise YearFileRefused(str(error)) from error
    rooms = {each.get("name") for each in year.rooms}
    partners = {each.get("name") for each in year.partners}
    for number, each in enumerate(year.programmes, start=1):
        named = set(each.proposal.get("partners", ()))
        named |= {i["partner"] for i in each.plan.get("instructors", ()) if "partner" in i}
        unknown = named - partners | {s.room for s in each.sessions if s.room} - rooms
        if unknown:
            raise YearFileRefused(f"programmes.{number}: not in this file: {sorted(unknown)}")
    return year


def enter_year(year: Year, ask: Ask, zone: ZoneInfo) -> dict[str, str]:
    """Propose, plan, have approved and open all of it; the programmes' ids by title."""
    ask("trainer", "PUT", f"/v1/plans/{year.year}", {"targets": year.targets})
    rooms = {each["name"]: _made(ask, "/v1/rooms", each) for each in year.rooms}
    partners = {each["name"]: _made(ask, "/v1/partners", each) for each in year.partners}
    return {
        each.proposal["title"]: _enter(each, ask, rooms, partners, zone) for each in year.programmes
    }


def _enter(
    written: ProgrammeWritten,
    ask: Ask,
    rooms: Mapping[str, str],
    partners: Mapping[str, str],
    zone: ZoneInfo,
) -> str:
    proposal = {name: each for name, each in written.proposal.items() if name != "partners"}
    proposal["partner_ids"] = [partners[each] for each in written.proposal.get("partners", ())]
    ident = _made(ask, "/v1/programmes", proposal, role="officer")
    path = f"/v1/programmes/{ident}"
    instructors = [
        {"name": each["name"], "partner_id": partners.get(each.get("partner", ""))}
        for each in written.plan.get("instructors", ())
    ]
    ask("trainer", "PATCH", path, {**written.plan, "instructors": instructors})
    ask("head", "POST", f"{path}/approval", None)
    for each in written.sessions:
        ask("trainer", "POST", f"{path}/sessions", each.as_asked(rooms, zone))
    ask("trainer", "POST", f"{path}/opening", None)
    return ident


def _made(ask: Ask, path: str, body: Mapping[str, Any], role: str = "trainer") -> str:
    return str(ask(role, "POST", path, msgspec.to_builtins(body))["id"])
