"""How an order comes from one state to the next, and how it does not (R16)."""

from collections.abc import Callable

import pytest
from register_builders import a_handover, a_person, an_act, an_order, back, day, suspended

from chassis.refusals import Refused
from registry.domain.books import Book
from registry.domain.entry import registered
from registry.domain.order import Order
from registry.domain.order_states import LEADS_TO, State
from registry.domain.refusals import (
    AfterOrder,
    BeforeEnd,
    BeforeOrder,
    BeforeSuspension,
    DatedInFuture,
    DecreeNumberMissing,
    OrderNotOver,
    TransitionNotAllowed,
)
from registry.domain.schemes import Scheme

LATE = "2022-06-21"
STEPS: dict[State, Callable[[Order], object]] = {
    State.SUSPENDED: lambda order: order.suspend(
        decree_number="1", on=day("2021-12-06"), reason="x", act=an_act(LATE)
    ),
    State.ACTIVE: lambda order: order.reinstate(on=day("2021-12-09"), reason="x", act=an_act(LATE)),
    State.REVOKED: lambda order: order.re_enter(on=day("2021-12-09"), act=an_act(LATE)),
    State.COMPLETED: lambda order: order.complete(
        letter_number="1", on=day("2022-06-20"), act=an_act(LATE)
    ),
}
IN_STATE = {
    State.ACTIVE: an_order,
    State.SUSPENDED: lambda: suspended(an_order()),
    State.REVOKED: lambda: back(suspended(an_order())),
    State.COMPLETED: lambda: an_order().complete(
        letter_number="1", on=day("2022-06-20"), act=an_act(LATE)
    )[0],
}


@pytest.mark.parametrize("entered", State)
@pytest.mark.parametrize("left", State)
def test_a_state_leads_where_the_procedure_says_and_nowhere_else(left, entered):
    order = IN_STATE[left]()
    assert order.state is left
    if entered in LEADS_TO[left]:
        STEPS[entered](order)
        return
    with pytest.raises(TransitionNotAllowed) as refused:
        STEPS[entered](order)
    assert refused.value.conflict
    assert refused.value.facts["allowed"] == (", ".join(LEADS_TO[left]) or "-")


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        ("2021-10-17", BeforeOrder),
        ("2021-12-07", DatedInFuture),
        ("2022-06-20", AfterOrder),
    ],
)
def test_a_suspension_is_dated_within_the_order_and_not_in_the_future(on, refusal):
    act = an_act("2021-12-06") if refusal is DatedInFuture else an_act(LATE)
    with pytest.raises(refusal) as refused:
        an_order().suspend(decree_number="1", on=day(on), reason="x", act=act)
    assert refused.value.field == "on"


def test_an_order_can_be_suspended_on_its_first_day():
    assert suspended(an_order(), "2021-10-18").suspended_on == day("2021-10-18")


def test_a_suspension_needs_a_decree():
    with pytest.raises(DecreeNumberMissing) as refused:
        an_order().suspend(decree_number=None, on=day("2021-12-06"), reason="x", act=an_act(LATE))
    assert refused.value.field == "decree_number"


@pytest.mark.parametrize("step", [State.ACTIVE, State.REVOKED])
def test_nothing_follows_a_suspension_before_its_day(step):
    later = suspended(an_order(), "2021-12-10")
    with pytest.raises(BeforeSuspension):
        STEPS[step](later)


def test_a_return_in_the_future_is_not_recorded():
    with pytest.raises(DatedInFuture):
        suspended(an_order()).re_enter(on=day("2021-12-08"), act=an_act("2021-12-07"))


def test_an_order_is_completed_only_when_its_end_has_passed():
    with pytest.raises(OrderNotOver) as refused:
        an_order().complete(letter_number="1", on=day("2022-06-19"), act=an_act("2022-06-19"))
    assert refused.value.conflict
    with pytest.raises(BeforeEnd):
        an_order().complete(letter_number="1", on=day("2022-06-19"), act=an_act("2022-06-20"))


def test_every_step_is_kept_with_who_when_and_by_which_paper():
    order = suspended(an_order(), decree_number="W10-7/2021", reason="tidak ditemukan")
    step = order.history[-1]
    assert (step.left, step.entered) == (State.ACTIVE, State.SUSPENDED)
    assert (step.on, step.by, step.document) == (day("2021-12-06"), "head", "W10-7/2021")
    assert step.recorded_at == an_act("2021-12-06").at
    assert step.reason == "tidak ditemukan"


def test_a_suspension_that_was_annulled_no_longer_stands():
    reinstated, told = suspended(an_order()).reinstate(
        on=day("2021-12-09"), reason="x", act=an_act("2021-12-09")
    )
    assert reinstated.suspended_on is None
    assert told.on == day("2021-12-09")
    completed, _ = reinstated.complete(letter_number="1", on=day("2022-06-20"), act=an_act(LATE))
    assert completed.suspended_on is None


def test_a_second_suspension_counts_from_its_own_day():
    reinstated, _ = suspended(an_order()).reinstate(
        on=day("2021-12-09"), reason="x", act=an_act("2021-12-09")
    )
    assert suspended(reinstated, "2022-01-10").suspended_on == day("2022-01-10")


@pytest.mark.parametrize(
    ("handover", "book", "child"),
    [
        ({}, Book.ADULT_ASIMILASI, "adult"),
        ({"born": "2003-10-19"}, Book.CHILD_ASIMILASI, "child"),
        ({"scheme": Scheme.PB}, Book.INTEGRATION, "adult"),
    ],
)
def test_what_is_told_of_a_new_order_is_enough_to_supervise_by(handover, book, child):
    given, person = a_handover(**handover), a_person(**handover)
    order, (received, entered) = registered(
        given,
        id=an_order().id,
        person=person,
        book=book,
        number=f"{book}/0001/2021",
        warnings=("nik_absent",),
        act=an_act(),
    )
    assert (received.order_id, received.handed_over) == (order.id, given.handed_over)
    assert (entered.start, entered.end) == (given.order.start, given.order.end)
    assert (entered.book, entered.number) == (book, f"{book}/0001/2021")
    assert (entered.kecamatan, entered.phone_known) == ("cakung", True)
    assert entered.age_class == child
    assert (received.prosecutor, entered.prosecutor) == (None, None)
    assert order.warnings == ("nik_absent",)


def test_refusals_have_words_in_both_languages():
    from chassis.words import words_of
    from registry.domain import refusals

    words = words_of("chassis", "registry")
    for each in vars(refusals).values():
        if isinstance(each, type) and issubclass(each, Refused) and each is not Refused:
            assert each.code in words, each
