"""One thing, read by someone who may: of a protected person only with a reason (R6)."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from supervision.domain.calendar import Deadline, deadline
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.domain.policies import Policy
from supervision.domain.proposal import RevocationProposal
from supervision.domain.refusals import ReasonNeeded
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
    case = unit.cases.get(asked.id)
    shown = _shown(unit, case, case, asked)
    policy = unit.policy_of(shown.thing)
    days = unit.calendars.working_days()
    return CaseFile(shown, policy, deadline(shown.thing.handed_over, policy.start_days, days))


def obligation(unit: Unit, asked: AskOne) -> Shown[Obligation]:
    found = unit.obligations.get(asked.id)
    return _shown(unit, found, unit.cases.get(found.case_id), asked)


def visit(unit: Unit, asked: AskOne) -> Shown[HomeVisit]:
    found = unit.visits.get(asked.id)
    return _shown(unit, found, unit.cases.get(found.case_id), asked)


def proposal(unit: Unit, asked: AskOne) -> Shown[RevocationProposal]:
    found = unit.proposals.get(asked.id)
    return _shown(unit, found, unit.cases.get(found.case_id), asked)


def check_reason(unit: Unit, person: Person, reason: str | None) -> None:
    """ReasonNeeded when a person reads of a protected one without saying why; else recorded."""
    said = (reason or "").strip()
    if person.protected and unit.by_person and not said:
        raise ReasonNeeded(field="Pamong-Reason")
    unit.people_were_read([person.id], reason=said or None)


def _shown(unit: Unit, thing: T, case: SupervisionCase, asked: AskOne) -> Shown[T]:
    """Who answers for the case may read all of it, what was closed under another too."""
    check_own(unit.actor, case)
    person = unit.people.of([thing.person_id])[thing.person_id]
    check_reason(unit, person, asked.reason)
    return Shown(thing, person)
