"""The cursor: how far a follower has come, moved in the transaction that holds the effects."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pymongo import UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.leases import LeaseLost
from chassis.log import Message
from chassis.outbox import CURSOR, Starts
from chassis.places import START, Place, Turn, turn
from chassis.store import Document
from chassis.unit import UnitOfWork

NAME = {"_id": "follower"}


@dataclass(frozen=True, slots=True)
class Cursor:
    """`offset` is where to read the log on; `places` prove what was passed, service by service.

    The events of a service in `filling` come from its feed until that is level with the log.
    `read` counts all messages ever read here; `histories` has the starts of epochs of a service
    that was restored, as they were when its present epoch was joined.
    """

    offset: int | None = None
    places: dict[str, Place] = field(default_factory=dict)
    filling: frozenset[str] = frozenset()
    read: int = 0
    histories: Mapping[str, Starts] = field(default_factory=dict)

    def reading(self, message: Message) -> tuple[Turn, "Cursor"]:
        """What this message of the log is here, and the cursor behind it.

        What the feed will bring counts as a repeat of that.
        """
        service = message.service
        what = turn(self.places.get(service, START), message)
        if what is Turn.REPEAT or service in self.filling:
            return Turn.REPEAT, self
        if what is Turn.NEXT:
            return what, self.passing(service, Place(message.epoch, message.position))
        return what, self.lacking(service)

    def passing(self, service: str, place: Place) -> "Cursor":
        places = {**self.places, service: place}
        return Cursor(self.offset, places, self.filling, self.read, self.histories)

    def joining(self, service: str, place: Place, starts: Starts) -> "Cursor":
        """At this place of another history of the service."""
        histories = {**self.histories, service: [list(each) for each in starts]}
        return replace(self.passing(service, place), histories=histories)

    def lacking(self, service: str) -> "Cursor":
        return replace(self, filling=self.filling | {service})

    def level(self, service: str) -> "Cursor":
        return replace(self, filling=self.filling - {service})


def take_over(database: Database[Document], fence: int) -> Cursor:
    """Read the cursor, and let every transaction of an earlier follower fail from here on."""
    collection = database[CURSOR]
    first: Document = {"offset": None, "places": {}, "filling": [], "counts": {}, "fence": 0}
    collection.update_one(NAME, {"$setOnInsert": first}, upsert=True)
    kept = collection.find_one_and_update(
        {**NAME, "fence": {"$lte": fence}}, {"$set": {"fence": fence}}
    )
    if kept is None:
        raise LeaseLost("follower")
    places = {name: Place(**each) for name, each in kept["places"].items()}
    read = kept["counts"].get("read", 0)
    histories = kept.get("histories", {})
    return Cursor(kept["offset"], places, frozenset(kept["filling"]), read, histories)


def change(fence: int, to: Cursor, counts: Mapping[str, int]) -> tuple[Document, Document]:
    """Which cursor is to be moved, and how: none is found once a later follower took over."""
    moved: dict[str, Any] = {
        "$set": {
            "offset": to.offset,
            "places": {name: asdict(each) for name, each in to.places.items()},
            "filling": sorted(to.filling),
            "histories": to.histories,
        }
    }
    if counts:
        moved["$inc"] = {f"counts.{name}": each for name, each in counts.items()}
    return {**NAME, "fence": fence}, moved


def move(database: Database[Document], fence: int, to: Cursor, counts: Mapping[str, int]) -> None:
    """By itself, where there are no effects. LeaseLost when a later follower took over."""
    if database[CURSOR].update_one(*change(fence, to, counts)).matched_count == 0:
        raise LeaseLost("follower")


def move_with(unit: UnitOfWork, fence: int, to: Cursor, counts: Mapping[str, int]) -> None:
    """At the flush of the effects, or neither. LeaseLost then when a later follower took over."""
    namespace = f"{unit.around.database.name}.{CURSOR}"
    operation = UpdateOne(*change(fence, to, counts), namespace=namespace)
    unit.fence(CURSOR, operation, LeaseLost("follower"))


def counted(database: Database[Document], name: str, session: ClientSession) -> None:
    """Add one to a count, for what a person decides beside the follower."""
    database[CURSOR].update_one(NAME, {"$inc": {f"counts.{name}": 1}}, session=session)


def place_of(database: Database[Document], service: str) -> Place:
    """How far the events of this service were passed."""
    kept = database[CURSOR].find_one(NAME) or {}
    return Place(**each) if (each := kept.get("places", {}).get(service)) else START


def filling(database: Database[Document]) -> list[str]:
    """The services of whose events some are missing here."""
    kept = database[CURSOR].find_one(NAME) or {}
    missing: list[str] = kept.get("filling", [])
    return missing


def give_up(
    database: Database[Document], service: str, through: Place, session: ClientSession
) -> None:
    """What nobody has any more, up to this place, is not waited for: a person's decision."""
    change = {"$set": {f"given_up.{service}": asdict(through)}}
    database[CURSOR].update_one(NAME, change, session=session)


def given_up(database: Database[Document], service: str) -> Place | None:
    """The place up to which a person has given up a service's events, in that epoch alone."""
    kept = database[CURSOR].find_one(NAME) or {}
    through = kept.get("given_up", {}).get(service)
    return through and Place(**through)
