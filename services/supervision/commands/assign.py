"""Who answers for a case: chosen by rule, or by a supervisor (R20)."""

from dataclasses import dataclass
from uuid import UUID

from supervision.domain.assignment import Choice, Officer, Reason, choose_officer
from supervision.domain.case import SupervisionCase
from supervision.domain.policies import Policy
from supervision.domain.refusals import OfficerUnknown
from supervision.events import CaseloadExceeded, OfficerAssigned
from supervision.unit import Unit

Assigned = tuple[OfficerAssigned | CaseloadExceeded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignOfficer:
    """`note`: what the next officer should know; it stays in the office."""

    case_id: UUID
    officer_id: UUID
    note: str
    version: int | None = None


def assigned_by_rule(
    unit: Unit, case: SupervisionCase, policy: Policy
) -> tuple[SupervisionCase, Assigned]:
    """The case with its officer; without one where the office has none."""
    caseloads = unit.cases.caseloads()
    candidates = [
        Officer(id=each.id, caseload=caseloads.get(each.id, 0), kecamatan=frozenset(each.kecamatan))
        for each in unit.officers.at_work()
    ]
    choice = choose_officer(candidates, case.kecamatan, policy.caseload_limit)
    return case.assign(choice) if choice else (case, ())


def assign_waiting(unit: Unit, limit: int) -> int:
    """Cases for which nobody answers get an officer, as soon as the office has one. How many."""
    if not unit.officers.at_work():
        return 0
    waiting = unit.cases.without_officer(limit)
    for case in waiting:
        assigned, told = assigned_by_rule(unit, case, unit.policy_of(case))
        if assigned.officer_id is not None:
            _entrust(unit, assigned, assigned.officer_id, told)
    return len(waiting)


def assign_officer(unit: Unit, order: AssignOfficer) -> SupervisionCase:
    """A supervisor decides who answers for the case, beyond the limit too."""
    case = unit.cases.get(order.case_id, order.version)
    if case.officer_id == order.officer_id:
        return case
    if order.officer_id not in {each.id for each in unit.officers.at_work()}:
        raise OfficerUnknown(field="officer_id")
    choice = Choice(
        officer_id=order.officer_id,
        reasons=(Reason.DECIDED,),
        caseload=unit.cases.caseload(order.officer_id) + 1,
        limit=unit.policy_of(case).caseload_limit,
    )
    assigned, told = case.assign(choice)
    return _entrust(unit, assigned.noted(order.note), order.officer_id, told)


def _entrust(
    unit: Unit, case: SupervisionCase, officer_id: UUID, told: Assigned
) -> SupervisionCase:
    """What is open goes with the case."""
    saved = unit.cases.save(case)
    unit.publish(*told)
    for obligation in unit.obligations.open_of(case.id):
        unit.obligations.save(obligation.entrusted_to(officer_id))
    if case.open_visit is not None:
        unit.visits.save(unit.visits.get(case.open_visit).entrusted_to(officer_id))
    if case.open_proposal is not None:
        unit.proposals.save(unit.proposals.get(case.open_proposal).entrusted_to(officer_id))
    return saved
