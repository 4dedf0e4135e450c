"""Which of the log's messages are next, which are repeats, and where one is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.log import Message
from chassis.outbox import Head
from chassis.pace import LONGEST, Pace
from chassis.places import Place, Turn, turn


def a_message(position: int, epoch: int = 1) -> Message:
    return Message(
        service="north", position=position, epoch=epoch, type="t", office_id="o", body=b""
    )


@pytest.mark.parametrize(
    ("position", "epoch", "what"),
    [
        (8, 3, Turn.NEXT),
        (7, 3, Turn.REPEAT),
        (1, 3, Turn.REPEAT),
        (9, 3, Turn.GAP),
        (8, 2, Turn.REPEAT),
        (900, 1, Turn.REPEAT),
        (8, 4, Turn.LATER_EPOCH),
        (1, 4, Turn.LATER_EPOCH),
    ],
)
def test_seen_from_position_7_of_epoch_3(position: int, epoch: int, what: Turn) -> None:
    assert turn(Place(3, 7), a_message(position, epoch)) is what


@given(st.lists(st.integers(1, 30)))
def test_whatever_comes_only_the_next_is_taken_and_each_once(arriving: list[int]) -> None:
    """Repeats, holes and disorder: what is taken is 1, 2, 3 … without a gap."""
    place, taken = Place(1, 0), []
    for position in arriving:
        if turn(place, a_message(position)) is Turn.NEXT:
            taken.append(position)
            place = Place(1, position)
    assert taken == list(range(1, len(taken) + 1))


@pytest.mark.parametrize(
    ("epoch", "position", "common"),
    [
        (1, 200, 100),  # epoch 1 went on to 200 in a history that is lost
        (1, 80, 80),
        (2, 300, 250),
        (2, 120, 120),
        (3, 400, 400),
    ],
)
def test_histories_part_where_a_backup_stood(epoch: int, position: int, common: int) -> None:
    head = Head(epoch=3, position=500, settled=500, starts=((1, 0), (2, 100), (3, 250)))
    assert head.common(epoch, position) == common


def test_an_older_restore_may_lie_below_a_newer_one() -> None:
    head = Head(epoch=3, position=500, settled=500, starts=((1, 0), (2, 100), (3, 60)))
    assert head.common(1, 200) == 60


def test_of_an_epoch_that_was_lost_no_more_than_the_backup_is_common() -> None:
    head = Head(epoch=9, position=500, settled=500, starts=((1, 0), (9, 100)))
    assert head.common(5, 200) == 100


def test_slow_batches_get_shorter_and_quick_ones_longer_again() -> None:
    pace = Pace()
    pace.took(500, 9.0)
    assert pace.batch == 250
    pace.took(250, 9.0)
    pace.took(125, 0.1)
    assert pace.batch == 250
    for _ in range(9):
        pace.took(pace.batch, 0.1)
    assert pace.batch == LONGEST


def test_a_short_batch_says_nothing_of_how_long_one_may_be() -> None:
    pace = Pace()
    pace.took(500, 9.0)
    pace.took(3, 0.1)
    assert pace.batch == 250


def test_one_slow_event_is_still_taken() -> None:
    pace = Pace()
    for _ in range(20):
        pace.took(pace.batch, 60.0)
    assert pace.batch == 1
