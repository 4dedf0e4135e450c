"""One thing, read by someone who may: of a protected person only with a reason (R6).

Who answers for a case may read all of it, what was closed under another officer too.
"""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from supervision.commands.owed import own_obligation
from supervision.domain.calendar import Deadline
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.domain.policies import Policy
from supervision.domain.proposal import RevocationProposal
from supervision.domain.refusals import ReasonNeeded
from supervision.domain.start_due import start_due
from supervision.own_case import check_own
from supervision.questions.lists import AboutSomeone, Shown
from supervision.store.people import Person
from supervision.unit import Unit

T = TypeVar("T", bound=AboutSomeone)


@dataclass(frozen=True, slots=True)
class AskOne:
    """`reason`: why a protected person is read of."""

    id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with the working behind its dates."""

    shown: Shown[SupervisionCase]
    policy: Policy
    start: Deadline


def case_file(unit: Unit, asked: AskOne) -> CaseFile:
    case, person = unit.cases.with_person(asked.id)
    check_own(unit.actor, case)
    policy = unit.policy_of(case)
    start = start_due(case.handed_over, policy, unit.calendars.working_days())
    return CaseFile(_shown(unit, case, person, asked), policy, start)


def obligation(unit: Unit, asked: AskOne) -> Shown[Obligation]:
    """Of a program only the obligation is looked for, not the person it may not see."""
    if not unit.by_person:
        return Shown(unit.obligations.get(asked.id), None)
    _, person = unit.obligations.with_person(asked.id)
    return _shown(unit, own_obligation(unit, asked.id), person, asked)


def visit(unit: Unit, asked: AskOne) -> Shown[HomeVisit]:
    found, person = unit.visits.with_person(asked.id)
    check_own(unit.actor, unit.cases.get(found.case_id))
    return _shown(unit, found, person, asked)


def proposal(unit: Unit, asked: AskOne) -> Shown[RevocationProposal]:
    found, person = unit.proposals.with_person(asked.id)
    check_own(unit.actor, unit.cases.get(found.case_id))
    return _shown(unit, found, person, asked)


def check_reason(unit: Unit, person: Person, reason: str | None) -> None:
    """ReasonNeeded when a person reads of a protected one without saying why; else recorded."""
    said = (reason or "").strip()
    if person.protected and unit.by_person and not said:
        raise ReasonNeeded(field="Pamong-Reason")
    unit.people_were_read([person.id], reason=said or None)


def _shown(unit: Unit, thing: T, person: Person, asked: AskOne) -> Shown[T]:
    """A program, of whose readings there is no record, is told nothing of the person."""
    if not unit.by_person:
        return Shown(thing, None)
    check_reason(unit, person, asked.reason)
    return Shown(thing, person)
