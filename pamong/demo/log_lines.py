"""Whether each event was published once, and passed once by every follower."""

from collections.abc import Iterator, Mapping
from typing import Any

from pamong.demo.lines import Line, line_each
from pamong.demo.story import Story
from pamong.demo.told import Told

SKIPPED = "skipped_"


def events(told: Told, story: Story) -> Iterator[Line]:
    """As many distinct places as the highest place: no event is missing, none is there twice."""
    heads = heads_of(told)
    yield from line_each("events", "published", heads, _of(told, "events"))
    yield from line_each("events", "distinct", _of(told, "distinct"), _of(told, "highest"))
    if told.log is not None:
        counts = {name: count for name, (count, _) in told.log.items()}
        highest = {name: last for name, (_, last) in told.log.items()}
        yield from line_each("events", "in_log", counts, heads)
        yield from line_each("events", "last_in_log", highest, heads)


def followers(told: Told, story: Story) -> Iterator[Line]:
    """Each follower stands where every service's head is, and accounts for all that it read."""
    heads = heads_of(told)
    for name, status in sorted(told.statuses.items()):
        if status["follower"] is not None:
            yield from _follower(name, status["follower"], heads)


def _follower(name: str, state: Mapping[str, Any], heads: Mapping[str, int]) -> Iterator[Line]:
    counts, facts = state["counts"], {"what": name}
    skipped = {key: n for key, n in sorted(counts.items()) if key.startswith(SKIPPED)}
    applied, read = counts.get("applied", 0), counts.get("read", 0)
    new = read - counts.get(f"{SKIPPED}repeat", 0)
    places = {source: place["position"] for source, place in state["places"].items()}
    lost = sum(max(0, head - places.get(source, 0)) for source, head in heads.items())
    dropped, held, parked = counts.get("dropped", 0), state["held"], state["parked"]
    due = applied + sum(skipped.values()) + dropped + held + parked
    yield Line(group="followers", key="heard", told=new, due=sum(heads.values()), facts=facts)
    yield Line(group="followers", key="read", told=read, due=due, facts=facts)
    yield Line(group="followers", key="applied", told=applied, facts=facts)
    for reason, number in skipped.items():
        yield Line(group="followers", key=reason, told=number, facts=facts)
    none = {"held": held, "parked": parked, "dropped": dropped, "lost": lost}
    for key, number in none.items():
        yield Line(group="followers", key=key, told=number, due=0, facts=facts)


def heads_of(told: Told) -> dict[str, int]:
    return {name: status["head"]["position"] for name, status in told.statuses.items()}


def _of(told: Told, figure: str) -> dict[str, int]:
    return {name: getattr(feed, figure) for name, feed in told.feeds.items()}
