"""Each of the four counts finds what it is for."""

from collections import Counter
from dataclasses import replace
from typing import Any

from reckoning import Count, Event, Excused, Follower, Request, of_follower, of_requests, of_source


def an_event(number: int, *, subject: str = "siti", **more: object) -> Event:
    plain = Event(
        id=f"event-{number}",
        service="north",
        kind="north.counted",
        version=1,
        subject=subject,
        sequence=number,
        place=(1, number),
        correlation=f"command-{number}",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


THREE = [an_event(1), an_event(2), an_event(3)]


def counts(count: Count) -> tuple[int, int, int, int]:
    return count.lost, count.ghosts, count.twice, count.out_of_order


def followed(*applied: int, held: tuple[str, ...] = (), **excused: Any) -> Count:
    south = Follower(
        name="south",
        reads={"north.counted": 1},
        applied={"north/siti": [f"event-{each}" for each in applied]},
        held=held,
    )
    return of_follower(south, THREE, Excused(**excused))


def asked(*, events: list[Event], acknowledged: bool = True, refused: bool = False) -> Count:
    request = Request(
        name="command-1",
        service="north",
        kind="north.counted",
        acknowledged=acknowledged,
        event="event-1",
        refused=refused,
    )
    return of_requests([request], events, Excused(), "command-")


def test_a_follower_that_applied_all_in_order_is_clean() -> None:
    assert counts(followed(1, 2, 3)) == (0, 0, 0, 0)
    assert followed(1, 2, 3).applied == 3


def test_what_a_follower_never_applied_is_lost_also_where_it_is_held() -> None:
    assert counts(followed(1, 3)) == (1, 0, 0, 0)
    assert counts(followed(1, 3, held=("event-2",))) == (1, 0, 0, 0)


def test_what_cannot_be_applied_may_be_held_but_not_vanish() -> None:
    assert counts(followed(1, 3, held=("event-2",), bad={"event-2"})) == (0, 0, 0, 0)
    assert counts(followed(1, 3, bad={"event-2"})) == (1, 0, 0, 0)


def test_what_nobody_committed_is_a_ghost_unless_a_restored_store_had_it() -> None:
    assert counts(followed(1, 2, 3, 9)) == (0, 1, 0, 0)
    assert counts(followed(1, 2, 3, 9, disowned={"event-9"})) == (0, 0, 0, 0)


def test_what_was_applied_again_is_twice() -> None:
    assert counts(followed(1, 2, 2, 3)) == (0, 0, 1, 0)
    assert counts(followed(1, 2, 2, 3, again=Counter({"event-2": 1}))) == (0, 0, 0, 0)


def test_a_later_one_that_was_applied_first_is_out_of_order() -> None:
    assert counts(followed(2, 1, 3)) == (0, 0, 0, 1)


def test_a_source_has_positions_and_sequences_without_holes() -> None:
    assert counts(of_source(THREE)) == (0, 0, 0, 0)
    swapped = [an_event(1, place=(1, 2)), an_event(2, place=(1, 1)), an_event(3)]
    assert counts(of_source(swapped)) == (0, 0, 0, 1)
    assert of_source([an_event(1), an_event(3)]).lost == 2  # a position and a sequence
    assert of_source([*THREE, an_event(4, place=None)]).lost == 1
    assert of_source([*THREE, an_event(3, place=(1, 4))]).twice == 2  # an event and a sequence


def test_an_acknowledged_command_is_there_and_one_that_nobody_asked_is_not() -> None:
    assert counts(asked(events=[an_event(1)])) == (0, 0, 0, 0)
    assert counts(asked(events=[])) == (1, 0, 0, 0)
    assert counts(asked(events=[], acknowledged=False)) == (0, 0, 0, 0)
    assert counts(asked(events=[an_event(1), an_event(2)])) == (0, 1, 0, 0)
    assert counts(asked(events=[an_event(1)], acknowledged=False, refused=True)) == (0, 1, 0, 0)


def test_a_command_that_was_done_two_times_is_twice() -> None:
    again = an_event(2, correlation="command-1", subject="another")
    assert counts(asked(events=[an_event(1), again])) == (0, 0, 1, 0)
