"""The office's half-year in figures: rows, orders, obligations, visits, revocations."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pamong.demo.lines import Line, line_each
from pamong.demo.story import Story
from pamong.demo.told import Told

MET = ("attended", "attended_late")


def rows(told: Told, story: Story) -> Iterator[Line]:
    """Every row that was sent was answered, and those accepted are the orders there are."""
    outcomes = story.outcomes()
    orders = sum(told.registry["orders"].values())
    yield Line(group="rows", key="answered", told=outcomes.total(), due=story.counts["rows"])
    yield Line(group="rows", key="accepted", told=orders, due=outcomes["accepted"])
    for outcome in ("refused", "already_recorded"):
        yield Line(group="rows", key=outcome, told=outcomes[outcome])
        codes = Counter(code for row in story.rows if row.outcome == outcome for code in row.codes)
        for code, number in codes.most_common():
            yield Line(group="rows", key="code", told=number, facts={"what": code})


def orders(told: Told, story: Story) -> Iterator[Line]:
    """By scheme, by book with numbers that have no gap, by state; each with officer and duties."""
    accepted = story.accepted()
    schemes = Counter(row.scheme or "?" for row in accepted)
    yield from line_each("orders", "scheme", told.registry["orders_by_scheme"], schemes)
    numbers = _numbers(story)
    books = Counter[str]()
    for (book, _), given in numbers.items():
        books[book] += len(set(given))
    yield from line_each("orders", "book", told.registry["orders_by_book"], books)
    for (book, year), given in sorted(numbers.items()):
        last, facts = max(given), {"what": f"{book} {year}"}
        yield Line(group="orders", key="last", told=last, due=len(given), facts=facts)
    replayed = told.replay.counts("orders")
    yield from line_each("orders", "order_state", told.registry["orders"], replayed)
    cases = sum(told.supervision["cases"].values())
    yield Line(group="orders", key="cases", told=cases, due=len(accepted))
    for key in ("in_force_without_obligations", "in_force_without_officer"):
        yield Line(group="orders", key=key, told=told.supervision[key], due=0)


def obligations(told: Told, story: Story) -> Iterator[Line]:
    """All that were owed came to something, as the events say too; meetings are what was sent."""
    states = told.supervision["obligations"]
    owed = told.replay.counts("obligations")
    met = sum(states.get(each, 0) for each in MET)
    yield Line(group="obligations", key="owed", told=sum(states.values()), due=owed.total())
    yield from line_each("obligations", "obligation_state", states, owed)
    yield Line(group="obligations", key="met", told=met, due=story.counts["contacts"])
    excused = states.get("excused", 0)
    yield Line(group="obligations", key="excused", told=excused, due=story.counts["excuses"])


def visits(told: Told, story: Story) -> Iterator[Line]:
    """Visits as the events say, and as many made as were reported."""
    states = told.supervision["home_visits"]
    yield from line_each("visits", "visit_state", states, told.replay.counts("home_visits"))
    made = states.get("completed", 0)
    yield Line(group="visits", key="made", told=made, due=story.counts["visits"])


def revocations(told: Told, story: Story) -> Iterator[Line]:
    """Proposals, decisions, re-entries, and orders that ran their course."""
    counts, states = story.counts, told.registry["orders"]
    suspended = states.get("suspended", 0) + states.get("revoked", 0)
    proposals = sum(told.registry["proposals"].values())
    decided = counts["decisions_suspended"] + counts["decisions_rejected"]
    for key, has, due in (
        ("proposals", proposals, counts["submissions"]),
        ("decided", told.registry["proposals"].get("decided", 0), decided),
        ("suspended", suspended, counts["decisions_suspended"]),
        ("revoked", states.get("revoked", 0), counts["re_entries"]),
        ("completed", states.get("completed", 0), counts["completions"]),
    ):
        yield Line(group="revocations", key=key, told=has, due=due)
    rejected = counts["decisions_rejected"]
    yield Line(group="revocations", key="rejected", told=rejected)
    for (what, code), number in sorted(story.refusals.items()):
        facts = {"what": what, "code": code}
        yield Line(group="revocations", key="request_refused", told=number, due=0, facts=facts)


def _numbers(story: Story) -> dict[tuple[str, str], list[int]]:
    """The entries' numbers by book and year, from `IX.B/0123/2021`."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in story.accepted():
        book, number, year = (row.register_number or "?/0/?").split("/")
        found[book, year].append(int(number))
    return found
