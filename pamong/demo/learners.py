"""Who is asked to join a programme, and who comes: drawn once from the seed, always the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from pamong.demo.behaviour import Client

WILLING = 0.6
CAME, EXCUSED = 0.9, 0.05
"""Shares of a session's participants; the rest stay away."""
PASSES_CHECK = 0.96
ILL = "Sakit, memberi kabar sebelum kegiatan."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A person who is asked to join; the office lends what following online needs."""

    person_id: str
    lent_device: bool


def chosen(
    seed: int,
    title: str,
    candidates: Iterable[Mapping[str, Any]],
    people: Mapping[str, Client],
    wanted: int,
) -> list[Asked]:
    """Of those who would like to, the best fitting; at most as many as are `wanted`."""
    drawn = []
    for each in candidates:
        client = people.get(each["person_id"])
        if client is None:
            continue
        dice = Random(f"{seed}/{client.number}/{title}")  # noqa: S311 no secret
        if dice.random() < WILLING:
            drawn.append((-each["points"], dice.random(), client.number, each))
    return [
        Asked(person_id=each["person_id"], lent_device="needs_lent_device" in each["reasons"])
        for *_, each in sorted(drawn, key=lambda one: one[:3])[:wanted]
    ]


def attendance(seed: int, client: Client, day: date, checks: Iterable[str]) -> dict[str, Any]:
    """What is recorded of the client on that day of a programme, as the API takes it."""
    dice = Random(f"{seed}/{client.number}/session/{day}")  # noqa: S311
    draw = dice.random()
    if draw < CAME:
        passed = {each: dice.random() < PASSES_CHECK for each in checks}
        return {"state": "attended", "checks": passed}
    if draw < CAME + EXCUSED:
        return {"state": "excused", "reason": ILL}
    return {"state": "absent"}
