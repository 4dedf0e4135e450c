"""Lists, a page at a time, each thing with whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from chassis.paging import Page
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.domain.proposal import RevocationProposal
from supervision.own_case import check_own, is_own, officer_asked_for
from supervision.store.people import Person
from supervision.unit import Unit


class AboutSomeone(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def officer_id(self) -> UUID | None: ...


T = TypeVar("T", bound=AboutSomeone)


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """A thing, and whom it is about: None where that is not to be told."""

    thing: T
    person: Person | None


@dataclass(frozen=True, slots=True)
class ShownPage(Generic[T]):
    """A page, and the id after which the next one goes on; None on the last."""

    items: list[Shown[T]]
    next: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskList:
    """What a list is of; None asks for all. `officer`: an id or `me`."""

    page: Page
    officer: str | None = None
    state: Any = None
    person_id: UUID | None = None
    case_id: UUID | None = None
    due_from: date | None = None
    due_to: date | None = None


def cases(unit: Unit, asked: AskList) -> ShownPage[SupervisionCase]:
    officer_id = officer_asked_for(unit.actor, asked.officer)
    found = unit.cases.page(
        _one_more(asked.page),
        officer_id=officer_id,
        state=asked.state,
        person_id=asked.person_id,
    )
    return _listed(unit, found, asked.page)


def obligations(unit: Unit, asked: AskList) -> ShownPage[Obligation]:
    """Of one case or one person, of an officer, or of the office."""
    if asked.case_id is None and asked.person_id is None:
        found = unit.obligations.page(
            _one_more(asked.page),
            officer_id=officer_asked_for(unit.actor, asked.officer),
            state=asked.state,
            due_from=asked.due_from,
            due_to=asked.due_to,
        )
    else:
        of_cases = unit.obligations.of_cases([each.id for each in _cases_asked_for(unit, asked)])
        found = [each for each in of_cases if _is_asked_for(each, asked)]
    return _listed(unit, found, asked.page)


def visits(unit: Unit, asked: AskList) -> ShownPage[HomeVisit]:
    officer_id = officer_asked_for(unit.actor, asked.officer)
    found = unit.visits.page(_one_more(asked.page), officer_id=officer_id, state=asked.state)
    return _listed(unit, found, asked.page)


def proposals(unit: Unit, asked: AskList) -> ShownPage[RevocationProposal]:
    officer_id = officer_asked_for(unit.actor, asked.officer)
    found = unit.proposals.page(_one_more(asked.page), officer_id=officer_id, state=asked.state)
    return _listed(unit, found, asked.page)


def _cases_asked_for(unit: Unit, asked: AskList) -> Sequence[SupervisionCase]:
    """NotOwnClient for a case that is another's; of a person, only cases that are one's own."""
    if asked.case_id is not None:
        case = unit.cases.get(asked.case_id)
        check_own(unit.actor, case)
        return [case]
    of_person = unit.cases.of_person(asked.person_id) if asked.person_id else []
    return [each for each in of_person if is_own(unit.actor, each)]


def _is_asked_for(obligation: Obligation, asked: AskList) -> bool:
    return (
        (asked.page.after is None or obligation.id > asked.page.after)
        and asked.state in (None, obligation.state)
        and (asked.due_from is None or obligation.due >= asked.due_from)
        and (asked.due_to is None or obligation.due <= asked.due_to)
    )


def _one_more(page: Page) -> Page:
    """To see whether another page follows."""
    return replace(page, limit=page.limit + 1)


def _listed(unit: Unit, found: Sequence[T], page: Page) -> ShownPage[T]:
    """The page with whom its things are about; who read of them is recorded.

    A program, of whose readings there is no record, is told nothing of the people.
    """
    things = found[: page.limit]
    after = things[-1].id if len(found) > page.limit else None
    if not unit.by_person:
        return ShownPage([Shown(each, None) for each in things], after)
    people = unit.people.of(each.person_id for each in things)
    unit.people_were_read(people)
    return ShownPage([Shown(each, people[each.person_id]) for each in things], after)
