"""Served time: one rule for every date, checked against a reckoner that counts day by day."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chassis.refusals import Refused
from registry.domain.sentence import Episode, Remission, Sentence, Term
from registry.domain.served_time import Why, reckon


def day(text):
    return date.fromisoformat(text)


def an_episode(start=None, revoked=None, re_entry=None):
    start, revoked, re_entry = (each and day(each) for each in (start, revoked, re_entry))
    return Episode(scheme="asimilasi_rumah", start=start, revoked=revoked, re_entry=re_entry)


def a_sentence(*episodes, remissions=(), detained="2020-12-20", term=(1, 6, 0), count_gap=False):
    years, months, days = term
    return Sentence(
        detained=day(detained),
        term=Term(years=years, months=months, days=days),
        remissions=tuple(Remission(date=day(on), days=days) for on, days in remissions),
        episodes=tuple(an_episode(*each) for each in episodes),
        count_gap=count_gap,
    )


def dates(sentence):
    """Expiry, half and two thirds as text; None where unknown."""
    found = reckon(sentence)
    each = (found.expiry, found.half, found.two_thirds)
    return tuple(on and on.isoformat() for on in each)


REVOKED = ("2021-10-18", "2021-12-06", "2021-12-08")


def test_without_orders_the_dates_are_the_calendars():
    assert dates(a_sentence()) == ("2022-06-20", "2021-09-20", "2021-12-20")


def test_a_revoked_order_costs_its_days_and_the_gap():
    found = reckon(a_sentence(REVOKED))
    assert dates(a_sentence(REVOKED)) == ("2022-08-10", "2021-09-20", "2022-02-09")
    assert found.not_counted_days == 51


def test_where_the_gap_counts_only_the_order_is_lost():
    found = reckon(a_sentence(REVOKED, count_gap=True))
    assert dates(a_sentence(REVOKED, count_gap=True)) == ("2022-08-08", "2021-09-20", "2022-02-07")
    assert found.not_counted_days == 49


def test_an_annulled_revocation_brings_the_old_dates_back():
    assert dates(a_sentence(("2021-10-18",))) == dates(a_sentence())


def test_revoked_on_its_first_day_an_order_costs_the_gap_alone():
    found = reckon(a_sentence(("2021-10-18", "2021-10-18", "2021-10-20")))
    assert (found.not_counted_days, found.expiry) == (2, day("2022-06-22"))


def test_back_on_the_day_of_revocation_there_is_no_gap():
    found = reckon(a_sentence(("2021-10-18", "2021-10-28", "2021-10-28")))
    assert (found.not_counted_days, found.expiry) == (10, day("2022-06-30"))


def test_two_revoked_orders_cost_both():
    second = ("2022-01-10", "2022-01-15", "2022-01-20")
    assert reckon(a_sentence(REVOKED, second)).not_counted_days == 61
    assert dates(a_sentence(REVOKED, second)) == ("2022-08-20", "2021-09-20", "2022-02-19")


def test_an_order_followed_by_another_that_is_revoked_keeps_its_own_days():
    later = ("2021-12-01", "2021-12-11", "2021-12-11")
    assert reckon(a_sentence(("2021-10-18",), later)).not_counted_days == 10


def test_days_lost_twice_are_lost_once():
    overlapping = ("2021-12-06", "2021-12-08", "2021-12-08")
    assert reckon(a_sentence(REVOKED, overlapping)).not_counted_days == 51


@pytest.mark.parametrize("count_gap", [False, True])
def test_until_the_return_only_what_was_reached_before_is_known(count_gap):
    away = a_sentence(("2021-10-18", "2021-12-06"), count_gap=count_gap)
    assert dates(away) == (None, "2021-09-20", None)
    assert reckon(away).not_counted_days == 49
    assert Why.NOT_BACK in {each.why for each in reckon(away).working}


def test_a_remission_after_an_unfinished_flight_changes_nothing_yet():
    away = a_sentence(("2021-10-18", "2021-12-06"), remissions=[("2021-12-25", 400)])
    assert dates(away) == (None, "2021-09-20", None)


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        # Before the order, under it, in the gap, after the return: 30 days sooner from then on.
        ("2021-08-17", ("2022-07-11", "2021-08-21", "2022-01-10")),
        ("2021-11-01", ("2022-07-11", "2021-09-20", "2022-01-10")),
        ("2021-12-07", ("2022-07-11", "2021-09-20", "2022-01-10")),
        ("2021-12-25", ("2022-07-11", "2021-09-20", "2022-01-10")),
    ],
)
def test_a_remission_brings_every_later_date_nearer_wherever_it_falls(granted, expected):
    assert dates(a_sentence(REVOKED, remissions=[(granted, 30)])) == expected


def test_a_remission_larger_than_the_rest_ends_the_term_on_the_day_it_is_granted():
    found = dates(a_sentence(remissions=[("2021-08-17", 1000)]))
    assert found == ("2021-08-17", "2021-08-17", "2021-08-17")


def test_a_remission_under_an_order_later_revoked_can_reach_a_date_by_itself():
    assert dates(a_sentence(REVOKED, remissions=[("2021-11-01", 63)]))[2] == "2021-11-01"


def test_a_date_that_seemed_reached_under_an_order_moves_when_that_is_revoked():
    reached = ("2021-10-18", "2022-01-10", "2022-01-12")
    assert dates(a_sentence(("2021-10-18",)))[2] == "2021-12-20"
    assert dates(a_sentence(reached))[2] == "2022-03-16"


def test_a_date_reached_on_the_orders_first_day_stays():
    assert dates(a_sentence(("2021-12-20", "2021-12-30", "2022-01-01")))[2] == "2021-12-20"


def test_a_leap_day_counts_as_a_day_and_a_term_from_it_ends_with_february():
    assert dates(a_sentence(detained="2024-01-31", term=(0, 1, 0)))[0] == "2024-02-29"
    assert dates(a_sentence(detained="2024-02-29", term=(1, 0, 0)))[0] == "2025-02-28"
    lost = a_sentence(("2024-02-28", "2024-03-01", "2024-03-01"), detained="2024-01-01")
    assert reckon(lost).not_counted_days == 2


def test_a_term_is_added_by_years_then_months_then_days():
    assert dates(a_sentence(detained="2023-01-31", term=(1, 1, 1)))[0] == "2024-03-01"


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        (a_sentence(term=(0, 0, 0)), "term"),
        (a_sentence(term=(1, -1, 0)), "term"),
        (a_sentence(term=(0, 0, 999_999)), "term"),
        (a_sentence(remissions=[("2021-08-17", 0)]), "remissions[0].days"),
        (a_sentence(remissions=[("2020-12-19", 5)]), "remissions[0].date"),
        (a_sentence(("2020-12-19",)), "episodes[0].start"),
        (a_sentence(REVOKED, ("2022-01-01", "2021-12-31")), "episodes[1].revoked"),
        (a_sentence(("2021-10-18", "2021-12-06", "2021-12-05")), "episodes[0].re_entry"),
        (a_sentence(("2021-10-18", None, "2021-12-05")), "episodes[0].revoked"),
        (a_sentence((None, "2021-12-05")), "episodes[0].start"),
        (a_sentence(detained="0202-12-20"), "detained"),
        (a_sentence(("2021-10-18", "2021-12-06", "9999-12-31")), "episodes[0].re_entry"),
    ],
)
def test_papers_that_contradict_themselves_are_refused_by_field(sentence, field):
    with pytest.raises(Refused) as refused:
        reckon(sentence)
    assert refused.value.field == field


def test_the_working_adds_up_to_the_days_that_do_not_count():
    found = reckon(a_sentence(REVOKED, remissions=[("2021-08-17", 30)]))
    assert [(each.why, each.days) for each in found.working] == [
        (Why.TERM, 547),
        (Why.REMISSION, 30),
        (Why.REVOKED, 49),
        (Why.GAP, 2),
        (Why.HALF, 274),
        (Why.TWO_THIRDS, 365),
        (Why.EXPIRY, 547),
    ]


DETAINED = date(2019, 11, 20)


@st.composite
def sentences(draw):
    """Papers in order: remissions anywhere, orders anywhere, some revoked, some still away."""

    def later(than, most):
        return than + timedelta(days=draw(st.integers(0, most)))

    episodes = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.none() | st.just(later(DETAINED, 600)))
        revoked = start and draw(st.none() | st.just(later(start, 150)))
        re_entry = revoked and draw(st.none() | st.just(later(revoked, 60)))
        episodes.append(Episode(scheme="pb", start=start, revoked=revoked, re_entry=re_entry))
    remissions = [
        Remission(date=later(DETAINED, 700), days=draw(st.integers(1, 120)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    term = Term(
        years=draw(st.integers(0, 2)),
        months=draw(st.integers(0, 14)),
        days=draw(st.integers(0, 40)),
    )
    assume(term != Term())
    return Sentence(
        detained=DETAINED,
        term=term,
        remissions=tuple(remissions),
        episodes=tuple(episodes),
        count_gap=draw(st.booleans()),
    )


def counted_by_hand(sentence, share):
    """Live through the sentence a day at a time until enough is served."""
    needed = ceil(share * (sentence.term.after(sentence.detained) - sentence.detained).days)
    today, lived = sentence.detained, 0
    while True:
        forgiven = sum(each.days for each in sentence.remissions if each.date <= today)
        if lived + forgiven >= needed:
            return today
        if any(each.revoked == today and each.re_entry is None for each in sentence.episodes):
            return None
        lived += not any(is_lost(today, each, sentence.count_gap) for each in sentence.episodes)
        today += timedelta(days=1)


def is_lost(today, episode, count_gap):
    if episode.revoked is None or today < episode.start:
        return False
    if today < episode.revoked:
        return True
    return episode.re_entry is not None and today < episode.re_entry and not count_gap


@given(sentence=sentences())
def test_the_reckoning_agrees_with_counting_day_by_day(sentence):
    found = reckon(sentence)
    assert found.expiry == counted_by_hand(sentence, Fraction(1))
    assert found.half == counted_by_hand(sentence, Fraction(1, 2))
    assert found.two_thirds == counted_by_hand(sentence, Fraction(2, 3))


@given(sentence=sentences(), days=st.integers(1, 60))
def test_more_remission_never_moves_a_date_further_away(sentence, days):
    more = replace(sentence, remissions=(*sentence.remissions, Remission(date=DETAINED, days=days)))
    for before, after in zip(dates(sentence), dates(more), strict=True):
        assert before is None or after <= before


@given(sentence=sentences())
def test_half_comes_before_two_thirds_and_two_thirds_before_the_end(sentence):
    expiry, half, two_thirds = dates(sentence)
    known = [each for each in (half, two_thirds, expiry) if each]
    assert known == sorted(known)
    assert half or not two_thirds
    assert two_thirds or not expiry
