"""What comes of a meeting is drawn from the seed, the row and the window, and from nothing else."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from demo_builders import a_client, a_month, a_week
from hypothesis import given
from hypothesis import strategies as st

from pamong.demo.behaviour import Excuse, Fail, Forget, Meet, gone, plan, visit
from pamong.demo.channels import tries_for
from pamong.demo.working_days import is_working_day, working_days
from supervision.domain.contacts import Attempt, Channel, Target
from supervision.domain.enough_attempts import tried_enough
from supervision.domain.policies import policy_for
from supervision.policy_files import shipped_policies

NUMBERS = st.integers(1, 10_000)
FIRST_DAYS = st.dates(date(2021, 1, 4), date(2021, 6, 1))


@pytest.fixture(autouse=True, scope="module")
def _holidays_are_read() -> None:
    """The first look at the calendar takes its time, which no single example is to pay for."""
    is_working_day(date(2021, 1, 4))


def hard_to_find() -> tuple[int, date, date]:
    """Some client who is gone for a while."""
    for number in range(1, 2_000):
        leaves, back = gone(1, a_client(number))
        if leaves < back:
            return number, leaves, back
    raise LookupError


@given(number=NUMBERS, start=FIRST_DAYS, seed=st.integers(0, 99))
def test_the_same_seed_row_and_window_give_the_same_plan(number, start, seed):
    assert plan(seed, a_client(number), a_week(start)) == plan(
        seed, a_client(number), a_week(start)
    )


@given(number=NUMBERS, start=FIRST_DAYS)
def test_whatever_happens_happens_on_a_working_day_inside_the_window(number, start):
    planned = plan(1, a_client(number), a_week(start))
    if not isinstance(planned, Forget):
        assert start <= planned.on < start + timedelta(days=7)
        assert is_working_day(planned.on)


def test_most_come_some_are_excused_some_miss_and_a_few_are_forgotten():
    kinds = Counter(type(plan(1, a_client(number), a_week())) for number in range(4_000))
    assert 0.86 < kinds[Meet] / 4_000 < 0.90
    assert 0.04 < kinds[Excuse] / 4_000 < 0.06
    assert 0.04 < kinds[Fail] / 4_000 < 0.08
    assert 0.008 < kinds[Forget] / 4_000 < 0.025


def test_about_one_in_a_hundred_becomes_hard_to_find():
    away = sum(leaves < back for leaves, back in (gone(1, a_client(n)) for n in range(4_000)))
    assert 0.006 < away / 4_000 < 0.02


def test_who_is_hard_to_find_misses_three_windows_in_a_row():
    number, leaves, back = hard_to_find()
    planned = [plan(1, a_client(number), a_week(leaves + timedelta(weeks=n))) for n in range(3)]
    assert all(isinstance(each, Fail) for each in planned)
    assert back == leaves + timedelta(weeks=3)


def test_who_was_hard_to_find_is_seen_again_only_after_a_decision_could_fall():
    number, _, back = hard_to_find()
    planned = plan(1, a_client(number), a_week(back))
    assert planned.on == working_days(back, back + timedelta(weeks=1))[-1]


def test_nobody_finds_at_home_who_is_hard_to_find():
    number, leaves, _ = hard_to_find()
    assert visit(1, a_client(number), leaves + timedelta(days=9)).result == "not_found"


@given(number=NUMBERS)
def test_a_meeting_owed_in_person_is_held_in_person_unless_dispensed(number):
    planned = plan(1, a_client(number), a_month())
    if isinstance(planned, Meet):
        assert planned.dispensed or Channel(planned.channel).is_in_person


@given(number=NUMBERS, guarantor=st.booleans())
def test_without_a_phone_of_the_clients_own_nobody_writes_messages(number, guarantor):
    client = a_client(number, own_phone=False, guarantor_phone=guarantor)
    planned = plan(1, client, a_week())
    if isinstance(planned, Meet):
        assert planned.channel == ("phone" if guarantor else "home_visit")


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("guarantor", [True, False])
@given(dice=st.randoms())
def test_a_client_is_tried_often_enough_for_a_miss(dice, own, guarantor):
    asimilasi = policy_for("asimilasi_rumah", date(2021, 3, 1), shipped_policies())
    tries = tries_for(dice, own, guarantor)
    assert tried_enough([an_attempt(*each) for each in tries], asimilasi)


@given(number=NUMBERS, due=FIRST_DAYS.filter(is_working_day))
def test_a_visit_is_made_within_days_of_its_due_date(number, due):
    assert abs((visit(1, a_client(number), due).on - due).days) <= 7


def an_attempt(channel: str, target: str) -> Attempt:
    noon = datetime(2021, 2, 1, 5, tzinfo=UTC)
    how, whom = Channel(channel), Target(target)
    return Attempt(id=uuid4(), at=noon, channel=how, target=whom, reached=False, by="pk")
