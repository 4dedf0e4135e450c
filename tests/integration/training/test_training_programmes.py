"""A programme from its proposal to its evaluation, with partners, rooms, sessions and money."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from training_office import JUNE_14, TrainingOffice, hours, refused, said

from chassis.auth import Role


def a_partner(office: TrainingOffice, end: str = "2021-12-31", **more: Any) -> dict[str, Any]:
    agreement = {"number": "PKS-7/2021", "start": "2021-01-01", "end": end}
    body = {"name": "POKMAS Yuni Kitchen", "kind": "pokmas", "agreement": agreement, **more}
    return said(office.trainer.post("/v1/partners", body), 201)


def a_room(office: TrainingOffice) -> dict[str, Any]:
    return said(office.trainer.post("/v1/rooms", {"name": "Aula", "seats": 30}), 201)


def test_a_programme_goes_all_the_way_and_each_step_is_told_once(office: TrainingOffice) -> None:
    [enrolment] = office.completed(office.hear_client(), days=2)
    programme = {"id": enrolment["programme_id"]}
    done = office.step(programme, "evaluation", evaluation="Perlu dua oven.")
    assert [each["to"] for each in done["history"]] == [
        "proposed",
        "planned",
        "approved",
        "open",
        "running",
        "completed",
        "evaluated",
    ]
    kinds = [each.kind for each in office.rig.published()]
    assert kinds == [
        "training.programme-proposed",
        "training.programme-approved",
        "training.session-scheduled",
        "training.session-scheduled",
        "training.programme-opened",
        "training.enrolment-confirmed",
        "training.attendance-recorded",
        "training.attendance-recorded",
        "training.programme-completed",
    ]


def test_an_officers_proposal_waits_for_dates_and_money(office: TrainingOffice) -> None:
    programme = office.propose(starts=None, ends=None)
    assert programme["state"] == "proposed"
    dates = {"starts": "2021-06-14", "ends": "2021-06-15"}
    path = f"/v1/programmes/{programme['id']}"
    assert said(office.trainer.patch(path, dates))["state"] == "proposed"
    assert said(office.trainer.patch(path, {"no_cost": True}))["state"] == "planned"


def test_the_head_does_not_approve_his_own_proposal(office: TrainingOffice) -> None:
    both = office.rig.caller(Role.HEAD, Role.TRAINER, user=str(uuid4()))
    programme = office.propose(by=both)
    path = f"/v1/programmes/{programme['id']}"
    said(office.trainer.patch(path, {"no_cost": True}))
    refused(both.post(f"{path}/approval"), 422, "own_proposal")
    assert said(office.head.post(f"{path}/approval"))["state"] == "approved"


def test_what_is_missing_is_shown_before_it_is_refused(office: TrainingOffice) -> None:
    programme = office.approved()
    assert programme["missing"] == ["session"]
    problem = office.trainer.post(f"/v1/programmes/{programme['id']}/opening")
    assert refused(problem, 409, "not_ready_to_open")["facts"] == {"missing": "session"}


def test_a_partner_whose_agreement_ends_before_is_refused(office: TrainingOffice) -> None:
    partner = a_partner(office, end="2021-06-15")
    body = {"partner_ids": [partner["id"]]}
    programme = office.propose()
    path = f"/v1/programmes/{programme['id']}"
    problem = refused(office.trainer.patch(path, body), 422, "agreement_ended")
    assert problem["errors"][0]["field"] == "partner_ids"
    longer = {"agreement": {"number": "PKS-8", "start": "2021-01-01", "end": "2021-12-31"}}
    said(office.trainer.patch(f"/v1/partners/{partner['id']}", longer))
    assert said(office.trainer.patch(path, body))["partner_ids"] == [partner["id"]]


def test_an_agreement_that_was_cut_short_since_keeps_it_from_opening(
    office: TrainingOffice,
) -> None:
    partner = a_partner(office)
    programme = office.approved(partner_ids=[partner["id"]])
    office.scheduled(programme)
    shorter = {"agreement": {"number": "PKS-7", "start": "2021-01-01", "end": "2021-06-01"}}
    said(office.trainer.patch(f"/v1/partners/{partner['id']}", shorter))
    path = f"/v1/programmes/{programme['id']}/opening"
    refused(office.trainer.post(path), 422, "agreement_ended")


def test_a_partner_without_an_agreement_is_a_warning(office: TrainingOffice) -> None:
    partner = a_partner(office, agreement=None, kind="agency")
    programme = office.planned(partner_ids=[partner["id"]])
    assert programme["warnings"] == ["partner_without_agreement"]


def test_an_unknown_partner_is_not_found(office: TrainingOffice) -> None:
    programme = office.propose()
    answer = office.trainer.patch(
        f"/v1/programmes/{programme['id']}", {"partner_ids": [str(uuid4())]}
    )
    refused(answer, 404, "not_found")


def test_what_the_head_approved_changes_only_after_a_postponement(office: TrainingOffice) -> None:
    programme = office.opened()
    path = f"/v1/programmes/{programme['id']}"
    person_id = office.hear_client()
    enrolment = office.enrol(programme, person_id)
    later = {"starts": "2021-07-05", "ends": "2021-07-06"}
    refused(office.trainer.patch(path, later), 409, "plan_fixed")
    postponed = office.step(programme, "postponement", reason="pengajar sakit")
    assert postponed["state"] == "planned"
    assert [each["state"] for each in office.sessions(programme)] == ["cancelled"]
    said(office.trainer.patch(path, later))
    office.step(programme, "approval", by=office.head)
    office.scheduled(programme, JUNE_14.replace(month=7, day=5))
    assert office.step(programme, "opening")["taken"] == 1
    assert office.enrolment(enrolment)["state"] == "accepted"
    assert len(office.told("programme-postponed")) == len(office.told("session-cancelled")) == 1


def test_a_cancelled_programme_tells_everybody_and_frees_its_room(office: TrainingOffice) -> None:
    room = a_room(office)
    programme = office.approved(places=1)
    office.scheduled(programme, place=None, room_id=room["id"])
    office.step(programme, "opening")
    first = office.enrol(programme, office.hear_client())
    second = office.enrol(programme, office.hear_client())
    office.step(programme, "cancellation", by=office.head, reason="ruang banjir")
    told = [(each["enrolment_id"], each["why"]) for each in office.told("enrolment-dropped")]
    assert sorted(told) == sorted((e["id"], "programme_cancelled") for e in (first, second))
    assert len(office.told("enrolment-confirmed")) == 1
    assert said(office.trainer.get(f"/v1/rooms/{room['id']}/bookings")) == {"items": []}


def test_a_room_is_booked_by_one_at_a_time(office: TrainingOffice) -> None:
    room = a_room(office)
    office.scheduled(office.planned(), place=None, room_id=room["id"])
    path = f"/v1/rooms/{room['id']}/bookings"
    lent = {**hours(JUNE_14, 11, 13), "borrower": "Karang Taruna"}
    refused(office.trainer.post(path, lent), 409, "room_taken")
    booking = said(office.trainer.post(path, {**lent, **hours(JUNE_14, 12, 14)}), 201)
    other = office.planned()
    body = {**hours(JUNE_14, 13, 15), "room_id": room["id"]}
    sessions = f"/v1/programmes/{other['id']}/sessions"
    refused(office.trainer.post(sessions, body), 409, "room_taken")
    said(office.trainer.post(f"/v1/bookings/{booking['id']}/release"))
    said(office.trainer.post(sessions, body), 201)


def test_the_room_of_a_session_is_given_back_with_the_session(office: TrainingOffice) -> None:
    room = a_room(office)
    session = office.scheduled(office.planned(), place=None, room_id=room["id"])
    path = f"/v1/rooms/{room['id']}/bookings"
    [booking] = said(office.trainer.get(path))["items"]
    refused(office.trainer.post(f"/v1/bookings/{booking['id']}/release"), 409, "booked_for_session")
    said(office.trainer.post(f"/v1/sessions/{session['id']}/cancellation"))
    assert said(office.trainer.get(path)) == {"items": []}


def test_a_session_that_moves_takes_its_room_along_and_is_told_again(
    office: TrainingOffice,
) -> None:
    room = a_room(office)
    session = office.scheduled(office.planned(), place=None, room_id=room["id"])
    path = f"/v1/sessions/{session['id']}"
    said(office.trainer.patch(path, hours(JUNE_14, 10, 13)))
    moved = said(office.trainer.patch(path, hours(JUNE_14 + timedelta(1), 10, 13)))
    assert moved["on"] == "2021-06-15"
    told = office.told("session-scheduled")
    assert [each["on"] for each in told] == ["2021-06-14", "2021-06-14", "2021-06-15"]
    [booking] = said(office.trainer.get(f"/v1/rooms/{room['id']}/bookings"))["items"]
    assert booking["starts_at"] == moved["starts_at"]
    said(office.trainer.patch(path, {"topic": "Kue kering"}))
    assert len(office.told("session-scheduled")) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (hours(JUNE_14 + timedelta(9)), "outside_programme"),
        (hours(JUNE_14, 12, 9), "end_before_start"),
        ({"mode": "online"}, "mode_does_not_fit"),
    ],
)
def test_a_session_that_does_not_fit_is_refused(
    office: TrainingOffice, change: dict[str, str], code: str
) -> None:
    programme = office.planned()
    body = {**hours(JUNE_14), **change}
    answer = office.trainer.post(f"/v1/programmes/{programme['id']}/sessions", body)
    refused(answer, 422, code)


def test_a_proposal_has_no_sessions_yet(office: TrainingOffice) -> None:
    programme = office.propose(starts=None, ends=None)
    answer = office.trainer.post(f"/v1/programmes/{programme['id']}/sessions", hours(JUNE_14))
    refused(answer, 409, "programme_not_in_state")


def test_late_in_the_evening_is_the_same_day_in_jakarta(office: TrainingOffice) -> None:
    programme = office.planned()
    session = office.scheduled(programme, **hours(JUNE_14, 22, 24))
    early = office.scheduled(programme, **hours(JUNE_14 + timedelta(1), 1, 3))
    assert (session["on"], early["on"]) == ("2021-06-14", "2021-06-15")


BUDGET = [
    {"what": "Bahan", "source": "dipa", "planned": 750_000},
    {"what": "Oven", "source": "in_kind", "nature": "pinjaman", "worth": 2_500_000},
]


def test_money_is_planned_spent_and_shown_to_those_who_may(office: TrainingOffice) -> None:
    programme = office.propose()
    path = f"/v1/programmes/{programme['id']}"
    planned = said(office.trainer.patch(path, {"budget": BUDGET}))
    assert (planned["planned"], planned["worth"], planned["no_cost"]) == (750_000, 2_500_000, False)
    office.step(programme, "approval", by=office.head)
    spent = {"lines": [{"number": 1, "spent": 800_000}]}
    done = said(office.trainer.put(f"{path}/spending", spent))
    assert (done["spent"], done["warnings"]) == (800_000, ["overspent"])
    assert [each["number"] for each in done["budget"]] == [1, 2]
    hidden = said(office.officer.get(path))
    assert {hidden[each] for each in ("budget", "planned", "spent", "worth", "no_cost")} == {None}


def test_a_gift_that_costs_money_is_refused(office: TrainingOffice) -> None:
    programme = office.propose()
    gift = {"what": "Oven", "source": "in_kind", "planned": 1}
    answer = office.trainer.patch(f"/v1/programmes/{programme['id']}", {"budget": [gift]})
    refused(answer, 422, "budget_line_wrong")


def test_rupiah_are_whole(office: TrainingOffice) -> None:
    programme = office.propose()
    line = {"what": "Bahan", "source": "dipa", "planned": 750.5}
    answer = office.trainer.patch(f"/v1/programmes/{programme['id']}", {"budget": [line]})
    refused(answer, 422, "fields_wrong")


def test_programmes_are_found_by_state_field_and_partner(office: TrainingOffice) -> None:
    partner = a_partner(office)
    cooking = office.planned(partner_ids=[partner["id"]])
    plants = office.approved(field="hidroponik")

    def found(query: str) -> list[str]:
        items = said(office.trainer.get(f"/v1/programmes?{query}"))["items"]
        return [each["id"] for each in items]

    assert found("") == [cooking["id"], plants["id"]]
    assert found("state=approved") == [plants["id"]]
    assert found("field=tata_boga") == [cooking["id"]]
    assert found(f"partner_id={partner['id']}") == [cooking["id"]]
    assert found("state=open") == []


def test_who_teaches_is_sealed_in_the_store(office: TrainingOffice) -> None:
    office.planned()
    kept = office.rig.runtime.around.database["programmes"].find_one({})
    assert kept is not None
    assert "Dewi" not in repr(kept)


def test_the_year_shows_what_was_planned_beside_what_was_held(office: TrainingOffice) -> None:
    targets = [{"quarter": 2, "programmes": 3, "participants": 60}]
    said(office.trainer.put("/v1/plans/2021", {"targets": targets}))
    office.completed(office.hear_client(), office.hear_client())
    office.planned(starts="2021-08-02", ends="2021-08-03")
    cancelled = office.planned(starts="2021-08-02", ends="2021-08-03")
    office.step(cancelled, "cancellation", reason="tidak ada pengajar")
    year = said(office.head.get("/v1/plans/2021"))
    quarters = {each.pop("quarter"): each for each in year["quarters"]}
    assert quarters[2] == {"target": targets[0], "planned": 1, "held": 1, "participants": 2}
    assert quarters[3] == {"target": None, "planned": 1, "held": 0, "participants": 0}
    assert (year["reached"], year["active_clients"]) == (2, 2)


def test_a_plan_is_changed_by_who_read_it_last(office: TrainingOffice) -> None:
    body = {"targets": [{"quarter": 1, "programmes": 1, "participants": 5}]}
    first = office.trainer.put("/v1/plans/2021", body)
    said(office.trainer.put("/v1/plans/2021", body, If_Match=first.headers["ETag"]))
    stale = office.trainer.put("/v1/plans/2021", body, If_Match=first.headers["ETag"])
    refused(stale, 412, "stale_version")


def test_the_report_counts_people_and_money_without_names(office: TrainingOffice) -> None:
    women = [office.hear_own_client(), office.hear_client()]
    child = office.hear_client(sex="L", age_class="child", protected=True)
    enrolments = office.completed(*women, child)
    said(office.trainer.post(f"/v1/enrolments/{enrolments[0]['id']}/certificate"))
    outcome = {"after_days": 30, "outcome": "own_business", "income": "from_1m"}
    said(office.officer.post(f"/v1/enrolments/{enrolments[0]['id']}/outcomes", outcome))
    path = f"/v1/programmes/{enrolments[0]['programme_id']}/report"
    report = said(office.rig.caller(Role.REGIONAL).get(path))
    assert (report["participants"], report["women"], report["men"], report["children"]) == (
        3,
        2,
        1,
        1,
    )
    assert (report["completed"], report["certified"]) == (3, 1)
    assert report["outcomes"] == {"30": {"own_business": 1}, "90": {}, "180": {}}
    assert report["cost_per_participant"] == 0
