"""By when supervision begins after a handover (R2; how many days: `start_days` in policies/*.yaml).

Whether it is late: `SupervisionCase.is_start_overdue`.
"""

from datetime import date

from supervision.domain.calendar import Calendar, Deadline, deadline
from supervision.domain.policies import Policy


def start_due(handed_over: date, policy: Policy, calendar: Calendar) -> Deadline:
    """The last day in time: so many working days after the handover, whose own day is day 0."""
    return deadline(handed_over, policy.start_days, calendar)
