"""One run: an office at work, a nemesis at it; then heal, drain, and count."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import records
from asked import Command, by_service
from blows import Blow
from clerks import Clerks
from machines import Machines, running
from nemesis import Nemesis
from reckoning import (
    Count,
    Excused,
    Request,
    of_follower,
    of_requests,
    of_source,
)
from unwanted import OFFICE, write_by_hand

from chassis.cursor import NAME
from chassis.handlers import Handler
from chassis.outbox import CURSOR, HELD, head_of
from chassis.peers import service_secret
from chassis.settings import SERVICES
from chassis.unit import OUTBOX
from pamong.composition import declared
from pamong.demo import Office, open_office

FIRST_DAY = date(2021, 6, 1)
WARM_SECONDS, ANSWER_SECONDS, DRAIN_SECONDS = 3.0, 60.0, 100.0
BY_HAND = ("malformed", "forged", "oversized")
HANDLERS: Mapping[str, Mapping[str, Handler]] = {each: declared(each).handlers for each in SERVICES}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Counts by what they are of: services as publishers, their clients, their followers."""

    published: Mapping[str, Count]
    asked: Mapping[str, Count]
    followed: Mapping[str, Count]
    commands: list[Command]

    @property
    def counts(self) -> Iterator[Count]:
        for each in (self.published, self.asked, self.followed):
            yield from each.values()


def run(plan: list[Blow], seed: int, duration: float, folder: Path, say: Say) -> Outcome:
    """Everything started, struck, healed, drained and counted. Logs of all processes: `folder`."""
    excused = Excused()
    with running(folder) as machines:
        clerks = _at_work(machines, seed)
        say("the office is open")
        nemesis = Nemesis(machines, excused, seed, say)
        time.sleep(min(WARM_SECONDS, duration))
        nemesis.strike(plan, duration)
        clerks.stop(ANSWER_SECONDS)
        lost = nemesis.log.lose_the_tail("registry", clerks.one_more)
        say(f"healed; the log has lost the registry's last {lost} events")
        for each in BY_HAND:
            write_by_hand(machines, each)
        drained = _drain(machines, excused, say)
        say("drained" if drained else "NOT drained")
        machines.stop()
        return _count(machines, clerks.commands, excused)


def _at_work(machines: Machines, seed: int) -> Clerks:
    secret = service_secret(machines.root, "operator")
    office = Office(
        addresses=machines.addresses,
        account="operator",
        secret=secret,
        code=OFFICE,
        first_day=FIRST_DAY,
    )
    clerks = Clerks(machines.addresses, OFFICE, open_office(office), seed)
    clerks.start()
    return clerks


def _drain(machines: Machines, excused: Excused, say: Say) -> bool:
    """Until all is published, everything read, nothing held but what must be; and it stays so."""
    deadline = time.monotonic() + DRAIN_SECONDS
    before: object = None
    behind: list[str] = []
    while time.monotonic() < deadline:
        machines.keep_running()
        behind = [each for name in SERVICES for each in _behind(machines, name, excused)]
        heads = {name: head_of(machines.client[name]) for name in SERVICES}
        if not behind and heads == before:
            return True
        before = heads
        time.sleep(1.5)
    for each in behind:
        say(f"  {each}")
    for each in sorted({name.partition(":")[0] for name in behind}):
        machines.tell_threads(f"{each} work 1")
        machines.tell_threads(f"{each} work 2")
    return False


def _behind(machines: Machines, name: str, excused: Excused) -> Iterator[str]:
    database = machines.client[name]
    waiting = database[OUTBOX].count_documents({})
    head = head_of(database)
    if waiting or head.settled != head.position:
        yield f"{name}: {waiting} entries wait, the log has {head.settled} of {head.position}"
    if not HANDLERS[name]:
        return
    cursor = database[CURSOR].find_one(NAME) or {}
    for source in SERVICES:
        at = cursor.get("places", {}).get(source, {"epoch": 1, "position": 0})
        wanted = head_of(machines.client[source])
        if (at["epoch"], at["position"]) != (wanted.epoch, wanted.position) and wanted.position:
            yield f"{name}: at {at} of {source}, which is at {wanted.epoch}, {wanted.position}"
    if cursor.get("filling"):
        yield f"{name}: filling {cursor['filling']}"
    for each in records.held(database) - excused.bad:
        if not each.startswith(records.BY_HAND):
            yield f"{name}: holds {each}"
    if database[HELD].count_documents({"message.position": 0}) < len(BY_HAND):
        yield f"{name}: has not parked what was written by hand"


def _count(machines: Machines, commands: list[Command], excused: Excused) -> Outcome:
    told = {name: records.committed(machines.client[name]) for name in SERVICES}
    everything = [each for events in told.values() for each in events]
    followed = {}
    for name in SERVICES:
        if HANDLERS[name]:
            follower = records.follower(name, HANDLERS[name], machines.client[name])
            followed[name] = of_follower(follower, everything, excused)
            parked = machines.client[name][HELD].count_documents({"message.position": 0})
            followed[name].add("lost", ["what was written by hand"] * max(0, 3 - parked))
    return Outcome(
        published={name: of_source(events) for name, events in told.items()},
        asked={
            name: of_requests(map(_request, own), told[name], excused, "command-")
            for name, own in by_service(commands)
        },
        followed=followed,
        commands=commands,
    )


def _request(command: Command) -> Request:
    return Request(
        name=f"command-{command.number}",
        service=command.service,
        kind=command.kind,
        acknowledged=command.acknowledged,
        refused=command.answered is not None and not command.acknowledged,
        event=command.event.partition("/")[2] if command.event else None,
    )
