"""What an officer found at a client's home (R15)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.domain.home_visit import HomeVisit, Report, Result
from supervision.own_case import check_own
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVisit:
    """`id` is the device's; `on` None means today."""

    visit_id: UUID
    id: UUID
    on: date | None
    result: Result
    findings: str
    version: int | None = None


def report_visit(unit: Unit, order: ReportVisit) -> HomeVisit:
    """The visit was made. A client who was seen was met: that starts supervision too (R2)."""
    visit = unit.visits.get(order.visit_id)
    case = unit.cases.get(visit.case_id)
    check_own(unit.actor, case)
    report = Report(
        id=order.id,
        on=order.on or unit.today,
        result=order.result,
        findings=order.findings,
        by=unit.actor.id,
    )
    made, happened = visit.complete(report, today=unit.today)
    if not happened:
        return visit
    unit.visits.get(visit.id, order.version)
    saved = unit.visits.save(made)
    unit.publish(*happened)
    after = case.without_visit() if case.open_visit == visit.id else case
    started, begun = after.first_contact(report.on) if report.result.means_met else (after, ())
    if started != case:
        unit.cases.save(started)
    unit.publish(*begun)
    return saved
