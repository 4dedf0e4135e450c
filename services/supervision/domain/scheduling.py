"""From an order to its case, and from the case to what it owes next (R2, R4, R10)."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from supervision.domain.calendar import ONE_DAY, Calendar
from supervision.domain.case import SupervisionCase
from supervision.domain.obligation import Obligation, State
from supervision.domain.policies import Kind, Policy
from supervision.domain.start_due import start_due
from supervision.domain.windows import Planned, next_opening, schedule
from supervision.events import ObligationScheduled


def begin(
    *,
    id: UUID,
    office_id: str,
    person_id: UUID,
    scheme: str,
    decree_date: date,
    start: date,
    end: date,
    kecamatan: str | None,
    phone_known: bool,
    handed_over: date,
    policy: Policy,
    calendar: Calendar,
) -> SupervisionCase:
    """A case from its order's first day, whether or not a telephone is known (R4)."""
    return SupervisionCase(
        id=id,
        office_id=office_id,
        person_id=person_id,
        scheme=scheme,
        decree_date=decree_date,
        start=start,
        end=end,
        kecamatan=kecamatan,
        phone_known=phone_known,
        handed_over=handed_over,
        start_due=start_due(handed_over, policy, calendar).due,
        scheduled_until=start,
    )


def owe_until(
    before: date,
    case: SupervisionCase,
    policy: Policy,
    calendar: Calendar,
    new_id: Callable[[], UUID],
    standing: Collection[tuple[Kind, date]] = (),
) -> tuple[SupervisionCase, tuple[tuple[Obligation, ObligationScheduled], ...]]:
    """The obligations of windows that open before that day and have none yet; again: none.

    Windows count from the order's first day; one that was over by the handover was the
    prison's and is not owed. `standing`: windows (by kind and start) with an obligation that a
    suspension left as it was. The case is scheduled as far as the next window that opens.
    """
    case.check_active()
    planned = schedule(
        policy, case.start, case.end, calendar, since=case.scheduled_until, before=before
    )
    owed = tuple(
        _owe(new_id(), case, each)
        for each in planned
        if each.window_end > case.handed_over and (each.kind, each.window_start) not in standing
    )
    since = max(before, case.scheduled_until)
    return case.scheduled_to(next_opening(policy, case.start, case.end, since)), owed


def is_owed_on(day: date, case: SupervisionCase, policy: Policy) -> bool:
    """Whether the case owes a meeting in some window in which `day` lies."""
    since = max(case.start, case.reinstated_on or case.start)
    planned = schedule(policy, case.start, case.end, Calendar(), since=since, before=day + ONE_DAY)
    return any(each.window_end > day for each in planned)


def _owe(
    id: UUID, case: SupervisionCase, planned: Planned
) -> tuple[Obligation, ObligationScheduled]:
    obligation = Obligation(
        id=id,
        office_id=case.office_id,
        person_id=case.person_id,
        case_id=case.id,
        officer_id=case.officer_id,
        kind=planned.kind,
        in_person=planned.in_person,
        window_start=planned.window_start,
        window_end=planned.window_end,
        due=planned.due,
        state=State.EXCUSED_HOLIDAY if planned.excused_holiday else State.SCHEDULED,
    )
    return obligation, ObligationScheduled(
        obligation_id=id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=case.officer_id,
        kind=planned.kind,
        window_start=planned.window_start,
        window_end=planned.window_end,
        due=planned.due,
        excused_holiday=planned.excused_holiday,
    )
