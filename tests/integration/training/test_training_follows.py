"""What others' facts do here: who may join, who loses a place, and when."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from training_office import JUNE_14, TrainingOffice, refused

from chassis.auth import Role


@pytest.mark.parametrize(
    ("what", "why"),
    [("suspended", "suspended"), ("revoked", "revoked"), ("completed", "ended")],
)
def test_who_is_no_longer_under_an_order_loses_the_place_to_who_waits(
    office: TrainingOffice, what: str, why: str
) -> None:
    programme = office.opened(places=1)
    leaves, waits = office.hear_client(), office.hear_client()
    lost, won = office.enrol(programme, leaves), office.enrol(programme, waits)
    office.hear_order(what, leaves)
    assert office.enrolment(lost)["state"] == "dropped"
    assert office.enrolment(won)["state"] == "accepted"
    assert [each["why"] for each in office.told("enrolment-dropped")] == [why]
    assert [each["why"] for each in office.told("enrolment-confirmed")] == [None, "place_freed"]
    dropped = office.rig.published("training.enrolment-dropped")[0]
    moved_up = office.rig.published("training.enrolment-confirmed")[1]
    assert dropped.causationid is not None
    assert dropped.causationid == moved_up.causationid


def test_every_open_enrolment_is_lost_and_those_that_are_over_stay(office: TrainingOffice) -> None:
    person_id = office.hear_client()
    [done] = office.completed(person_id, starts="2021-06-01", ends="2021-06-02")
    has_place = office.enrol(office.opened(), person_id)
    full = office.opened(places=1, starts="2021-06-21", ends="2021-06-22")
    office.enrol(full, office.hear_client())
    waits = office.enrol(full, person_id)
    office.hear_order("suspended", person_id)
    states = [office.enrolment(each)["state"] for each in (done, has_place, waits)]
    assert states == ["completed", "dropped", "dropped"]


def test_another_order_in_force_keeps_the_place(office: TrainingOffice) -> None:
    person_id, second = office.hear_client(), uuid4()
    office.hear_order("registered", person_id, second)
    enrolment = office.enrol(office.opened(), person_id)
    office.hear_order("completed", person_id)
    assert office.enrolment(enrolment)["state"] == "accepted"
    office.hear_order("completed", person_id, second)
    assert office.enrolment(enrolment)["state"] == "dropped"


def test_who_is_reinstated_may_ask_again_but_has_lost_the_place(office: TrainingOffice) -> None:
    programme = office.opened()
    person_id = office.hear_client()
    enrolment = office.enrol(programme, person_id)
    office.hear_order("suspended", person_id)
    assert office.enrol(programme, person_id)["findings"] == ["not_under_order"]
    office.hear_order("reinstated", person_id)
    assert office.enrolment(enrolment)["state"] == "dropped"
    assert office.enrol(programme, person_id)["state"] == "accepted"


def test_the_same_fact_again_changes_nothing_more(office: TrainingOffice) -> None:
    programme = office.opened(places=1)
    person_id = office.hear_client()
    office.enrol(programme, person_id)
    office.hear_order("suspended", person_id)
    office.hear_order("suspended", person_id)
    assert len(office.told("enrolment-dropped")) == 1
    assert office.rig.held() == {"held": 0, "parked": 0}


def test_facts_may_come_before_the_one_that_records_the_person(office: TrainingOffice) -> None:
    person_id = uuid4()
    office.hear_officer(person_id, office.officer_id)
    office.hear_order("registered", person_id)
    office.hear_person(person_id, sex="P")
    enrolment = office.enrol(office.opened(target={"sex": "P"}), person_id)
    assert enrolment["state"] == "accepted"


def test_a_new_telephone_opens_online_programmes(office: TrainingOffice) -> None:
    programme = office.opened(mode="online")
    person_id = office.hear_client(device="none", internet="none")
    assert office.enrol(programme, person_id)["state"] == "rejected"
    facts = {
        "person_id": str(person_id),
        "kecamatan": "koja",
        "sex": "P",
        "age_class": "adult",
        "protected": False,
        "device": "smartphone",
        "internet": "limited",
        "phone_known": True,
    }
    office.rig.hear("registry.person-changed", facts, person=person_id)
    assert office.enrol(programme, person_id)["state"] == "accepted"


def test_a_suspension_and_a_request_at_the_same_moment_leave_no_place_behind(
    office: TrainingOffice,
) -> None:
    """Whichever is first: who is suspended has no place in the end."""
    programme = office.opened(places=20)
    trainer = office.rig.caller(Role.TRAINER)
    path = f"/v1/programmes/{programme['id']}/enrolments"
    for _ in range(5):
        person_id = office.hear_client()
        body = {"person_id": str(person_id), "requested_by": "client"}
        gate = threading.Barrier(2)

        def ask(body: dict[str, str] = body, gate: threading.Barrier = gate) -> None:
            gate.wait()
            trainer.post(path, body)

        asking = threading.Thread(target=ask)
        asking.start()
        gate.wait()
        office.hear_order("suspended", person_id)
        asking.join()
    assert office.rig.held() == {"held": 0, "parked": 0}
    shown = office.trainer.get(f"/v1/programmes/{programme['id']}").get_json()
    assert shown["taken"] == 0


def test_a_programme_begins_on_its_first_day_and_the_job_may_run_twice(
    office: TrainingOffice,
) -> None:
    programme = office.opened(places=1)
    office.enrol(programme, office.hear_client())
    waits = office.enrol(programme, office.hear_client())
    office.rig.run_jobs()
    assert office.enrolment(waits)["state"] == "waitlisted"
    office.rig.move(JUNE_14)
    office.rig.run_jobs()
    office.rig.run_jobs()
    path = f"/v1/programmes/{programme['id']}"
    assert office.trainer.get(path).get_json()["state"] == "running"
    assert office.enrolment(waits)["state"] == "expired"
    assert len(office.told("enrolment-dropped")) == 1


def test_a_day_on_which_no_job_ran_is_made_up_for(office: TrainingOffice) -> None:
    programme = office.opened()
    office.rig.run_jobs()
    office.rig.move(JUNE_14 + timedelta(2))
    office.rig.run_jobs()
    path = f"/v1/programmes/{programme['id']}"
    assert office.trainer.get(path).get_json()["state"] == "running"


def test_follow_ups_are_told_on_their_days_once_each(office: TrainingOffice) -> None:
    [enrolment] = office.completed(office.hear_client())
    for days in (0, 29, 30, 31, 90, 180, 181):
        office.rig.move(JUNE_14 + timedelta(days))
        office.rig.run_jobs()
        office.rig.run_jobs()
    told = office.told("follow-up-due")
    assert [(each["after_days"], each["on"]) for each in told] == [
        (30, "2021-07-14"),
        (90, "2021-09-12"),
        (180, "2021-12-11"),
    ]
    assert {each["enrolment_id"] for each in told} == {enrolment["id"]}


def test_nobody_is_sent_to_ask_someone_whose_order_was_revoked(office: TrainingOffice) -> None:
    person_id = office.hear_client()
    office.completed(person_id)
    office.hear_order("revoked", person_id)
    office.rig.move(JUNE_14 + timedelta(200))
    office.rig.run_jobs()
    assert office.told("follow-up-due") == []


def test_an_answer_given_early_is_not_asked_for_again(office: TrainingOffice) -> None:
    [enrolment] = office.completed(office.hear_own_client())
    path = f"/v1/enrolments/{enrolment['id']}/outcomes"
    body = {"after_days": 30, "outcome": "uses_skill", "note": "memasak untuk tetangga"}
    future = {**body, "on": "2021-12-31"}
    refused(office.officer.post(path, future), 422, "not_yet_asked")
    assert office.officer.post(path, body).status_code == 200
    assert "tetangga" not in repr(office.rig.published())
    office.rig.move(JUNE_14 + timedelta(40))
    office.rig.run_jobs()
    assert office.told("follow-up-due") == []
