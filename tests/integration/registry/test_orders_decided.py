"""Orders suspended, reinstated, revoked and completed by those who may (R16, R17)."""

import pytest
from registry_office import Office, a_suspension, another

REASON = "diberitahu keliru"


@pytest.fixture
def order(office: Office) -> dict:
    return office.handed_over()


def path(order, step: str) -> str:
    return f"/v1/orders/{order['id']}/{step}"


def test_the_head_suspends_where_it_cannot_wait(office: Office, order) -> None:
    suspended = office.suspended(order)
    assert (suspended["state"], suspended["suspended_on"]) == ("suspended", "2021-12-06")
    assert (suspended["expiry"], suspended["version"]) == (None, 2)
    (step,) = office.head.get(f"/v1/orders/{order['id']}").json["history"]
    assert (step["by"], step["document"]) == (office.head_id, "W10-2001")
    assert "sentence" not in suspended
    (told,) = office.rig.published("registry.order-suspended")
    assert told.data == {
        "order_id": order["id"],
        "person_id": order["person_id"],
        "on": "2021-12-06",
        "proposal_id": None,
    }
    assert "tidak melapor" not in office.everything_kept()


def test_a_return_is_reckoned_as_in_the_worked_example(office: Office, order) -> None:
    office.suspended(order)
    office.rig.move(office.rig.today.replace(day=8))
    answer = office.registrar.post(path(order, "re-entry"), {"on": "2021-12-08"})
    assert answer.status_code == 200
    revoked = answer.json
    assert (revoked["state"], revoked["re_entry"]) == ("revoked", "2021-12-08")
    assert revoked["expiry"] == "2022-08-10"
    assert revoked["reckoning"]["not_counted_days"] == 51
    assert revoked["reckoning"]["two_thirds"] == "2022-02-09"
    assert revoked["reckoning"]["half"] == "2021-09-20"
    (told,) = office.rig.published("registry.order-revoked")
    assert told.data == {
        "order_id": order["id"],
        "person_id": order["person_id"],
        "revoked_on": "2021-12-06",
        "re_entry": "2021-12-08",
        "not_counted_days": 51,
        "expiry": "2022-08-10",
    }
    sentence = office.head.get(path(order, "sentence")).json
    assert sentence == revoked["reckoning"]
    assert {"why": "revoked", "on": "2021-10-18", "until": "2021-12-06", "days": 49} in sentence[
        "working"
    ]
    assert {"why": "gap", "on": "2021-12-06", "until": "2021-12-08", "days": 2} in sentence[
        "working"
    ]
    lines = office.head.get(f"/v1/persons/{order['person_id']}/timeline").json["items"]
    assert lines[-1]["kind"] == "order_revoked"
    assert lines[-1]["working"] == sentence["working"]


def test_while_the_client_is_away_the_sentence_says_what_is_not_known(office, order) -> None:
    office.suspended(order)
    sentence = office.head.get(path(order, "sentence")).json
    assert (sentence["expiry"], sentence["two_thirds"]) == (None, None)
    assert sentence["half"] == "2021-09-20"


def test_a_reinstatement_brings_the_old_dates_back(office: Office, order) -> None:
    before = office.head.get(path(order, "sentence")).json
    office.suspended(order)
    answer = office.head.post(path(order, "reinstatement"), {"on": "2021-12-06", "reason": REASON})
    assert answer.status_code == 200
    assert (answer.json["state"], answer.json["expiry"]) == ("active", "2022-06-20")
    assert answer.json["suspended_on"] is None
    assert office.head.get(path(order, "sentence")).json == before
    assert len(office.rig.published("registry.order-reinstated")) == 1


def test_an_order_is_completed_after_its_end(office: Office, order) -> None:
    body = {"letter_number": "WP.10-1", "on": "2022-06-20"}
    office.rig.move(office.rig.today.replace(year=2022, month=6, day=19))
    early = office.head.post(path(order, "completion"), body)
    assert (early.status_code, early.json["code"]) == (409, "order_not_over")
    assert office.head.get("/v1/orders?ended_before=2022-06-19").json["items"] == []
    office.rig.move(office.rig.today.replace(day=20))
    over = office.head.get("/v1/orders?state=active&ended_before=2022-06-20").json["items"]
    assert [each["id"] for each in over] == [order["id"]]
    answer = office.head.post(path(order, "completion"), body)
    assert (answer.status_code, answer.json["state"]) == (200, "completed")
    assert len(office.rig.published("registry.order-completed")) == 1


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2021-10-17", "before_order"),
        ("2021-12-07", "dated_in_future"),
    ],
)
def test_a_suspension_on_an_impossible_day_is_refused(office, order, on, code) -> None:
    office.rig.move(office.rig.today.replace(month=12, day=6))
    answer = office.head.post(path(order, "suspension"), a_suspension(on=on))
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["errors"][0]["field"] == "on"
    assert office.rig.published("registry.order-suspended") == []


@pytest.mark.parametrize(
    ("role", "step", "body"),
    [
        ("registrar", "re-entry", {"on": "2021-10-18"}),
        ("head", "reinstatement", {"on": "2021-10-18", "reason": REASON}),
    ],
)
def test_a_step_that_there_is_not_is_refused_with_those_that_there_are(
    office, order, role, step, body
) -> None:
    answer = getattr(office, role).post(path(order, step), body)
    assert (answer.status_code, answer.json["code"]) == (409, "transition_not_allowed")
    assert answer.json["facts"] == {"state": "active", "allowed": "suspended, completed"}


@pytest.mark.parametrize("step", ["suspension", "reinstatement", "re-entry", "completion"])
def test_a_decision_on_what_was_changed_since_is_refused(office, order, step) -> None:
    office.suspended(order)
    bodies = {
        "suspension": a_suspension(),
        "re-entry": {"on": "2021-12-06"},
        "reinstatement": {"on": "2021-12-06", "reason": REASON},
        "completion": {"letter_number": "1", "on": "2021-12-06"},
    }
    caller = office.registrar if step == "re-entry" else office.head
    stale = caller.post(path(order, step), bodies[step], If_Match='"1"')
    assert (stale.status_code, stale.json["code"]) == (412, "stale_version")


def test_the_same_decision_twice_has_one_effect(office: Office, order) -> None:
    office.rig.move(office.rig.today.replace(month=12, day=6))
    key = {"Idempotency_Key": "dua-kali"}
    first = office.head.post(path(order, "suspension"), a_suspension(), **key)
    again = office.head.post(path(order, "suspension"), a_suspension(), **key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    assert len(office.rig.published("registry.order-suspended")) == 1


def test_orders_are_found_by(office: Office, order) -> None:
    other = office.handed_over(
        person=another(2)["person"], order={"scheme": "pb", "decree_number": "PB-2"}
    )
    office.suspended(other)

    def found(query: str) -> list[str]:
        return [each["id"] for each in office.head.get(f"/v1/orders?{query}").json["items"]]

    assert found("state=active") == [order["id"]]
    assert found("scheme=pb") == [other["id"]]
    assert found(f"person_id={other['person_id']}") == [other["id"]]
    assert found("number=INT/0001/2021") == [other["id"]]
    assert found("") == [order["id"], other["id"]]
    assert found("limit=1") == [order["id"]]


def test_a_list_of_orders_has_no_sentence(office: Office, order) -> None:
    listed = office.head.get("/v1/orders")
    assert "363 KUHP" not in listed.text
    assert "sentence" not in listed.json["items"][0]
    whole = office.head.get(f"/v1/orders/{order['id']}").json
    assert whole["sentence"]["offence"] == "363 KUHP"
    assert len(office.audited("read_order")) == 1


def test_figures_count_every_order_once(office: Office, order) -> None:
    office.handed_over(person=another(2)["person"], order={"scheme": "cb", "decree_number": "2"})
    office.suspended(order)
    assert office.head.get("/v1/figures").json == {
        "orders": {"active": 1, "suspended": 1, "revoked": 0, "completed": 0},
        "orders_by_scheme": {"asimilasi_rumah": 1, "pb": 0, "cb": 1, "cmb": 0},
        "orders_by_book": {"IX.B": 1, "IV.I": 0, "INT": 1},
        "persons": 2,
        "proposals": {"pending": 0, "decided": 0},
    }


def test_no_route_removes_an_entry(office: Office) -> None:
    methods = {each for rule in office.rig.app.url_map.iter_rules() for each in rule.methods or ()}
    assert "DELETE" not in methods
