"""Who a person is to training: candidate, client or neither; and how a name is shown."""

from uuid import uuid4

import pytest
from training_builders import a_person

from training.domain.person import OrderState


def test_one_order_in_force_among_others_is_enough():
    person = a_person().with_order(uuid4(), OrderState.REVOKED)
    assert not person.may_join
    assert person.with_order(uuid4(), OrderState.ACTIVE).may_join


def test_the_same_order_is_suspended_and_reinstated():
    order = uuid4()
    suspended = a_person().with_order(order, OrderState.SUSPENDED)
    assert not suspended.is_active
    assert suspended.with_order(order, OrderState.ACTIVE).is_active


@pytest.mark.parametrize(
    ("states", "asked"),
    [
        ([], True),
        ([OrderState.COMPLETED], True),
        ([OrderState.ACTIVE], True),
        ([OrderState.SUSPENDED], False),
        ([OrderState.REVOKED], False),
        ([OrderState.REVOKED, OrderState.COMPLETED], True),
    ],
)
def test_nobody_goes_to_ask_someone_who_is_back_in_prison(states, asked):
    person = a_person(orders={str(uuid4()): each for each in states})
    assert person.can_be_asked is asked


def test_a_child_under_protection_is_shown_by_initials():
    assert a_person(protected=True).shown("Siti Maesaroh") == "S. M."
    assert a_person(protected=False).shown("Siti Maesaroh") == "Siti Maesaroh"
    assert a_person(protected=True).shown(None) is None
