"""What an officer sees to first: late, today, the last chance, then who was never met."""

from dataclasses import replace
from uuid import uuid4

import pytest
from supervision_builders import ASIMILASI, a_case, an_attempt, an_obligation, day

from supervision.domain.home_visit import HomeVisit
from supervision.domain.policies import Kind
from supervision.domain.urgency import Tier, urgency_of_obligation, urgency_of_visit


def met(case):
    return case.first_contact(case.start)[0]


def an_owed(due="2021-06-07", **given):
    return replace(an_obligation(("2021-06-03", "2021-06-10"), **given), due=day(due))


def urgency(owed, case, on, *, phone=True):
    return urgency_of_obligation(owed, case, ASIMILASI, phone=phone, on=day(on))


@pytest.mark.parametrize(
    ("on", "tier", "why", "late"),
    [
        ("2021-06-04", Tier.PLANNED, (), False),
        ("2021-06-07", Tier.TODAY, ("last_day",), False),
        ("2021-06-08", Tier.LATE, ("overdue",), True),
        ("2021-06-09", Tier.LATE, ("overdue", "last_day"), True),
    ],
)
def test_a_meeting_gets_more_urgent_day_by_day(on, tier, why, late):
    found = urgency(an_owed(), met(a_case()), on)
    assert (found.tier, found.why, found.late) == (tier, why, late)


def test_one_more_miss_before_the_threshold_is_the_last_chance():
    case = met(a_case())
    once, twice = (case.missed_in_a_row({Kind.WEEKLY_REMOTE: count}) for count in (1, 2))
    assert urgency(an_owed(), once, "2021-06-04").tier is Tier.PLANNED
    found = urgency(an_owed(), twice, "2021-06-04")
    assert (found.tier, found.why) == (Tier.LAST_CHANCE, ("misses_2",))


def test_misses_of_another_kind_say_nothing_of_this_meeting():
    case = met(a_case()).missed_in_a_row({Kind.MONTHLY_IN_PERSON: 2})
    assert urgency(an_owed(), case, "2021-06-04").why == ()


@pytest.mark.parametrize(
    ("on", "tier", "why"),
    [
        ("2021-06-04", Tier.NOT_BEGUN, "no_contact_yet"),
        ("2021-06-07", Tier.TODAY, "start_last_day"),
        ("2021-06-08", Tier.LATE, "start_overdue"),
    ],
)
def test_who_was_never_met_stands_higher_until_the_start_is_late(on, tier, why):
    found = urgency(an_owed("2021-06-09"), a_case(), on)
    assert found.tier is tier
    assert why in found.why


def test_who_did_not_answer_or_has_no_telephone_is_said_and_stands_no_higher():
    found = urgency(an_owed(attempts=(an_attempt(),)), met(a_case()), "2021-06-04", phone=False)
    assert (found.tier, found.why) == (Tier.PLANNED, ("not_reached", "no_phone"))


@pytest.mark.parametrize(
    ("on", "tier"),
    [("2021-06-04", Tier.VISIT), ("2021-06-07", Tier.TODAY), ("2021-06-08", Tier.LATE)],
)
def test_a_visit_stands_above_what_is_only_planned(on, tier):
    case = met(a_case())
    visit = HomeVisit(
        id=uuid4(),
        office_id=case.office_id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=None,
        obligation_id=None,
        opened_on=day("2021-06-03"),
        due=day("2021-06-07"),
    )
    assert urgency_of_visit(visit, case, phone=True, on=day(on)).tier is tier
