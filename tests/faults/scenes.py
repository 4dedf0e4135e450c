"""Blows of the bus one by one, each by a script of its own."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import records
import time_machine
import uuid_utils.compat
from backups import Backup, back_up, restore
from bus import Breaking, Bus, another_epoch, as_rini
from pymongo.client_session import ClientSession
from reckoning import Count, Event, Excused, Request, of_follower, of_requests, of_source
from shop import HANDLERS, OFFICE, POISONED, Tally, Unit, a_tally, count
from shop import Count as CountUp

from chassis.bulk import FEW
from chassis.envelope import Envelope, encode
from chassis.follower import Follower
from chassis.ids import new_id
from chassis.leases import Leases
from chassis.log import Message, NotConfirmed
from chassis.outbox import feed, head_of
from chassis.refusals import NotFound
from chassis.relay import Relay
from chassis.store import Document
from chassis.unit import OUTBOX, Cause

ROUNDS = 3


@dataclass
class Scene:
    """A bus of its own, what was asked of it, and what is excused."""

    bus: Bus
    requests: list[Request] = field(default_factory=list)
    excused: Excused = field(default_factory=Excused)

    def ask(self, tally: UUID, times: int = 1, *, key: str | None = None) -> None:
        """A command with a name of its own, or asked again under the same key."""
        name = f"command-{key or uuid4()}"
        order = CountUp(tally_id=tally, times=times)
        cause = Cause(correlation=name)
        done = self.bus.north.transact(count, order, cause=cause, key=key, **as_rini())
        self.note(name, str(done.event_ids[-1]), times)

    def ask_in_vain(self, tally: UUID) -> None:
        """A command that is refused after it has written all it wanted to."""
        name = f"command-{uuid4()}"

        def refuse(unit: Unit, order: CountUp) -> Tally:
            count(unit, order)
            unit.flush()
            raise NotFound(thing="leave")

        with suppress(NotFound):
            order = CountUp(tally_id=tally)
            self.bus.north.transact(refuse, order, cause=Cause(correlation=name), **as_rini())
        self.requests.append(
            Request(
                name=name,
                service="north",
                kind="north.refused",
                acknowledged=False,
                event=None,
                refused=True,
            )
        )

    def note(self, name: str, event: str, events: int) -> None:
        self.requests = [each for each in self.requests if each.name != name]
        self.requests.append(
            Request(
                name=name,
                service="north",
                kind="north.counted",
                acknowledged=True,
                event=event,
                events=events,
            )
        )

    def restore(self, backup: Backup, later: timedelta = timedelta()) -> None:
        """The store of `north`, and its next epoch."""
        database = self.bus.database("north")
        restore(database, backup, self.excused)
        another_epoch(database, now=datetime.now(UTC) + later)

    def go_on(self) -> None:
        """As workers would: publish, follow, ask for heads, fill, try again; until all is level."""
        for _ in range(ROUNDS):
            self.bus.publish()
            follower = self.bus.follow()
            for source in ("north", "east"):
                follower.suspect(source, head_of(self.bus.database(source)))
            self.bus.follow(follower)
            self.bus.let_time_pass()
            self.bus.retry(follower)

    def counts(self) -> Iterator[Count]:
        told = {each: records.committed(self.bus.database(each)) for each in ("north", "east")}
        everything: list[Event] = [each for events in told.values() for each in events]
        yield from map(of_source, told.values())
        yield of_requests(self.requests, told["north"], self.excused, "command-")
        south = records.follower("south", HANDLERS, self.bus.database("south"))
        yield of_follower(south, everything, self.excused)


def many_at_work(scene: Scene) -> None:
    people = [a_tally() for _ in range(3)]
    for n in range(9):
        scene.ask(people[n % 3], times=1 + n % 3)
        if n % 4 == 0:
            scene.bus.publish()
    scene.bus.greet(people[0])


def refused_commands(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti)
    scene.ask_in_vain(siti)


def asked_again_under_the_same_key(scene: Scene) -> None:
    siti = a_tally()
    for _ in range(3):
        scene.ask(siti, key="once")


def a_clock_that_goes_back(scene: Scene) -> None:
    """An hour, between two transactions of the same person."""
    siti, make = a_tally(), uuid_utils.compat.uuid7
    scene.ask(siti)
    uuid_utils.compat.uuid7 = lambda: UUID(int=make().int - (3_600_000 << 80))
    try:
        scene.ask(siti)
    finally:
        uuid_utils.compat.uuid7 = make


def a_relay_that_ends_before_publishing(scene: Scene) -> None:
    _broken_relay(scene, after=False)


def a_relay_that_ends_before_settling(scene: Scene) -> None:
    _broken_relay(scene, after=True)


def _broken_relay(scene: Scene, *, after: bool) -> None:
    siti = a_tally()
    scene.ask(siti, times=3)
    with suppress(NotConfirmed):
        scene.bus.relay(log=Breaking(scene.bus.log, after=after)).step()
    scene.ask(siti)
    scene.bus.publish()


def a_relay_that_comes_back(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti)
    stood_still = scene.bus.relay()
    scene.bus.publish()
    scene.ask(siti)
    with suppress(Exception):
        stood_still.step()
    scene.bus.publish()
    with suppress(Exception):
        stood_still.step()


def more_than_a_batch(scene: Scene) -> None:
    for _ in range(3):
        scene.ask(a_tally(), times=450)


def an_entry_that_commits_while_the_relay_numbers(scene: Scene) -> None:
    scene.ask(a_tally())
    relay = Interrupted(
        "north", scene.bus.client, scene.bus.database("north"), scene.bus.log, _fence(scene)
    )
    with suppress(RuntimeError):
        relay.step()
    scene.note("command-meanwhile", relay.committed, 1)


def lost_in_the_middle(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti)
    scene.bus.publish()
    scene.ask(siti, times=120)
    scene.bus.lose()
    scene.ask(siti)
    scene.bus.publish()
    scene.bus.follow()


def lost_at_the_tail(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti)
    scene.bus.publish()
    scene.bus.follow()
    scene.ask(siti, times=3)
    scene.bus.lose()


def published_again(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti, times=4)
    scene.bus.publish()
    scene.bus.follow()
    scene.bus.log.publish(list(feed(scene.bus.database("north"), 3, 10)))
    scene.bus.follow()


def a_log_made_anew(scene: Scene) -> None:
    siti = a_tally()
    scene.ask(siti, times=3)
    scene.bus.publish()
    scene.bus.follow()
    scene.bus.make_log_anew()
    scene.ask(siti)


def a_follower_that_comes_back(scene: Scene) -> None:
    """It had a batch in hand when its lease ran out, and another follower took over."""
    _comes_back(scene, persons=1)


def a_follower_that_comes_back_with_many(scene: Scene) -> None:
    """The same with more writes than go into one command."""
    _comes_back(scene, persons=FEW)


def _comes_back(scene: Scene, persons: int) -> None:
    database = scene.bus.database("south")
    for _ in range(persons):
        scene.ask(a_tally(), times=2)
    scene.bus.publish()
    (batch,) = [list(each) for each in scene.bus._batches(None)]
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        stood_still = _under_lease(scene, Leases(database, "one"))
        clock.shift(timedelta(minutes=1))
        taken_over = _under_lease(scene, Leases(database, "two"))
    assert stood_still is not None
    assert taken_over is not None
    taken_over.take(batch)
    with suppress(Exception):
        stood_still.take(batch)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1), tick=False):
        scene.go_on()


def a_handler_that_fails_for_a_while(scene: Scene) -> None:
    """The person's later events wait; another person's go on."""
    siti, budi = a_tally(), a_tally()
    POISONED.add(siti)
    scene.ask(siti, times=2)
    scene.ask(budi)
    scene.bus.publish()
    follower = scene.bus.follow()
    POISONED.clear()
    scene.ask(siti)
    scene.bus.publish()
    scene.bus.follow(follower)


def a_later_one_that_is_tried_first(scene: Scene) -> None:
    """Whoever operates asks for a retry of one that waits behind another."""
    siti = a_tally()
    POISONED.add(siti)
    scene.ask(siti)
    scene.ask(siti)
    scene.bus.publish()
    follower = scene.bus.follow()
    POISONED.clear()
    (waiting,) = scene.bus.held.find({"state": "waiting"})
    scene.bus.held.update_one(
        {"_id": waiting["_id"]},
        {"$set": {"state": "held", "tries": 0, "next_try": datetime.fromtimestamp(0, UTC)}},
    )
    scene.bus.retry(follower)


def what_is_missing_comes_later(scene: Scene) -> None:
    siti = a_tally()
    scene.bus.greet(siti)
    scene.bus.publish()
    scene.bus.follow()
    scene.ask(siti)


def what_no_relay_sent(scene: Scene) -> None:
    scene.bus.log.publish([_message(_counted(a_tally()))])
    scene.ask(a_tally())


def a_store_set_back(scene: Scene) -> None:
    """The follower was further on than the backup: what comes under the next epoch is new."""
    siti = a_tally()
    scene.ask(siti, times=2)
    scene.bus.publish()
    backup = back_up(scene.bus.client, scene.bus.database("north"))
    scene.ask(siti, times=3)
    scene.bus.publish()
    scene.bus.follow()
    scene.restore(backup)
    scene.ask(a_tally(), times=2)


def a_store_set_back_and_back_again(scene: Scene) -> None:
    """The second time to a backup of before the first: its epoch is nobody's history any more."""
    siti, client, north = a_tally(), scene.bus.client, scene.bus.database("north")
    scene.ask(siti, times=2)
    scene.bus.publish()
    scene.bus.follow()
    older = back_up(client, north)
    scene.ask(siti, times=2)
    scene.bus.lose()
    newer = back_up(client, north)
    scene.restore(older)
    scene.ask(siti, times=3)
    scene.bus.publish()
    scene.bus.follow()
    scene.restore(newer, later=timedelta(days=1))
    scene.ask(siti)


SCENES: tuple[Callable[[Scene], None], ...] = (
    many_at_work,
    refused_commands,
    asked_again_under_the_same_key,
    a_clock_that_goes_back,
    a_relay_that_ends_before_publishing,
    a_relay_that_ends_before_settling,
    a_relay_that_comes_back,
    more_than_a_batch,
    an_entry_that_commits_while_the_relay_numbers,
    lost_in_the_middle,
    lost_at_the_tail,
    published_again,
    a_log_made_anew,
    a_follower_that_comes_back,
    a_follower_that_comes_back_with_many,
    a_handler_that_fails_for_a_while,
    a_later_one_that_is_tried_first,
    what_is_missing_comes_later,
    what_no_relay_sent,
    a_store_set_back,
    a_store_set_back_and_back_again,
)


class Interrupted(Relay):
    """While it numbers, an entry with an earlier id commits."""

    committed = ""

    def _pending(self, session: ClientSession) -> list[Document]:
        entries = super()._pending(session)
        envelope = _counted(new_id())
        event = {
            "id": str(envelope.id),
            "type": envelope.type,
            "office_id": OFFICE,
            "body": encode(envelope),
        }
        earlier = UUID(int=entries[0]["_id"].int - 1)
        if self._database[OUTBOX].find_one({"_id": earlier}) is None:
            self._database[OUTBOX].insert_one({"_id": earlier, "events": [event]})
            self.committed = str(envelope.id)
        return entries


def _fence(scene: Scene) -> int:
    lease = Leases(scene.bus.database("north"), holder="the test").take("relay")
    assert lease is not None
    return lease.fence


def _under_lease(scene: Scene, leases: Leases) -> Follower | None:
    lease = leases.take("follower")
    return lease and Follower(scene.bus.south, scene.bus.feeds, lease.fence)


def _counted(person: UUID) -> Envelope:
    """The first event of someone whom nobody counted."""
    return Envelope(
        id=new_id(),
        source=f"/offices/{OFFICE}/north",
        type="pamong.north.counted.v1",
        subject=str(person),
        time=datetime.now(UTC),
        dataschema="/v1/schemas/pamong.north.counted.v1.json",
        sequence=f"{1:020}",
        personid=person,
        data={"tally_id": str(person), "count": 1},
    )


def _message(envelope: Envelope) -> Message:
    return Message(
        service=envelope.service,
        position=0,
        epoch=0,
        type=envelope.type,
        office_id=envelope.office_id,
        body=encode(envelope),
    )
