"""The officer's list: near things first, each with its reasons and its one action."""

from console_builders import PERSON, TODAY, an_item

from console.shown.worklist import Group, Why, grouped, owed, rows, usual_channel, why


def test_rows_are_grouped_by_how_near_they_are_and_empty_groups_are_left_out():
    items = [
        an_item(case_id="a", due="2021-06-05", late=True),
        an_item(case_id="b", due="2021-06-07"),
        an_item(case_id="c", due="2021-06-20"),
    ]
    assert {group: len(rows) for group, rows in grouped(items, TODAY).items()} == {
        Group.LATE: 1,
        Group.TODAY: 1,
        Group.LATER: 1,
    }


def test_within_a_group_the_order_of_the_service_stays():
    items = [
        an_item(case_id="b", name="B", due="2021-06-08"),
        an_item(case_id="a", name="A", due="2021-06-09"),
    ]
    assert [each.name for each in grouped(items, TODAY)[Group.SOON]] == ["B", "A"]


def test_a_person_is_one_row_with_the_most_urgent_thing_first():
    items = [
        an_item(why=["overdue"], late=True, due="2021-06-05"),
        an_item(obligation_kind="monthly_in_person", why=["overdue", "misses_1"], due="2021-06-20"),
    ]
    (row,) = rows(items, TODAY)
    assert row.next.what == "weekly_remote"
    assert [each.what for each in row.also] == ["monthly_in_person"]
    assert row.why == (Why(code="overdue"), Why(code="misses", n=1))


def test_a_reason_that_counts_is_told_with_its_number():
    assert why("misses_2") == Why(code="misses", n=2)
    assert why("last_day") == Why(code="last_day")


def test_the_main_action_logs_a_contact_or_reports_a_visit():
    assert owed(an_item()).action.endswith("/log")
    visit = owed(an_item(kind="home_visit", obligation_kind=None))
    assert visit.action.startswith("/home-visits/")
    assert visit.what == "home_visit"


def test_of_a_protected_person_the_action_says_whose_reason_holds():
    assert owed(an_item(protected=True)).action.endswith(f"?of={PERSON}")


def test_the_channel_is_the_one_that_the_client_has():
    assert usual_channel(an_item(device="smartphone")) == "whatsapp"
    assert usual_channel(an_item(device="basic_phone")) == "phone"
    assert usual_channel(an_item(device=None)) == "phone"


def test_a_meeting_in_person_is_logged_as_one():
    assert usual_channel(an_item(in_person=True)) == "in_person_office"
