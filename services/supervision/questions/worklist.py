"""Whom an officer meets today, in one answer, the most urgent first (R15, R20)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.domain.urgency import (
    Tier,
    Urgency,
    Why,
    urgency_of_obligation,
    urgency_of_visit,
)
from supervision.own_case import officer_meant
from supervision.policy_files import caseload_limit
from supervision.store.people import Person
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWorklist:
    """`officer`: an id or `me`; `on` None means today."""

    officer: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to do for one person, and why it stands where it does."""

    thing: Obligation | HomeVisit
    case: SupervisionCase
    person: Person
    urgency: Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """`limit`: the caseload above which the supervisor is warned."""

    on: date
    officer_id: UUID
    caseload: int
    limit: int
    items: list[Item]
    counts: dict[str, int]


def worklist(unit: Unit, asked: AskWorklist) -> Worklist:
    """A handful of queries, however many clients."""
    officer_id = officer_meant(unit.actor, asked.officer)
    on = asked.on or unit.today
    owed = [each for each in unit.obligations.open_now(officer_id, on) if on < each.window_end]
    visits = [each for each in unit.visits.open_of_officer(officer_id) if each.opened_on <= on]
    things: list[Obligation | HomeVisit] = [*owed, *visits]
    cases = unit.cases.get_many(sorted({each.case_id for each in things}))
    people = unit.people.of(each.person_id for each in cases.values())
    unit.people_were_read(people)
    items = [_item(unit, each, cases[each.case_id], people[each.person_id], on) for each in things]
    items.sort(key=lambda each: (each.urgency.tier, each.thing.due, each.thing.id))
    return Worklist(
        on=on,
        officer_id=officer_id,
        caseload=unit.cases.caseload(officer_id),
        limit=caseload_limit(on),
        items=items,
        counts=dict(_counts(items)) | {"drafts": unit.proposals.drafts_of(officer_id)},
    )


def _item(
    unit: Unit, thing: Obligation | HomeVisit, case: SupervisionCase, person: Person, on: date
) -> Item:
    phone = case.phone_known if person.phone_known is None else person.phone_known
    if isinstance(thing, Obligation):
        urgency = urgency_of_obligation(thing, case, unit.policy_of(case), phone=phone, on=on)
    else:
        urgency = urgency_of_visit(thing, case, phone=phone, on=on)
    return Item(thing=thing, case=case, person=person, urgency=urgency)


def _counts(items: list[Item]) -> Iterator[tuple[str, int]]:
    """`late` and `today` by what is due; `no_contact_yet` and `clients` by case."""
    kinds = Counter(type(each.thing) for each in items)
    yield "obligations", kinds[Obligation]
    yield "home_visits", kinds[HomeVisit]
    yield "late", sum(each.urgency.late for each in items)
    yield "today", sum(each.urgency.tier is Tier.TODAY for each in items)
    not_begun = {each.case.id for each in items if Why.NO_CONTACT_YET in each.urgency.why}
    yield "no_contact_yet", len(not_begun)
    yield "clients", len({each.case.id for each in items})
