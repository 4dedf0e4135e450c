"""What a planner should look at: said of a programme, never a reason to refuse it."""

from collections.abc import Iterable
from enum import StrEnum

from training.domain.budget import sums
from training.domain.partner import Partner
from training.domain.programme import BEING_PLANNED, UNDER_WAY, Programme, State
from training.domain.waiting_list import Roll


class Flag(StrEnum):
    PARTNER_WITHOUT_AGREEMENT = "partner_without_agreement"
    BELOW_MINIMUM = "below_minimum"
    OVERSPENT = "overspent"


def flags(programme: Programme, partners: Iterable[Partner], roll: Roll | None) -> tuple[Flag, ...]:
    """Of what is still under way: a partner without paper, too few people once enrolment is
    closed. At any time: more spent than planned.
    """
    money = sums(programme.budget)
    taken = len(roll.accepted) if roll else 0
    closed = programme.state in UNDER_WAY - BEING_PLANNED - {State.APPROVED, State.OPEN}
    unpapered = any(each.agreement is None for each in partners)
    found = (
        (Flag.PARTNER_WITHOUT_AGREEMENT, programme.state in UNDER_WAY and unpapered),
        (Flag.BELOW_MINIMUM, closed and taken < programme.minimum),
        (Flag.OVERSPENT, money.spent > money.planned),
    )
    return tuple(code for code, holds in found if holds)
