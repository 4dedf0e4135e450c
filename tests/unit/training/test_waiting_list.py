"""The roll: never more people than places, and the waiting list in order of asking."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from training_builders import a_roll

from training.domain.refusals import PlacesTaken
from training.domain.waiting_list import Standing


def test_the_last_place_is_given_and_the_next_waits():
    roll, first = a_roll(places=1).join(uuid4())
    roll, second = roll.join(uuid4())
    assert (first, second) == (Standing.ACCEPTED, Standing.WAITLISTED)


def test_a_place_that_frees_goes_to_who_waited_longest():
    roll = a_roll(places=2, accepted=2, waiting=3)
    first, *others = roll.waiting
    left, up = roll.leave(roll.accepted[0])
    assert up == (first,)
    assert left.accepted == (roll.accepted[1], first)
    assert left.waiting == tuple(others)


def test_who_waits_and_leaves_frees_no_place():
    roll = a_roll(places=2, accepted=2, waiting=3)
    left, up = roll.leave(roll.waiting[1])
    assert up == ()
    assert left.waiting == (roll.waiting[0], roll.waiting[2])


def test_more_places_move_up_as_many():
    roll, up = a_roll(places=2, accepted=2, waiting=3).resize(4)
    assert len(up) == 2
    assert len(roll.waiting) == 1


def test_places_that_are_taken_cannot_be_taken_away():
    with pytest.raises(PlacesTaken):
        a_roll(places=3, accepted=3).resize(2)


def test_who_still_waits_when_it_begins_waits_in_vain():
    roll = a_roll(places=1, accepted=1, waiting=2)
    begun, in_vain = roll.expire()
    assert in_vain == roll.waiting
    assert begun.waiting == ()


class Line(RuleBasedStateMachine):
    """Whatever people do, and however places come and go, held against plain bookkeeping."""

    asked = Bundle("asked")

    def __init__(self):
        super().__init__()
        self.roll = a_roll(places=3)
        self.order: list = []  # of asking, of those who are on the roll

    @rule(target=asked)
    def join(self):
        ident = uuid4()
        self.order.append(ident)
        self.roll, _ = self.roll.join(ident)
        return ident

    @rule(ident=consumes(asked))
    def leave(self, ident):
        self.order.remove(ident)
        before = self.roll
        self.roll, up = self.roll.leave(ident)
        assert set(up) == set(self.roll.accepted) - set(before.accepted)

    @rule(places=st.integers(1, 6))
    def resize(self, places):
        if places >= len(self.roll.accepted):
            self.roll, _ = self.roll.resize(places)

    @invariant()
    def never_more_people_than_places(self):
        assert len(self.roll.accepted) <= self.roll.places

    @invariant()
    def nobody_waits_while_a_place_is_free(self):
        assert not self.roll.waiting or len(self.roll.accepted) == self.roll.places

    @invariant()
    def who_waits_asked_after_all_who_have_a_place(self):
        places = len(self.roll.accepted)
        assert set(self.roll.accepted) == set(self.order[:places])
        assert list(self.roll.waiting) == self.order[places:]


TestLine = Line.TestCase


@given(places=st.integers(1, 8), asking=st.integers(0, 20))
def test_of_those_who_ask_the_first_have_the_places(places, asking):
    roll, asked = a_roll(places=places), [uuid4() for _ in range(asking)]
    for each in asked:
        roll, _ = roll.join(each)
    assert [*roll.accepted, *roll.waiting] == asked
    assert len(roll.accepted) == min(places, asking)
