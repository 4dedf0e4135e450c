"""What an operator does with parked events: over HTTP, each decision in the audit trail."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from bus import Bus, a_bus
from follower_cases import numbered
from joserfc.jwk import KeySet
from shop import OFFICE, POISONED, a_tally

from chassis import status
from chassis.app import create_app
from chassis.auth import Role, Tokens, sign_token
from chassis.log.embedded import EmbeddedLog
from chassis.parked import AT_ONCE
from chassis.store import Client
from chassis.testing.rig import KEY, Calls
from chassis.unit import AUDIT_PENDING


@pytest.fixture
def bus(store_client: Client) -> Iterator[Bus]:
    log = EmbeddedLog(store_client[f"log-{uuid4().hex[:8]}"])
    with a_bus(store_client, log, origin=1) as bus:
        yield bus


def caller(bus: Bus, *roles: Role, office: str = OFFICE, user: str = "agus") -> Calls:
    app = create_app(bus.south, Tokens(lambda: KeySet([KEY]).as_dict()))
    return Calls(app.test_client(), sign_token(KEY, user, roles, [office], 3600))


@pytest.fixture
def operator(bus: Bus) -> Calls:
    return caller(bus, Role.OPERATOR)


def park(bus: Bus, *tallies: UUID) -> None:
    """The next event of each is tried in vain until it is parked."""
    POISONED.update(tallies)
    for each in tallies:
        bus.count(each)
    bus.publish("north")
    follower = bus.follow()
    while "held" in bus.states():
        bus.let_time_pass()
        bus.retry(follower)
    POISONED.clear()


def test_parked_events_are_listed_with_what_waits_behind_them(bus: Bus, operator: Calls) -> None:
    siti, budi = a_tally(), a_tally()
    park(bus, siti, budi)
    bus.count(siti, 2)
    bus.publish("north")
    bus.follow()
    page = operator.get("/v1/parked").json
    assert [(each["person"], each["waiting"]) for each in page["items"]] == [
        (str(siti), 2),
        (str(budi), 0),
    ]
    first = page["items"][0]
    assert first["tries"] == 5
    assert (first["type"], first["position"]) == ("pamong.north.counted.v1", 1)
    assert first["error"].startswith("Poison at add_up:")
    assert page["next"] is None


def test_a_long_list_is_read_page_by_page(bus: Bus, operator: Calls) -> None:
    park(bus, *(a_tally() for _ in range(5)))
    read: list[int] = []
    cursor = ""
    while cursor is not None:
        page = operator.get(f"/v1/parked?limit=2{cursor and f'&after={cursor}'}").json
        read += [each["position"] for each in page["items"]]
        cursor = page["next"]
    assert read == [1, 2, 3, 4, 5]


def test_one_is_shown_whole_with_its_stack_and_the_event_as_it_came(
    bus: Bus, operator: Calls
) -> None:
    siti = a_tally()
    park(bus, siti)
    (listed,) = operator.get("/v1/parked").json["items"]
    assert "body" not in listed
    shown = operator.get(f"/v1/parked/{listed['id']}").json
    assert str(siti) in shown["body"]
    assert any("in add_up" in each for each in shown["stack"])


def test_those_that_failed_alike_are_one_group(bus: Bus, operator: Calls) -> None:
    park(bus, a_tally(), a_tally(), a_tally())
    bus.count(a_tally())
    *_, message = numbered(bus)
    bus.log.publish([replace(message, body=b"{")])
    bus.follow()
    counts = [each["count"] for each in operator.get("/v1/parked/groups").json["items"]]
    assert counts == [3, 1]


def test_a_retried_event_is_applied_and_what_waited_follows(bus: Bus, operator: Calls) -> None:
    siti = a_tally()
    park(bus, siti)
    bus.count(siti, 2)
    bus.publish("north")
    follower = bus.follow()
    (listed,) = operator.get("/v1/parked").json["items"]
    assert operator.post(f"/v1/parked/{listed['id']}/retry").json == {"count": 1}
    bus.retry(follower)
    assert bus.seen(siti) == (1, 2, 3)
    assert bus.states() == []
    assert bus.reconciles()


def test_those_that_failed_alike_are_retried_together(bus: Bus, operator: Calls) -> None:
    siti, budi = a_tally(), a_tally()
    park(bus, siti, budi)
    (group,) = operator.get("/v1/parked/groups").json["items"]
    error = {"error": group["error"]}
    assert operator.post("/v1/parked/retry", {"error": "Another"}).json == {"count": 0}
    assert operator.post("/v1/parked/retry", error).json == {"count": 2}
    bus.retry(bus.follower())
    assert (bus.seen(siti), bus.seen(budi)) == ((1,), (1,))


def test_hundreds_are_retried_in_the_time_of_one_request(bus: Bus, operator: Calls) -> None:
    park(bus, a_tally())
    (one,) = bus.held.find({})
    others = [
        {**one, "_id": uuid4(), "order": n, "key": str(uuid4()), "subject": str(uuid4())}
        for n in range(1, AT_ONCE + 10)
    ]
    bus.held.insert_many(others)
    assert operator.post("/v1/parked/retry", {}).json == {"count": AT_ONCE}
    assert Counter(bus.states()) == {"held": AT_ONCE, "parked": 10}


def test_a_retried_event_that_fails_again_has_its_tries_again(bus: Bus, operator: Calls) -> None:
    siti = a_tally()
    park(bus, siti)
    POISONED.add(siti)
    operator.post("/v1/parked/retry", {})
    bus.retry(bus.follower())
    assert bus.states() == ["held"]
    assert bus.held.find_one({})["tries"] == 1


def test_what_still_cannot_be_read_is_parked_again_at_once(bus: Bus, operator: Calls) -> None:
    bus.count(a_tally())
    (message,) = numbered(bus)
    bus.log.publish([replace(message, body=b"{")])
    follower = bus.follow()
    operator.post("/v1/parked/retry", {})
    bus.retry(follower)
    assert bus.states() == ["parked"]


def test_what_became_readable_waits_for_an_earlier_parked_one(bus: Bus, operator: Calls) -> None:
    """Retried alone, it would overtake the earlier event of the same person."""
    siti = a_tally()
    bus.count(siti, 2)
    first, second = numbered(bus)
    POISONED.add(siti)
    bus.log.publish([first, replace(second, type="pamong.north.counted.v2")])
    follower = bus.follow()
    while "held" in bus.states():
        bus.let_time_pass()
        bus.retry(follower)
    assert bus.states() == ["parked", "parked"]
    newer = bus.held.find_one({"message.type": "pamong.north.counted.v2"})
    bus.held.update_one(
        {"_id": newer["_id"]}, {"$set": {"message.type": "pamong.north.counted.v1"}}
    )
    POISONED.clear()
    operator.post(f"/v1/parked/{newer['_id']}/retry")
    bus.retry(follower)
    assert bus.states() == ["parked", "waiting"]
    operator.post("/v1/parked/retry", {})
    bus.retry(follower)
    assert bus.seen(siti) == (1, 2)


def test_a_dropped_event_is_never_applied_and_what_waited_follows(
    bus: Bus, operator: Calls
) -> None:
    siti = a_tally()
    park(bus, siti)
    bus.count(siti)
    bus.publish("north")
    follower = bus.follow()
    (listed,) = operator.get("/v1/parked").json["items"]
    answer = operator.post(f"/v1/parked/{listed['id']}/drop", {"reason": "sent twice by hand"})
    assert answer.json == {"count": 1}
    bus.retry(follower)
    assert bus.seen(siti) == (2,)
    assert bus.counts()["dropped"] == 1
    assert bus.reconciles()


def test_dropping_needs_a_reason(bus: Bus, operator: Calls) -> None:
    park(bus, a_tally())
    (listed,) = operator.get("/v1/parked").json["items"]
    for body in ({}, {"reason": ""}, {"reason": "   "}):
        answer = operator.post(f"/v1/parked/{listed['id']}/drop", body)
        assert answer.status_code == 422
        assert answer.json["errors"][0]["field"] == "reason"
    assert bus.states() == ["parked"]


def test_what_was_decided_cannot_be_decided_again(bus: Bus, operator: Calls) -> None:
    park(bus, a_tally())
    (listed,) = operator.get("/v1/parked").json["items"]
    operator.post(f"/v1/parked/{listed['id']}/drop", {"reason": "a test"})
    for way in ("retry", "drop"):
        answer = operator.post(f"/v1/parked/{listed['id']}/{way}", {"reason": "a test"})
        assert answer.status_code in (404, 422)
    assert operator.get(f"/v1/parked/{listed['id']}").status_code == 404


def test_every_decision_is_in_the_audit_trail(bus: Bus, operator: Calls) -> None:
    park(bus, a_tally(), a_tally())
    one, other = operator.get("/v1/parked").json["items"]
    operator.post(f"/v1/parked/{one['id']}/retry")
    operator.post(f"/v1/parked/{other['id']}/drop", {"reason": "a test"})
    kept = {each["action"]: each for each in bus.database("south")[AUDIT_PENDING].find({})}
    assert kept["retry_parked"]["actor"] == kept["drop_parked"]["actor"] == "agus"
    assert kept["retry_parked"]["facts"]["event"] == UUID(one["id"])
    assert kept["drop_parked"]["facts"]["reason"] == "a test"
    assert kept["drop_parked"]["office_id"] == OFFICE


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR])
def test_others_than_operators_see_and_decide_nothing(bus: Bus, role: Role) -> None:
    someone = caller(bus, role)
    assert someone.get("/v1/parked").status_code == 403
    assert someone.post("/v1/parked/retry", {}).status_code == 403
    assert someone.post(f"/v1/parked/{uuid4()}/drop", {"reason": "x"}).status_code == 403


def test_an_operator_of_one_office_sees_no_other_offices_events(bus: Bus) -> None:
    park(bus, a_tally())
    elsewhere = caller(bus, Role.OPERATOR, office="makassar")
    everywhere = caller(bus, Role.OPERATOR, office="*")
    assert elsewhere.get("/v1/parked").json["items"] == []
    assert elsewhere.post("/v1/parked/retry", {}).json == {"count": 0}
    (listed,) = everywhere.get("/v1/parked").json["items"]
    assert elsewhere.get(f"/v1/parked/{listed['id']}").status_code == 404
    assert elsewhere.post(f"/v1/parked/{listed['id']}/retry").status_code == 404
    assert everywhere.get("/v1/parked", Pamong_Office="makassar").json["items"] == []


def test_a_decision_and_a_try_at_the_same_moment_have_one_outcome(bus: Bus) -> None:
    """It was dropped while the follower had it in hand: then it has no effect."""
    siti = a_tally()
    park(bus, siti)
    operator, follower = caller(bus, Role.OPERATOR), bus.follower()
    operator.post("/v1/parked/retry", {})
    (in_hand,) = follower.held.due()
    bus.held.delete_one({"_id": in_hand["_id"]})  # as `drop` does, a moment later
    follower._retrying._due.append(in_hand)
    bus.retry(follower)
    assert bus.seen(siti) == ()


def test_the_status_adds_up(bus: Bus, operator: Calls) -> None:
    siti = a_tally()
    park(bus, siti, a_tally())
    bus.count(siti)
    bus.count(a_tally())
    bus.publish("north")
    bus.follow()
    (one, _) = operator.get("/v1/parked").json["items"]
    operator.post(f"/v1/parked/{one['id']}/drop", {"reason": "a test"})
    told = status.of(bus.south)["follower"]
    counts = told["counts"]
    assert (told["held"], told["parked"]) == (1, 1)
    assert counts["read"] == 4 == counts["applied"] + counts["held"] + counts["dropped"]
