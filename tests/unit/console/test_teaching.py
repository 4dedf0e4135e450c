"""Programmes: what is typed, as training takes it, and whose turn it is."""

from zoneinfo import ZoneInfo

from console.shown.teaching import as_code, attendance, next_step, plan, proposal, session

WIB = ZoneInfo("Asia/Jakarta")


def test_a_field_is_typed_in_words_and_numbers_are_numbers():
    typed = {"title": "Tata Boga", "field": "Tata Boga", "places": "12", "teaching_form": "group"}
    assert proposal(typed) == {
        "title": "Tata Boga",
        "field": "tata_boga",
        "places": 12,
        "form": "group",
    }
    assert as_code("  Pijat-Refleksi ") == "pijat_refleksi"


def test_a_number_that_is_none_is_left_for_the_service_to_refuse():
    assert proposal({"places": "dua belas"}) == {"places": "dua belas"}


def test_a_plan_names_who_teaches_and_what_it_costs():
    typed = {
        "instructors": "Yuni\n\nRahmat",
        "cost": "some",
        "budget_what": "Bahan",
        "budget_source": "dipa",
        "budget_planned": "1.500.000",
    }
    line = {"what": "Bahan", "source": "dipa", "planned": 1_500_000}
    assert plan(typed)["instructors"] == [{"name": "Yuni"}, {"name": "Rahmat"}]
    assert plan(typed)["budget"] == [line]
    assert plan({"cost": "none"}) == {"no_cost": True, "budget": []}


def test_hours_are_those_of_the_offices_clock():
    typed = {"on": "2021-06-15", "from_hour": "09:00", "to_hour": "12:00", "place": "Aula"}
    assert session(typed, WIB) == {
        "place": "Aula",
        "starts_at": "2021-06-15T09:00:00+07:00",
        "ends_at": "2021-06-15T12:00:00+07:00",
    }


def test_attendance_is_told_of_whom_something_was_said():
    typed = {"came.a": "attended", "check.a.antigen": "yes", "came.b": "absent", "came.c": ""}
    assert attendance(typed, ["antigen"]) == [
        {"enrolment_id": "a", "state": "attended", "checks": {"antigen": True}},
        {"enrolment_id": "b", "state": "absent"},
    ]


def test_each_step_is_somebodys():
    assert next_step("planned", ["head"]) == "approval"
    assert next_step("planned", ["trainer"]) is None
    assert next_step("approved", ["trainer"]) == "opening"
    assert next_step("evaluated", ["trainer", "head"]) is None
