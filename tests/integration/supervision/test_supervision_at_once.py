"""Several people, and the log, work on the same case at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from supervision_office import MONTHLY, WEEKLY, Office, a_contact, an_attempt, nobody_answers


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order()


def together(*works):
    """Each in a thread of its own, all begun before any is waited for; their answers."""
    with ThreadPoolExecutor(len(works)) as threads:
        return [each.result() for each in [threads.submit(work) for work in works]]


def test_two_meetings_that_fail_at_once_open_one_visit(office: Office, officer, order):
    owed = [office.obligation(order, kind) for kind in (WEEKLY, MONTHLY)]
    together(*(lambda each=each: nobody_answers(officer.calls, each) for each in owed))
    assert office.figures()["home_visits"]["open"] == 1
    assert len(office.rig.published("supervision.home-visit-opened")) == 1


def test_the_same_attempt_sent_twice_at_once_is_kept_once(office: Office, officer, order):
    owed, body = office.obligation(order), an_attempt()
    path = f"/v1/obligations/{owed['id']}/attempts"
    answers = together(*[lambda: officer.calls.post(path, body)] * 4)
    assert [each.status_code for each in answers] == [200] * 4
    assert len(office.obligation(order)["attempts"]) == 1


def test_many_who_meet_one_client_meet_him_once(office: Office, officer, order):
    path = f"/v1/obligations/{office.obligation(order)['id']}/contact"
    answers = together(*[lambda: office.head.post(path, a_contact())] * 4)
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    assert len(office.rig.published("supervision.supervision-started")) == 1


def test_a_meeting_while_the_order_is_suspended_counts_or_is_refused_whole(office, officer, order):
    owed = office.obligation(order)
    path = f"/v1/obligations/{owed['id']}/contact"
    answer, _ = together(
        lambda: officer.calls.post(path, a_contact()), lambda: office.suspend(order)
    )
    state = next(each for each in office.obligations(order) if each["id"] == owed["id"])["state"]
    assert (answer.status_code, state) in {(200, "attended"), (409, "cancelled")}
    assert office.case(order)["state"] == "suspended"
