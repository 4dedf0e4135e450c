"""The plan of a run: which blow falls when, on what, for how long. A pure function of seed and
seconds, so that a run can be had again."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chassis.settings import SERVICES

EVERY_SECONDS = 1.4
PUBLISHING = ("registry", "supervision", "identity", "training", "notifications")
FOLLOWING = ("registry", "supervision", "training", "notifications", "agencies")
RESTORABLE = ("identity", "training", "notifications", "agencies")
"""Whose loss of some minutes others bear without a person's judgement (docs/bus.md)."""
WORKERS = tuple(f"{each} work {n}" for each in SERVICES for n in (1, 2))
APIS = tuple(f"{each} api" for each in SERVICES)


Heal = Callable[[], None] | None
"""What ends a blow that lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """`seconds` after it fell it is healed; `amount` is for whom it needs one."""

    at: float
    kind: str
    target: str
    seconds: float
    amount: float

    def __str__(self) -> str:
        return f"{self.at:6.1f} s  {self.kind:20} {self.target:22} {self.seconds:3.1f} s"


@dataclass(frozen=True, slots=True)
class Kind:
    targets: Sequence[str] = ("",)
    seconds: tuple[float, float] = (0.0, 0.0)


SHORT, LONG = (0.5, 3.0), (4.5, 8.0)
"""Long is longer than a lease lasts here."""

KINDS: Mapping[str, Kind] = {
    "kill_worker": Kind(WORKERS),
    "kill_workers": Kind(SERVICES),
    "kill_api": Kind(SERVICES),
    "pause_worker": Kind(WORKERS, LONG),
    "pause_api": Kind(APIS, SHORT),
    "kill_store": Kind(),
    "kill_broker": Kind(),
    "pause_store": Kind(seconds=SHORT),
    "pause_broker": Kind(seconds=LONG),
    "cut_store": Kind(SERVICES),
    "cut_broker": Kind(SERVICES),
    "cut_api": Kind(SERVICES),
    "hold_store": Kind(SERVICES, LONG),
    "hold_broker": Kind(SERVICES, LONG),
    "hold_api": Kind(SERVICES, SHORT),
    "half_open_store": Kind(SERVICES, LONG),
    "half_open_broker": Kind(SERVICES, LONG),
    "half_open_api": Kind(SERVICES, SHORT),
    "slow_store": Kind(SERVICES, LONG),
    "slow_broker": Kind(SERVICES, LONG),
    "lose_commit_answer": Kind(SERVICES, LONG),
    "lose_commit_request": Kind(SERVICES, LONG),
    "close_channels": Kind(SERVICES),
    "cancel_consumers": Kind(SERVICES),
    "delete_stream": Kind(),
    "truncate_stream": Kind(FOLLOWING, LONG),
    "lose_confirmed": Kind(PUBLISHING),
    "repeat": Kind(PUBLISHING),
    "memory_alarm": Kind(seconds=SHORT),
    "disk_alarm": Kind(seconds=SHORT),
    "wrong_clock": Kind((*WORKERS, *APIS), LONG),
    "by_hand": Kind(("malformed", "forged", "oversized")),
    "planted": Kind(("unknown", "future", "incomplete", "poison")),
    "restore_backup": Kind(RESTORABLE, LONG),
    "next_day": Kind(),
}
MOST_SKEW_SECONDS = 20.0


def plan(seed: int, duration: float) -> list[Blow]:
    """A deck of all kinds is dealt, shuffled, again and again."""
    chance = random.Random(seed)
    blows: list[Blow] = []
    deck: list[str] = []
    at = EVERY_SECONDS
    while at < duration:
        deck = deck or chance.sample(sorted(KINDS), len(KINDS))
        name = deck.pop()
        kind = KINDS[name]
        blows.append(
            Blow(
                at=at,
                kind=name,
                target=chance.choice(kind.targets),
                seconds=chance.uniform(*kind.seconds),
                amount=chance.uniform(-MOST_SKEW_SECONDS, MOST_SKEW_SECONDS),
            )
        )
        at += EVERY_SECONDS
    return blows
