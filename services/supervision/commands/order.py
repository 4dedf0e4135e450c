"""What happens to an order, and what that does to its case (R16)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.ids import new_id
from supervision.commands.begin import AHEAD
from supervision.commands.close import close
from supervision.commands.misses import withdraw_draft
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import Withdrawn
from supervision.domain.obligation import Cancelled, State
from supervision.domain.proposal import Decision, Outcome
from supervision.domain.proposal import State as Proposal
from supervision.domain.scheduling import owe_until
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendCase:
    case_id: UUID
    on: date
    proposal_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstateCase:
    case_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCase:
    case_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectProposal:
    proposal_id: UUID
    on: date


def suspend_case(unit: Unit, order: SuspendCase) -> SupervisionCase:
    """The head of office revoked the order for a time: nothing is owed, nobody goes."""
    case = unit.cases.get(order.case_id)
    if order.proposal_id is not None:
        case = _decided(unit, case, order.proposal_id, Outcome.SUSPENDED, order.on)
    stopped = _stopped(unit, case.suspend(), order.on, Cancelled.SUSPENDED, Withdrawn.SUSPENDED)
    return unit.cases.save(stopped)


def end_case(unit: Unit, order: EndCase) -> SupervisionCase:
    """The order has ended: it ran out, or the client is back in prison."""
    case = unit.cases.get(order.case_id)
    stopped = _stopped(unit, case.finish(), order.on, Cancelled.ENDED, Withdrawn.ENDED)
    return unit.cases.save(stopped)


def reinstate_case(unit: Unit, order: ReinstateCase) -> SupervisionCase:
    """The suspension was annulled: windows that open from that day on are owed again."""
    case = unit.cases.get(order.case_id)
    if case.is_active:
        return case
    standing = {
        (each.kind, each.window_start)
        for each in unit.obligations.of_cases([case.id])
        if each.state is not State.CANCELLED
    }
    until = max(unit.today, case.start) + AHEAD
    back, owed = owe_until(
        until,
        case.reinstate(order.on),
        unit.policy_of(case),
        unit.calendars.working_days(),
        new_id,
        standing,
    )
    saved = unit.cases.save(back)
    for obligation, scheduled in owed:
        unit.obligations.add(obligation)
        unit.publish(scheduled)
    return saved


def reject_proposal(unit: Unit, order: RejectProposal) -> SupervisionCase:
    """The head of office does not revoke: the case goes on."""
    case = unit.cases.get(unit.proposals.get(order.proposal_id).case_id)
    return unit.cases.save(_decided(unit, case, order.proposal_id, Outcome.REJECTED, order.on))


def _decided(
    unit: Unit, case: SupervisionCase, proposal_id: UUID, outcome: Outcome, on: date
) -> SupervisionCase:
    """The case, whose proposal is decided; one that is decided already stays as it is."""
    proposal = unit.proposals.get_or_none(proposal_id)
    if proposal is None or proposal.state is not Proposal.SUBMITTED:
        return case
    unit.proposals.save(proposal.decide(Decision(outcome=outcome, on=on)))
    return case.without_proposal() if case.open_proposal == proposal_id else case


def _stopped(
    unit: Unit, case: SupervisionCase, on: date, why: Cancelled, withdrawn: Withdrawn
) -> SupervisionCase:
    """Windows that were over by then are closed as always; what is open still is owed no more."""
    standing = unit.obligations.open_of(case.id)
    over = [each for each in standing if each.window_end <= min(on, unit.today)]
    case = close(unit, case, over)
    for obligation in standing:
        if obligation not in over:
            cancelled, happened = obligation.cancel(why)
            unit.obligations.save(cancelled)
            unit.publish(*happened)
    case = _without_visit(unit, case, withdrawn)
    if case.open_proposal is None:
        return case
    proposal = unit.proposals.get(case.open_proposal)
    if proposal.state is not Proposal.DRAFT:
        return case
    withdraw_draft(unit, proposal)
    return case.without_proposal()


def _without_visit(unit: Unit, case: SupervisionCase, why: Withdrawn) -> SupervisionCase:
    if case.open_visit is None:
        return case
    visit, happened = unit.visits.get(case.open_visit).withdraw(why)
    unit.visits.save(visit)
    unit.publish(*happened)
    return case.without_visit()
