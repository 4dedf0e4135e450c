"""Agreements cover the days of a programme; a room has one user at a time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_builders import OFFICE, a_partner, day

from training.domain import refusals
from training.domain.partner import Agreement, check_agreements
from training.domain.room import Room, book
from training.domain.slot import Slot, slot

NINE = datetime(2021, 6, 14, 2, tzinfo=UTC)
HALL = Room(id=uuid4(), office_id=OFFICE, name="Aula", seats=30)


def a_booking(start=0, end=3, taken=()):
    return book(
        id=uuid4(),
        room=HALL,
        starts_at=NINE + timedelta(hours=start),
        ends_at=NINE + timedelta(hours=end),
        taken=taken,
        borrower="Karang Taruna",
    )


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2021-06-14", "2021-06-30", True),
        ("2021-06-01", "2021-06-01", True),
        ("2021-06-29", "2021-07-01", False),
        ("2021-05-31", "2021-06-02", False),
        ("2022-01-10", "2022-01-12", False),
    ],
)
def test_a_programme_lies_within_the_days_of_its_partners_agreement(first, last, fits):
    partner = a_partner(start="2021-06-01", end="2021-06-30")
    if fits:
        check_agreements([partner], day(first), day(last))
    else:
        with pytest.raises(refusals.AgreementEnded):
            check_agreements([partner], day(first), day(last))


def test_every_partners_agreement_counts():
    ended = a_partner(end="2021-06-01")
    with pytest.raises(refusals.AgreementEnded):
        check_agreements([a_partner(), ended], day("2021-06-14"), day("2021-06-18"))


def test_without_dates_or_without_paper_nothing_is_refused():
    check_agreements([a_partner(end="2021-01-31")], None, None)
    check_agreements([a_partner(agreement=None)], day("2021-06-14"), day("2021-06-18"))


def test_an_agreement_does_not_end_before_it_starts():
    with pytest.raises(refusals.EndBeforeStart):
        Agreement(number="PKS-1", start=day("2021-02-01"), end=day("2021-01-31"))


def test_a_room_is_not_lent_twice_for_the_same_hour():
    with pytest.raises(refusals.RoomTaken):
        a_booking(2, 4, taken=[a_booking(0, 3)])


def test_one_may_begin_when_the_other_ends():
    assert a_booking(3, 5, taken=[a_booking(0, 3)]).borrower == "Karang Taruna"


def test_a_room_that_was_given_back_can_be_lent_again():
    assert a_booking(taken=[a_booking().release()])


def test_hours_end_after_they_begin():
    with pytest.raises(refusals.EndBeforeStart):
        slot(NINE, NINE)


hours = st.lists(st.integers(0, 48), min_size=2, max_size=2, unique=True).map(sorted)


@given(hours, hours)
def test_two_slots_overlap_when_they_have_an_hour_in_common(first, second):
    (start, end), (other_start, other_end) = first, second
    one = Slot(NINE + timedelta(hours=start), NINE + timedelta(hours=end))
    other = Slot(NINE + timedelta(hours=other_start), NINE + timedelta(hours=other_end))
    common = set(range(start, end)) & set(range(other_start, other_end))
    assert one.overlaps(other) is bool(common)
    assert one.overlaps(other) is other.overlaps(one)
