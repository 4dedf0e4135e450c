"""An order in force has a case, an officer and obligations the same day."""

from datetime import date, timedelta

from supervision_office import MONTHLY, TODAY, WEEKLY, Office

from chassis.testing.rig import OFFICE


def day(text):
    return date.fromisoformat(text)


def starts(obligations):
    return [day(each["window_start"]) for each in obligations]


def test_an_order_has_a_case_an_officer_and_eight_weeks_of_obligations(office: Office):
    officer = office.officer()
    order = office.order()
    case = office.case(order)
    assert (case["state"], case["officer_id"]) == ("active", str(officer.id))
    assert starts(office.obligations(order)) == [TODAY + timedelta(weeks=k) for k in range(8)]
    assert starts(office.obligations(order, MONTHLY)) == [day("2021-06-01"), day("2021-07-01")]
    assert office.kinds()[:2] == ["officer-assigned", "obligation-scheduled"]


def test_an_order_that_starts_later_is_scheduled_from_its_start(office: Office):
    order = office.order(start=day("2021-06-21"))
    assert starts(office.obligations(order))[0] == day("2021-06-21")
    assert len(office.obligations(order)) == 8


def test_integration_is_met_once_a_month_under_its_own_regulation(office: Office):
    order = office.order(scheme="pb", end=day("2022-06-01"))
    assert [each["kind"] for each in office.obligations(order, None)] == ["monthly", "monthly"]
    assert office.case(order)["working"]["policy"] == "permenkumham-3-2018"


def test_the_same_order_again_changes_nothing(office: Office):
    order = office.order()
    before = office.kinds()
    office.order(order_id=order.id, person_id=order.person_id)
    assert office.kinds() == before


def test_windows_that_were_over_when_the_order_arrived_are_the_offices_lapse(office: Office):
    order = office.order(start=day("2021-05-17"))
    first, second, third = office.obligations(order)[:3]
    assert [first["state"], second["state"]] == ["not_attempted", "not_attempted"]
    assert (third["window_start"], third["state"]) == ("2021-05-31", "scheduled")


def test_windows_that_were_over_at_the_handover_were_the_prisons(office: Office):
    order = office.order(start=day("2021-05-03"), handed_over=day("2021-05-26"))
    assert starts(office.obligations(order))[0] == day("2021-05-24")


def test_a_client_without_any_telephone_is_visited_within_two_working_days(office: Office):
    officer = office.officer()
    order = office.order(phone_known=False)
    visits = officer.calls.get("/v1/home-visits?state=open").json["items"]
    assert [(each["case_id"], each["due"]) for each in visits] == [(str(order.id), "2021-06-03")]
    assert office.case(order)["open_visit"] == visits[0]["id"]
    assert office.obligations(order)


def test_an_order_that_has_ended_before_it_came_opens_no_visit(office: Office):
    order = office.order(start=day("2021-02-01"), end=day("2021-05-01"), phone_known=False)
    assert office.case(order)["open_visit"] is None
    assert {each["state"] for each in office.obligations(order)} == {"not_attempted"}


def test_whoever_serves_the_kecamatan_gets_the_case(office: Office):
    office.officer()
    near = office.officer("Pulogadung ", "Cakung")
    for _ in range(3):
        assert office.case(office.order())["officer_id"] == str(near.id)


def test_cases_are_spread_over_officers_within_one_batch_too(office: Office):
    officers = {str(office.officer().id) for _ in range(3)}
    orders = [office.order() for _ in range(6)]
    of = [office.case(each)["officer_id"] for each in orders]
    assert sorted(of.count(each) for each in officers) == [2, 2, 2]


def test_an_officer_who_left_or_became_something_else_gets_no_more_cases(office: Office):
    left, changed, stays = office.officer(), office.officer(), office.officer()
    office.user_changed(left.id, active=False)
    office.user_changed(changed.id, "registrar")
    assert {office.case(office.order())["officer_id"] for _ in range(3)} == {str(stays.id)}


def test_an_order_in_an_office_without_officers_waits_for_the_first_one(office: Office):
    order = office.order(phone_known=False)
    assert office.figures()["in_force_without_officer"] == 1
    officer = office.officer()
    office.rig.run_jobs()
    assert office.case(order)["officer_id"] == str(officer.id)
    assert {each["officer_id"] for each in office.obligations(order)} == {str(officer.id)}
    kinds = [each["kind"] for each in officer.calls.get("/v1/worklist").json["items"]]
    assert sorted(kinds) == ["home_visit", "obligation", "obligation"]
    assert office.figures()["in_force_without_officer"] == 0


def test_an_officer_of_another_office_is_no_help(office: Office):
    office.officer(office="bogor")
    order = office.order()
    office.rig.run_jobs()
    assert office.case(order)["officer_id"] is None


def test_an_order_of_an_unknown_scheme_is_held_for_a_person_to_see(office: Office):
    office.order(scheme="grasi")
    assert office.rig.held() == {"held": 1, "parked": 0}


def test_every_fact_says_which_office_and_nothing_of_who(office: Office):
    office.officer()
    person = office.person(name="Slamet Riyadi")
    office.order(person_id=person)
    office.rig.run_jobs()
    for each in office.rig.published():
        assert each.source == f"/offices/{OFFICE}/supervision"
        assert "Slamet" not in str(each.data)


def test_a_weekly_obligation_is_owed_in_every_week(office: Office):
    order = office.order(end=day("2021-08-10"))
    office.days_go_by(80)
    owed = office.obligations(order, WEEKLY)
    assert starts(owed) == [TODAY + timedelta(weeks=k) for k in range(10)]
    assert [day(each["window_end"]) for each in owed[:-1]] == starts(owed)[1:]
    assert office.figures()["in_force_without_obligations"] == 0


def test_a_batch_of_orders_is_spread_evenly_and_scheduled_at_once(office: Office):
    with office.rig.at_once():
        officers = {str(office.officer().id) for _ in range(3)}
        orders = [office.order() for _ in range(30)]
        office.suspend(orders[0])
    cases = office.head.get("/v1/cases?limit=500").json["items"]
    of = [each["officer_id"] for each in cases]
    assert sorted(of.count(each) for each in officers) == [10, 10, 10]
    assert office.figures()["obligations"]["scheduled"] == 29 * 10
    assert office.rig.held() == {"held": 0, "parked": 0}


def test_what_ends_in_a_batch_makes_room_within_it(office: Office):
    one, other = office.officer(), office.officer()
    first, second = office.order(), office.order()
    mine = first if office.case(first)["officer_id"] == str(one.id) else second
    with office.rig.at_once():
        office.order()
        office.happens("order-completed", mine)
        last = [office.order() for _ in range(2)]
    caseloads = {each["id"]: each["caseload"] for each in office.head.get("/v1/officers").json}
    assert caseloads == {str(one.id): 2, str(other.id): 2}
    assert {office.case(each)["officer_id"] for each in last} <= {str(one.id), str(other.id)}


def test_an_officer_and_a_waiting_order_in_one_batch_find_each_other(office: Office):
    with office.rig.at_once():
        order = office.order()
        officer = office.officer()
        after = office.order()
    office.rig.run_jobs()
    assert office.case(order)["officer_id"] == office.case(after)["officer_id"] == str(officer.id)
