"""Whether the agency was told of its own cases, of all of them once, and of no other."""

from collections import Counter
from collections.abc import Iterator

from pamong.demo.lines import Line, line_each
from pamong.demo.story import Story
from pamong.demo.told import Told


def agency(told: Told, story: Story) -> Iterator[Line]:
    """What it heard against what the registry published; nothing where no agency was let in."""
    if told.own_cases is None:
        return
    own, heard = told.own_cases, told.agency_heard
    numbers = [each.number for each in heard]
    missing = own.kinds.keys() - {each.id for each in heard}
    foreign = sum(each.order_id not in own.orders for each in heard)
    kinds = Counter(each.kind for each in heard)
    yield from line_each("agency", "kind", kinds, Counter(own.kinds.values()))
    for key, has, due in (
        ("routed", told.agencies["deliveries"]["routed"], len(heard)),
        ("last", max(numbers, default=0), len(numbers)),
        ("distinct", len(set(numbers)), len(numbers)),
        ("missing", len(missing), 0),
        ("foreign", foreign, 0),
    ):
        yield Line(group="agency", key=key, told=has, due=due)
