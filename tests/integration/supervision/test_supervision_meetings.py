"""What an officer records of a meeting that is owed, and what follows from it."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from pymongo import MongoClient, monitoring
from supervision_office import (
    MONTHLY,
    TODAY,
    WEEKLY,
    Office,
    a_contact,
    an_attempt,
    nobody_answers,
)

from chassis.auth import Role
from chassis.store import Document
from chassis.testing.rig import Rig
from supervision.app import SERVICE


def attempts(obligation):
    return f"/v1/obligations/{obligation['id']}/attempts"


def contact(obligation):
    return f"/v1/obligations/{obligation['id']}/contact"


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order()


def test_an_attempt_is_kept_and_told(office: Office, officer, order):
    owed = office.obligation(order)
    answer = officer.calls.post(attempts(owed), an_attempt(reached=True))
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert [each["reached"] for each in answer.json["attempts"]] == [True]
    told = office.rig.published("supervision.contact-attempted")
    assert told[0].data["on"] == TODAY.isoformat()
    assert told[0].personid == order.person_id


def test_the_same_attempt_twice_changes_nothing(office: Office, officer, order):
    owed, body = office.obligation(order), an_attempt()
    first = officer.calls.post(attempts(owed), body)
    again = officer.calls.post(attempts(owed), body, If_Match='"1"')
    assert (again.status_code, again.json) == (200, first.json)
    assert len(office.rig.published("supervision.contact-attempted")) == 1


def test_the_same_request_sent_again_has_one_effect(office: Office, officer, order):
    owed, body = office.obligation(order), an_attempt()
    answers = [
        officer.calls.post(attempts(owed), body, Idempotency_Key="the-same") for _ in range(2)
    ]
    assert answers[0].json == answers[1].json
    assert len(office.obligation(order)["attempts"]) == 1


def test_an_attempt_on_a_stale_version_is_refused(office: Office, officer, order):
    owed = office.obligation(order)
    officer.calls.post(attempts(owed), an_attempt())
    answer = officer.calls.post(attempts(owed), an_attempt(), If_Match='"1"')
    assert (answer.status_code, answer.json["code"]) == (412, "stale_version")


def test_an_attempt_outside_the_window_or_in_the_future_names_the_field(office, officer, order):
    owed = office.obligation(order)
    for at, code in (
        ("2021-05-31T10:00:00+07:00", "window_not_open"),
        ("2021-06-02T10:00:00+07:00", "not_yet_happened"),
    ):
        answer = officer.calls.post(attempts(owed), an_attempt(happened_at=at))
        assert (answer.status_code, answer.json["code"]) == (422, code)
        assert answer.json["errors"][0]["field"] == "happened_at"


def test_an_unknown_field_is_refused(office: Office, officer, order):
    body = an_attempt(phone="0812")
    answer = officer.calls.post(attempts(office.obligation(order)), body)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "phone"


def test_when_nobody_can_be_reached_a_visit_opens_that_moment(office: Office, officer, order):
    nobody_answers(officer.calls, office.obligation(order))
    visits = officer.calls.get("/v1/home-visits?state=open").json["items"]
    assert [each["due"] for each in visits] == ["2021-06-03"]
    assert office.case(order)["open_visit"] == visits[0]["id"]
    assert office.kinds()[-1] == "home-visit-opened"


def test_one_try_more_or_another_meeting_opens_no_second_visit(office: Office, officer, order):
    for kind in (WEEKLY, MONTHLY):
        owed = office.obligation(order, kind)
        nobody_answers(officer.calls, owed)
        officer.calls.post(attempts(owed), an_attempt(target="guarantor"))
    assert office.figures()["home_visits"] == {"open": 1, "completed": 0, "withdrawn": 0}


def test_while_someone_was_reached_nobody_goes(office: Office, officer, order):
    owed = office.obligation(order)
    officer.calls.post(attempts(owed), an_attempt(target="guarantor", reached=True))
    nobody_answers(officer.calls, owed)
    assert office.case(order)["open_visit"] is None


def test_a_contact_fulfils_the_meeting_and_starts_supervision_once(office: Office, officer, order):
    answer = officer.calls.post(contact(office.obligation(order)), a_contact())
    assert (answer.status_code, answer.json["state"]) == (200, "attended")
    assert answer.json["contact"]["advice"] == "lanjutkan"
    assert office.case(order)["first_contact_on"] == TODAY.isoformat()
    assert office.kinds()[-3:] == [
        "obligation-fulfilled",
        "guidance-recorded",
        "supervision-started",
    ]
    monthly = office.obligation(order, MONTHLY)
    officer.calls.post(contact(monthly), a_contact(channel="in_person_office"))
    assert len(office.rig.published("supervision.supervision-started")) == 1


def test_the_same_contact_twice_changes_nothing_and_another_is_refused(office, officer, order):
    owed, body = office.obligation(order), a_contact()
    first = officer.calls.post(contact(owed), body)
    assert officer.calls.post(contact(owed), body).json == first.json
    other = officer.calls.post(contact(owed), a_contact())
    assert (other.status_code, other.json["code"]) == (409, "already_met")


def test_a_contact_withdraws_the_visit(office: Office, officer, order):
    owed = office.obligation(order)
    nobody_answers(officer.calls, owed)
    officer.calls.post(contact(owed), a_contact())
    assert office.figures()["home_visits"]["withdrawn"] == 1
    assert office.case(order)["open_visit"] is None
    told = office.rig.published("supervision.home-visit-withdrawn")
    assert told[0].data["why"] == "met"


def test_proof_of_an_earlier_week_does_not_answer_todays_visit(office: Office, officer, order):
    first = office.obligation(order)
    office.days_go_by(7)
    nobody_answers(officer.calls, office.obligation(order))
    met = a_contact(happened_at="2021-06-04T10:00:00+07:00")
    assert officer.calls.post(contact(first), met).json["state"] == "attended_late"
    assert office.case(order)["open_visit"] is not None


def test_a_message_counts_only_when_confirmed(office: Office, officer, order):
    owed = office.obligation(order)
    answer = officer.calls.post(contact(owed), a_contact(channel="sms"))
    assert (answer.status_code, answer.json["code"]) == (422, "not_confirmed")
    confirmed = a_contact(channel="sms", confirmed=True)
    assert officer.calls.post(contact(owed), confirmed).status_code == 200


def test_a_meeting_in_person_is_held_from_afar_only_by_dispensation(office, officer, order):
    owed = office.obligation(order, MONTHLY)
    answer = officer.calls.post(contact(owed), a_contact(channel="video_call"))
    assert (answer.status_code, answer.json["code"]) == (422, "not_in_person")
    path = f"/v1/obligations/{owed['id']}/dispensation"
    given = officer.calls.post(path, {"reason": "sakit"})
    assert given.json["dispensation"] == {"reason": "sakit", "by": str(officer.id)}
    answer = officer.calls.post(contact(owed), a_contact(channel="video_call"))
    assert answer.json["state"] == "attended"


def test_an_excuse_needs_a_reason_and_settles_the_meeting(office: Office, officer, order):
    owed = office.obligation(order)
    path = f"/v1/obligations/{owed['id']}/excuse"
    assert officer.calls.post(path, {"reason": " "}).json["code"] == "reason_missing"
    assert officer.calls.post(path, {"reason": "rawat inap"}).json["state"] == "excused"
    assert officer.calls.post(path, {"reason": "lagi"}).json["code"] == "obligation_not_open"
    assert office.kinds()[-1] == "obligation-excused"


def test_what_was_said_is_sealed_at_rest_and_stays_out_of_lists(office: Office, officer, order):
    owed = office.obligation(order)
    officer.calls.post(contact(owed), a_contact(advice="berobat ke puskesmas"))
    kept = office.rig.runtime.around.database["obligations"].find_one({"state": "attended"})
    assert "puskesmas" not in str(kept)
    listed = officer.calls.get("/v1/obligations?state=attended").json["items"]
    assert "advice" not in listed[0]["contact"]
    read = officer.calls.get(f"/v1/obligations/{owed['id']}").json
    assert read["contact"]["advice"] == "berobat ke puskesmas"


def test_obligations_are_listed_by_case_person_officer_state_and_due_date(office, officer, order):
    office.order()
    get = officer.calls.get
    by_case = get(f"/v1/obligations?case_id={order.id}&limit=500").json["items"]
    by_person = get(f"/v1/obligations?person_id={order.person_id}&limit=500").json["items"]
    assert by_case == by_person
    assert len(by_case) == 10
    everything = get("/v1/obligations?officer_id=me&state=scheduled&limit=500").json["items"]
    assert len(everything) == 20
    june = get(f"/v1/obligations?case_id={order.id}&due_from=2021-06-01&due_to=2021-06-07")
    assert {each["due"] for each in june.json["items"]} == {"2021-06-07"}
    assert get("/v1/obligations?due_from=2021-07-30&due_to=2021-08-02").json["items"]


def test_a_long_list_comes_in_pages(office: Office, officer, order):
    for path in (f"/v1/obligations?case_id={order.id}", "/v1/obligations?state=scheduled"):
        seen, after = [], ""
        while after is not None:
            page = officer.calls.get(f"{path}&limit=4{after and f'&after={after}'}").json
            seen += [each["id"] for each in page["items"]]
            after = page["next"]
        assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize("state", ["", "scheduled", "missed"])
@pytest.mark.parametrize("first", ["", "2021-07-01"])
@pytest.mark.parametrize("last", ["", "2021-08-01"])
def test_all_of_the_office_are_chosen_by_state_and_by_day(
    office: Office, officer, order, state: str, first: str, last: str
):
    ask = office.rig.caller(Role.SUPERVISOR).get
    everything = ask("/v1/obligations").json["items"]
    given = {"state": state, "due_from": first, "due_to": last}
    asked = ask(
        "/v1/obligations?" + urlencode({name: each for name, each in given.items() if each})
    )
    assert [each["id"] for each in asked.json["items"]] == [
        each["id"]
        for each in everything
        if state in ("", each["state"]) and first <= each["due"] <= (last or "9")
    ]


class LookedFor(monitoring.CommandListener):
    """With which conditions obligations were looked for."""

    def __init__(self) -> None:
        self.filters: list[dict[str, Any]] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command.get("find") == "obligations":
            self.filters.append(dict(event.command["filter"]))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


def test_what_is_due_between_two_days_is_found_without_a_look_at_the_rest(
    office: Office, officer, order, store_url: str, database
):
    heard = LookedFor()
    watched: MongoClient[Document] = MongoClient(
        store_url, event_listeners=[heard], tz_aware=True, uuidRepresentation="standard"
    )
    with watched:
        leader = Rig(SERVICE, watched, database.name, today=TODAY).caller(Role.SUPERVISOR)
        found = leader.get("/v1/obligations?due_from=2021-06-01&due_to=2021-06-07").json["items"]
    assert {each["due"] for each in found} == {"2021-06-07"}
    looked_at = {
        each["_id"]
        for asked in heard.filters
        for each in database["obligations"].find(asked, {"_id": 1})
    }
    assert len(looked_at) == len(found)


def test_a_day_is_that_of_the_office_not_of_the_clock_in_greenwich(office, officer, order):
    office.rig.move(date(2021, 6, 8), hour=1)  # still 7 June in UTC
    last = office.obligations(order)[0]
    answer = officer.calls.post(attempts(last), an_attempt())
    assert answer.json["code"] == "window_closed"


def test_an_attempt_on_a_closed_window_never_makes_a_miss_of_it(office: Office, officer, order):
    first = office.obligations(order)[0]
    office.days_go_by(7)
    for channel in ("phone", "sms"):
        given = an_attempt(channel=channel, happened_at="2021-06-05T10:00:00+07:00")
        assert officer.calls.post(attempts(first), given).json["state"] == "not_attempted"
    assert office.case(order)["open_visit"] is None


def test_next_window_is_met_again(office: Office, officer, order):
    officer.calls.post(contact(office.obligation(order)), a_contact())
    office.days_go_by(7)
    following = office.obligation(order)
    assert following["window_start"] == (TODAY + timedelta(weeks=1)).isoformat()
    assert officer.calls.post(contact(following), a_contact()).json["state"] == "attended"
