"""Home visits: due in two working days, completed once, withdrawn when not needed."""

from dataclasses import replace
from uuid import uuid4

import pytest
from supervision_builders import ASIMILASI, CALENDAR, a_case, day

from supervision import events
from supervision.domain import refusals
from supervision.domain.home_visit import (
    Report,
    Result,
    State,
    Withdrawn,
    open_visit,
    visit_instead_of_calls,
)

FRIDAY, TUESDAY = day("2021-06-04"), day("2021-06-08")


def a_visit():
    return open_visit(
        id=uuid4(),
        office_id="jakarta-timur-utara",
        case_id=uuid4(),
        person_id=uuid4(),
        officer_id=uuid4(),
        obligation_id=uuid4(),
        today=FRIDAY,
        policy=ASIMILASI,
        calendar=CALENDAR,
    )


def a_report(on=TUESDAY, result=Result.NOT_FOUND):
    return Report(id=uuid4(), on=on, result=result, findings="rumah kosong", by="pk-1")


def test_a_visit_opened_on_friday_is_due_on_tuesday_and_late_the_day_after():
    visit, facts = a_visit()
    assert visit.due == facts[0].due == TUESDAY
    assert [visit.is_late(each) for each in (TUESDAY, day("2021-06-09"))] == [False, True]


def test_who_has_no_telephone_is_visited_from_the_orders_start_where_that_is_to_come():
    def due(today, **case):
        visit, _ = visit_instead_of_calls(
            a_case(**case), id=uuid4(), today=day(today), policy=ASIMILASI, calendar=CALENDAR
        )
        return visit and visit.due

    assert due("2021-06-01", phone_known=False) == day("2021-06-07")
    assert due("2021-06-04", phone_known=False) == TUESDAY
    assert due("2021-12-03", phone_known=False) is None
    assert due("2021-06-04", phone_known=True) is None


def test_a_meeting_answers_a_visit_of_its_own_of_no_telephone_or_of_an_earlier_day():
    visit, _ = a_visit()
    earlier = day("2021-06-03")
    assert visit.is_answered_by(visit.obligation_id, earlier)
    assert not visit.is_answered_by(uuid4(), earlier)
    assert visit.is_answered_by(uuid4(), FRIDAY)
    assert replace(visit, obligation_id=None).is_answered_by(uuid4(), earlier)


def test_only_who_was_seen_was_met():
    met = {each for each in Result if each.means_met}
    assert met == {Result.FOUND_OK, Result.FOUND_VIOLATION}


@pytest.mark.parametrize("result", list(Result))
def test_a_visit_tells_its_result_and_nothing_of_what_was_seen(result):
    visit, _ = a_visit()
    done, facts = visit.complete(a_report(result=result), today=TUESDAY)
    assert done.state is State.COMPLETED
    assert facts[0].result == result
    assert facts[0].visit_id == done.id
    assert "kosong" not in repr(facts)


def test_the_same_report_sent_twice_counts_once():
    report = a_report()
    done, _ = a_visit()[0].complete(report, today=TUESDAY)
    assert done.complete(report, today=TUESDAY) == (done, ())


def test_a_visit_is_not_completed_by_a_second_report():
    done, _ = a_visit()[0].complete(a_report(), today=TUESDAY)
    with pytest.raises(refusals.VisitNotOpen):
        done.complete(a_report(), today=TUESDAY)


def test_a_visit_lies_between_its_opening_and_today():
    visit, _ = a_visit()
    with pytest.raises(refusals.WindowNotOpen):
        visit.complete(a_report(on=day("2021-06-03")), today=TUESDAY)
    with pytest.raises(refusals.NotYetHappened):
        visit.complete(a_report(on=TUESDAY), today=FRIDAY)


def test_a_withdrawn_visit_is_never_late_and_cannot_be_completed():
    withdrawn, facts = a_visit()[0].withdraw(Withdrawn.MET)
    assert isinstance(facts[0], events.HomeVisitWithdrawn)
    assert not withdrawn.is_late(day("2021-07-01"))
    with pytest.raises(refusals.VisitNotOpen):
        withdrawn.complete(a_report(), today=TUESDAY)
