"""Misses in a row: only silence after true attempts counts, and late proof undoes it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supervision_builders import ASIMILASI, a_contact, an_obligation, day

from supervision.domain.obligation import State
from supervision.domain.policies import Kind
from supervision.domain.streak import misses_in_a_row, reaches_threshold

STATES = {
    "m": State.MISSED,
    "a": State.ATTENDED,
    "l": State.ATTENDED_LATE,
    "e": State.EXCUSED,
    "h": State.EXCUSED_HOLIDAY,
    "n": State.NOT_ATTEMPTED,
    "c": State.CANCELLED,
    "s": State.SCHEDULED,
}


def history(letters, kind=Kind.WEEKLY_REMOTE):
    first = day("2021-06-01")
    spans = [
        (first + timedelta(weeks=each), first + timedelta(weeks=each + 1))
        for each in range(len(letters))
    ]
    return [
        an_obligation((opens.isoformat(), closes.isoformat()), state=STATES[letter], kind=kind)
        for letter, (opens, closes) in zip(letters, spans, strict=True)
    ]


@pytest.mark.parametrize(
    ("letters", "row"),
    [("", 0), ("m", 1), ("mmm", 3), ("mma", 0), ("mamm", 2), ("mlm", 1), ("menhcsmm", 3)],
)
def test_a_meeting_ends_the_row_and_an_excuse_or_the_offices_lapse_does_not(letters, row):
    assert len(misses_in_a_row(history(letters), Kind.WEEKLY_REMOTE)) == row


def test_missing_one_kind_of_meeting_is_not_missing_the_other():
    both = history("mm") + history("m", Kind.MONTHLY_IN_PERSON)
    assert len(misses_in_a_row(both, Kind.WEEKLY_REMOTE)) == 2
    assert len(misses_in_a_row(both, Kind.MONTHLY_IN_PERSON)) == 1


def test_the_third_miss_in_a_row_reaches_the_threshold():
    assert [reaches_threshold(each, ASIMILASI) for each in (2, 3, 4)] == [False, True, True]


def test_late_proof_for_the_middle_one_of_three_misses_leaves_one():
    first, second, third = history("mmm")
    proved, _ = second.meet(a_contact(), on=second.window_start, today=third.window_end)
    assert misses_in_a_row([first, proved, third], Kind.WEEKLY_REMOTE) == (third,)


@given(letters=st.text(alphabet="malehncs", max_size=30), order=st.randoms())
def test_the_row_is_what_is_missed_after_the_last_meeting_in_whatever_order_it_is_read(
    letters, order
):
    past = history(letters)
    missed = [each for each in past if each.state is State.MISSED]
    since = max(letters.rfind("a"), letters.rfind("l"))
    shuffled = order.sample(past, len(past))
    row = misses_in_a_row(shuffled, Kind.WEEKLY_REMOTE)
    assert list(row) == missed[letters[: since + 1].count("m") :]
