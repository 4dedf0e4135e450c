"""The bus' promises hold in every state of a small model, and a protocol with a mistake breaks one.

`PAMONG_MODEL=large` looks at larger worlds too; with `-s` the number of states is told, and the
shortest way to what each mistake breaks.
"""

import os
from dataclasses import fields

import pytest
from mistakes import MISTAKES
from model import Bounds, Protocol
from search import search

SMALL = (
    Bounds(commits=(2, 1), relays=2, crashes=1),
    Bounds(commits=(2, 2), relays=2, followers=0, crashes=2),
    Bounds(commits=(1, 1), followers=2, crashes=1, losses=1),
    Bounds(commits=(1,), crashes=1, restores=1),
    Bounds(commits=(2,), losses=1, restores=1),
)
LARGE = (
    Bounds(commits=(2, 2), both=1, relays=2, followers=0, crashes=2),
    Bounds(commits=(2, 2), relays=2, followers=2, crashes=1),
    Bounds(commits=(1, 1), relays=2, followers=2, crashes=1, losses=1),
    Bounds(commits=(2, 1), losses=2),
    Bounds(commits=(2,), restores=2),
)
CHOSEN = (*SMALL, *LARGE) if os.environ.get("PAMONG_MODEL") == "large" else SMALL


def named(bounds: Bounds) -> str:
    sizes = {each.name: getattr(bounds, each.name) for each in fields(bounds)}
    commits = "+".join(map(str, sizes.pop("commits")))
    return "-".join([f"{commits}commits", *(f"{n}{name}" for name, n in sizes.items() if n)])


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("bounds", CHOSEN, ids=named)
def test_every_promise_holds_in_every_state(bounds: Bounds) -> None:
    found = search(Protocol(bounds))
    print(f"\n{named(bounds)}: {found}")  # noqa: T201
    assert found.broken is None, str(found)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.__name__)
def test_a_protocol_with_a_mistake_breaks_a_promise(mistake: type[Protocol]) -> None:
    found = search(mistake(mistake.bounds_to_fail))
    print(f"\n{mistake.__doc__}\n{found}")  # noqa: T201
    assert found.broken, f"nobody noticed in {found.states} states: {mistake.__doc__}"
