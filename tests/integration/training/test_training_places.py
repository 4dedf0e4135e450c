"""Places: given in order of asking, never twice, and passed on when one frees."""

import threading
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from training_office import JUNE_14, TrainingOffice, hours, refused, said
from werkzeug.test import TestResponse

from chassis.auth import Role
from chassis.testing.rig import Calls


def at_once(*requests: Callable[[], TestResponse]) -> list[TestResponse]:
    """The answers of requests that all begin at the same instant, each on a thread of its own."""
    gate = threading.Barrier(len(requests))
    answers: dict[int, TestResponse] = {}

    def ask(number: int, request: Callable[[], TestResponse]) -> None:
        gate.wait()
        answers[number] = request()

    threads = [threading.Thread(target=ask, args=each) for each in enumerate(requests)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return [answers[number] for number in range(len(requests))]


def asking(office: TrainingOffice, programme: dict[str, Any], person_id: UUID) -> Any:
    """A request by a trainer of its own: clients of the test are not shared between threads."""
    trainer: Calls = office.rig.caller(Role.TRAINER)
    body = {"person_id": str(person_id), "requested_by": "client"}
    return lambda: trainer.post(f"/v1/programmes/{programme['id']}/enrolments", body)


def test_two_who_ask_at_once_for_the_last_place_do_not_both_get_it(
    office: TrainingOffice,
) -> None:
    programme = office.opened(places=1)
    people = [office.hear_client(), office.hear_client()]
    answers = at_once(*(asking(office, programme, each) for each in people))
    states = sorted(said(each, 201)["state"] for each in answers)
    assert states == ["accepted", "waitlisted"]
    shown = said(office.trainer.get(f"/v1/programmes/{programme['id']}"))
    assert (shown["taken"], shown["waiting"]) == (1, 1)


def test_of_many_who_ask_at_once_as_many_have_a_place_as_there_are(
    office: TrainingOffice,
) -> None:
    programme = office.opened(places=3)
    people = [office.hear_client() for _ in range(8)]
    answers = at_once(*(asking(office, programme, each) for each in people))
    states = [said(each, 201)["state"] for each in answers]
    assert (states.count("accepted"), states.count("waitlisted")) == (3, 5)
    waiting = said(
        office.trainer.get(f"/v1/programmes/{programme['id']}/enrolments?state=waitlisted")
    )["items"]
    assert sorted(each["place_in_line"] for each in waiting) == [1, 2, 3, 4, 5]


def test_one_who_asks_twice_at_once_has_one_place(office: TrainingOffice) -> None:
    programme = office.opened()
    person_id = office.hear_client()
    answers = at_once(*(asking(office, programme, person_id) for _ in range(2)))
    assert sorted(each.status_code for each in answers) == [201, 409]


def test_two_who_want_the_same_room_at_once_do_not_both_get_it(office: TrainingOffice) -> None:
    room = said(office.trainer.post("/v1/rooms", {"name": "Aula", "seats": 30}), 201)
    body = {**hours(JUNE_14), "borrower": "Karang Taruna"}

    def lend() -> Any:
        trainer = office.rig.caller(Role.TRAINER)
        return lambda: trainer.post(f"/v1/rooms/{room['id']}/bookings", body)

    answers = at_once(lend(), lend(), lend())
    assert sorted(each.status_code for each in answers) == [201, 409, 409]


def test_certificates_made_at_once_are_numbered_without_a_gap(office: TrainingOffice) -> None:
    enrolments = office.completed(*(office.hear_client() for _ in range(6)))

    def certify(enrolment: dict[str, Any]) -> Any:
        trainer = office.rig.caller(Role.TRAINER)
        return lambda: trainer.post(f"/v1/enrolments/{enrolment['id']}/certificate")

    answers = at_once(*(certify(each) for each in enrolments))
    numbers = sorted(said(each)["certificate"]["number"] for each in answers)
    assert numbers == [f"SERT-BIMKER/000{n}/2021" for n in range(1, 7)]


def test_a_certificate_asked_for_again_is_the_same_and_told_once(office: TrainingOffice) -> None:
    [enrolment] = office.completed(office.hear_client())
    path = f"/v1/enrolments/{enrolment['id']}/certificate"
    first = said(office.trainer.post(path))["certificate"]
    assert said(office.head.post(path))["certificate"] == first
    assert [each["number"] for each in office.told("certificate-issued")] == [first["number"]]


def test_each_year_numbers_its_certificates_from_one(office: TrainingOffice) -> None:
    enrolments = office.completed(office.hear_client(), office.hear_client())
    first = said(office.trainer.post(f"/v1/enrolments/{enrolments[0]['id']}/certificate"))
    office.rig.move(JUNE_14.replace(year=2022))
    second = said(office.trainer.post(f"/v1/enrolments/{enrolments[1]['id']}/certificate"))
    assert first["certificate"]["number"] == "SERT-BIMKER/0001/2021"
    assert second["certificate"]["number"] == "SERT-BIMKER/0001/2022"


def in_line(office: TrainingOffice, count: int, **more: Any) -> Sequence[dict[str, Any]]:
    """A programme with one place, and so many who asked for it, in order."""
    programme = office.opened(places=1, **more)
    return [office.enrol(programme, office.hear_client()) for _ in range(count)]


def states(office: TrainingOffice, enrolments: Sequence[dict[str, Any]]) -> list[str]:
    return [office.enrolment(each)["state"] for each in enrolments]


def test_who_withdraws_makes_room_for_who_waited_longest(office: TrainingOffice) -> None:
    line = in_line(office, 3)
    path = f"/v1/enrolments/{line[0]['id']}/withdrawal"
    said(office.trainer.post(path, {"reason": "bekerja"}))
    assert states(office, line) == ["withdrawn", "accepted", "waitlisted"]
    told = office.told("enrolment-confirmed")
    assert [(each["enrolment_id"], each["why"]) for each in told] == [
        (line[0]["id"], None),
        (line[1]["id"], "place_freed"),
    ]


def test_who_waits_and_withdraws_moves_nobody(office: TrainingOffice) -> None:
    line = in_line(office, 3)
    path = f"/v1/enrolments/{line[1]['id']}/withdrawal"
    said(office.trainer.post(path, {"reason": "bekerja"}))
    assert states(office, line) == ["accepted", "withdrawn", "waitlisted"]
    assert office.enrolment(line[2])["place_in_line"] == 1


def test_a_place_taken_back_is_passed_on(office: TrainingOffice) -> None:
    line = in_line(office, 2)
    said(office.trainer.post(f"/v1/enrolments/{line[0]['id']}/drop", {"why": "no_show"}))
    assert states(office, line) == ["dropped", "accepted"]
    assert [each["why"] for each in office.told("enrolment-dropped")] == ["no_show"]


@pytest.mark.parametrize("why", ["suspended", "expired", "programme_cancelled", "lain"])
def test_a_trainer_does_not_say_what_only_facts_say(office: TrainingOffice, why: str) -> None:
    [enrolment] = in_line(office, 1)
    answer = office.trainer.post(f"/v1/enrolments/{enrolment['id']}/drop", {"why": why})
    refused(answer, 422, "fields_wrong")


def test_more_places_move_up_those_who_wait(office: TrainingOffice) -> None:
    line = in_line(office, 4)
    path = f"/v1/programmes/{line[0]['programme_id']}"
    assert said(office.trainer.patch(path, {"places": 3}))["taken"] == 3
    assert states(office, line) == ["accepted", "accepted", "accepted", "waitlisted"]
    refused(office.trainer.patch(path, {"places": 2}), 409, "places_taken")


def test_after_closing_nobody_asks_and_freed_places_are_passed_on(office: TrainingOffice) -> None:
    line = in_line(office, 2)
    programme = {"id": line[0]["programme_id"]}
    office.step(programme, "closing")
    body = {"person_id": str(office.hear_client()), "requested_by": "client"}
    path = f"/v1/programmes/{programme['id']}/enrolments"
    refused(office.trainer.post(path, body), 409, "programme_not_in_state")
    path = f"/v1/enrolments/{line[0]['id']}/withdrawal"
    said(office.trainer.post(path, {"reason": "bekerja"}))
    assert states(office, line) == ["withdrawn", "accepted"]


def test_once_it_runs_nobody_moves_up(office: TrainingOffice) -> None:
    line = in_line(office, 2)
    office.rig.move(JUNE_14)
    [session] = office.sessions({"id": line[0]["programme_id"]})
    office.attend(session, line[0], "attended")
    assert states(office, line) == ["attending", "expired"]
    path = f"/v1/enrolments/{line[0]['id']}/withdrawal"
    said(office.trainer.post(path, {"reason": "bekerja"}))
    assert states(office, line) == ["withdrawn", "expired"]
    assert [each["why"] for each in office.told("enrolment-dropped")] == ["expired"]


def test_who_cannot_follow_online_is_told_why_and_may_be_lent_a_device(
    office: TrainingOffice,
) -> None:
    programme = office.opened(mode="online")
    person_id = office.hear_client(device="basic_phone", internet="none")
    rejected = office.enrol(programme, person_id)
    assert (rejected["state"], rejected["findings"]) == ("rejected", ["no_device", "no_internet"])
    assert office.enrol(programme, person_id, lent_device=True)["state"] == "accepted"


def test_a_man_is_not_enrolled_in_a_programme_for_women(office: TrainingOffice) -> None:
    programme = office.opened(target={"sex": "P"})
    rejected = office.enrol(programme, office.hear_client(sex="L"))
    assert rejected["findings"] == ["outside_target"]
    assert said(office.trainer.get(f"/v1/programmes/{programme['id']}"))["taken"] == 0


def test_a_candidate_may_join_before_the_handover(office: TrainingOffice) -> None:
    assert office.enrol(office.opened(), office.hear_person())["state"] == "accepted"


def test_nobody_has_places_in_two_programmes_at_the_same_hours(office: TrainingOffice) -> None:
    person_id = office.hear_client()
    morning, same_morning = office.opened(), office.opened()
    afternoon = office.approved()
    office.scheduled(afternoon, **hours(JUNE_14, 13, 15))
    office.step(afternoon, "opening")
    office.enrol(morning, person_id)
    assert office.enrol(same_morning, person_id)["findings"] == ["hours_clash"]
    assert office.enrol(afternoon, person_id)["state"] == "accepted"


def test_someone_unknown_is_not_found(office: TrainingOffice) -> None:
    programme = office.opened()
    body = {"person_id": str(uuid4()), "requested_by": "client"}
    answer = office.trainer.post(f"/v1/programmes/{programme['id']}/enrolments", body)
    refused(answer, 404, "not_found")


def test_attendance_with_entry_checks(office: TrainingOffice) -> None:
    programme = office.approved()
    session = office.scheduled(programme, entry_checks=["antigen"])
    office.step(programme, "opening")
    first, second, third = (office.enrol(programme, office.hear_client()) for _ in range(3))
    office.rig.move(JUNE_14)
    path = f"/v1/sessions/{session['id']}/attendance"
    unchecked = {"rows": [{"enrolment_id": first["id"], "state": "attended"}]}
    refused(office.trainer.post(path, unchecked), 422, "checks_missing")
    rows = [
        {"enrolment_id": first["id"], "state": "attended", "checks": {"antigen": True}},
        {"enrolment_id": second["id"], "state": "attended", "checks": {"antigen": False}},
        {"enrolment_id": third["id"], "state": "absent"},
    ]
    assert said(office.trainer.post(path, {"rows": rows}))["state"] == "held"
    shown = said(office.trainer.get(path))["items"]
    assert [each["state"] for each in shown] == ["attended", "turned_away", "absent"]
    told = office.rig.published("training.attendance-recorded")
    assert [each.data["state"] for each in told] == ["attended", "turned_away", "absent"]
    assert "antigen" not in repr(told)
    kept = office.rig.runtime.around.database["enrolments"].find_one({"_id": UUID(second["id"])})
    assert "antigen" not in repr(kept)
    remarks = office.enrolment(second)["remarks"]
    assert [each["failed_checks"] for each in remarks] == [["antigen"]]


def test_attendance_sent_again_is_told_once(office: TrainingOffice) -> None:
    [enrolment] = in_line(office, 1)
    office.rig.move(JUNE_14)
    [session] = office.sessions({"id": enrolment["programme_id"]})
    office.attend(session, enrolment, "attended")
    office.attend(session, enrolment, "attended")
    assert len(office.told("attendance-recorded")) == 1


def test_attendance_is_not_recorded_in_advance_nor_for_strangers(office: TrainingOffice) -> None:
    [enrolment] = in_line(office, 1)
    [stranger] = in_line(office, 1, starts="2021-06-14")
    [session] = office.sessions({"id": enrolment["programme_id"]})
    path = f"/v1/sessions/{session['id']}/attendance"
    row = {"enrolment_id": enrolment["id"], "state": "attended"}
    refused(office.trainer.post(path, {"rows": [row]}), 422, "not_yet_held")
    office.rig.move(JUNE_14)
    other = {"enrolment_id": stranger["id"], "state": "attended"}
    refused(office.trainer.post(path, {"rows": [row, other]}), 422, "not_taking_part")
    assert office.enrolment(enrolment)["attendance"] == []


def test_a_programme_is_completed_when_every_session_is_recorded(office: TrainingOffice) -> None:
    programme = office.opened(days=5)
    diligent, idle = (office.enrol(programme, office.hear_client()) for _ in range(2))
    sessions = office.sessions(programme)
    office.rig.move(JUNE_14.replace(day=18))
    for session in sessions[:4]:
        office.attend(session, diligent, "attended")
        office.attend(session, idle, "absent")
    path = f"/v1/programmes/{programme['id']}/completion"
    problem = refused(office.trainer.post(path), 409, "attendance_missing")
    assert problem["facts"] == {"sessions": 1}
    office.attend(sessions[4], diligent, "excused")
    office.attend(sessions[4], idle, "attended")
    office.step(programme, "completion")
    assert states(office, [diligent, idle]) == ["completed", "incomplete"]
    path = f"/v1/enrolments/{idle['id']}/certificate"
    refused(office.trainer.post(path), 409, "enrolment_not_in_state")


def test_a_cancelled_session_counts_for_nobody(office: TrainingOffice) -> None:
    programme = office.opened(days=2)
    enrolment = office.enrol(programme, office.hear_client())
    first, second = office.sessions(programme)
    said(office.trainer.post(f"/v1/sessions/{second['id']}/cancellation"))
    office.rig.move(JUNE_14)
    office.attend(first, enrolment, "attended")
    office.step(programme, "completion")
    assert states(office, [enrolment]) == ["completed"]
