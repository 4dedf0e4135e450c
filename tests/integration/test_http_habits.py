"""HTTP as every service speaks it: problems, callers, offices, versions, keys, waiting."""

import time
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from counter import SERVICE
from joserfc.jwk import KeySet
from pymongo import MongoClient
from shop import Unit, a_tally
from structlog.testing import capture_logs

from chassis.app import create_app
from chassis.auth import Role, Tokens, sign_token
from chassis.cursor import given_up
from chassis.envelope import decode
from chassis.ids import new_id
from chassis.outbox import CURSOR, HELD, feed
from chassis.peers import PeerAway, Peers
from chassis.places import Place
from chassis.relay import Relay
from chassis.repository import Repository
from chassis.service import Runtime
from chassis.store import Client
from chassis.testing.rig import KEY, OFFICE, Calls, Rig
from chassis.unit import AUDIT_PENDING, OUTBOX, Actor

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


HEAD = {"epoch": 2, "position": 9, "settled": 9, "starts": [[1, 0], [2, 1]]}


class Source(Peers):
    """Another service that gives an event this place, or has none, or is away."""

    def __init__(self, place: tuple[int, int] | None) -> None:
        super().__init__({}, lambda: "")
        self._place = place

    def place_of(
        self, service: str, event_id: UUID, *, seconds: float = 10
    ) -> tuple[int, int] | None:
        return self._place

    def get(self, service: str, path: str, *more: Any, **named: Any) -> Any:
        if (service, path) != ("west", "/v1/events/head"):
            raise PeerAway(service)
        return HEAD


@pytest.fixture
def rig(store_client: Client) -> Rig:
    return Rig(SERVICE, store_client, f"habits-{uuid4().hex[:8]}", peers=Source((1, 7)))


@pytest.fixture
def officer(rig: Rig) -> Calls:
    return rig.caller(Role.OFFICER, user="rini")


def created(officer: Calls, **more: Any) -> str:
    answer = officer.post("/v1/tallies", {"id": str(a_tally()), **more})
    assert answer.status_code == 201, answer.json
    found: str = answer.json["id"]
    return found


# Problems


def test_what_is_wrong_is_named_field_by_field_in_the_callers_language(officer: Calls) -> None:
    body = {"count": 12, "person": {"nik": "1", "sex": "X"}, "colour": "red"}
    told = {}
    for language in ("id", "en-GB,en;q=0.8"):
        answer = officer.post("/v1/tallies", body, Accept_Language=language)
        assert answer.status_code == 422
        assert answer.content_type == "application/problem+json"
        told[language[:2]] = {each["field"]: each["detail"] for each in answer.json["errors"]}
    assert told["id"] == {
        "id": "Wajib diisi.",
        "count": "Harus 0 sampai 9.",
        "person.nik": "Panjangnya harus 16.",
        "person.sex": "Harus salah satu dari: L, P.",
        "colour": "Isian ini tidak dikenal.",
    }
    assert told["en"]["person.sex"] == "Must be one of: L, P."
    assert told["en"]["colour"] == "This field is not known."


def test_a_problem_says_what_it_is_to_programs_and_to_people(officer: Calls) -> None:
    answer = officer.post("/v1/tallies", {}, Accept_Language="en")
    assert answer.json["type"] == "urn:pamong:fields_wrong"
    assert answer.json["status"] == answer.status_code == 422
    assert answer.json["detail"] == "Some fields are not right."


def test_a_language_that_is_not_spoken_is_answered_in_indonesian(officer: Calls) -> None:
    answer = officer.get(f"/v1/tallies/{uuid4()}", Accept_Language="nl")
    assert answer.json["detail"].startswith("Tidak ada di kantor ini")


def test_a_refusal_names_its_field_and_its_facts(officer: Calls) -> None:
    answer = officer.put(f"/v1/tallies/{created(officer)}", {"count": 12}, Accept_Language="en")
    assert answer.status_code == 409
    assert answer.json["facts"] == {"seconds": 12}
    assert answer.json["errors"][0]["field"] == "count"


def test_a_path_that_is_not_there_and_a_method_that_is_not_served(officer: Calls) -> None:
    assert officer.get("/v1/nothing").json["code"] == "http_404"
    answer = officer.delete("/v1/tallies")
    assert (answer.status_code, answer.json["code"]) == (405, "http_405")
    assert "POST" in answer.headers["Allow"]


def test_a_body_that_is_no_json_is_told(officer: Calls) -> None:
    answer = officer._client.post(
        "/v1/tallies", data="{", headers={**officer._headers, "Content-Type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"


def test_our_own_failure_shows_no_stack_and_no_value(rig: Rig) -> None:
    with capture_logs() as lines:
        answer = rig.app.test_client().get("/v1/broken")
    assert (answer.status_code, answer.json["code"]) == (500, "failed")
    assert "3174012345678901" not in answer.text
    assert "Traceback" not in answer.text
    assert lines[-1]["event"] == "request failed"


# Request ids and traces


def test_a_request_keeps_its_id_and_gets_one_where_it_has_none(rig: Rig) -> None:
    client = rig.app.test_client()
    assert client.get("/health", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == (
        "abc-1"
    )
    made = [client.get("/health").headers["X-Request-Id"] for _ in range(2)]
    assert len({UUID(each) for each in made}) == 2


@pytest.mark.parametrize("asked", ["x" * 65, "a b", 'a"b', "ü"])
def test_a_request_id_that_is_none_is_replaced(rig: Rig, asked: str) -> None:
    answer = rig.app.test_client().get("/health", headers={"X-Request-Id": asked})
    assert UUID(answer.headers["X-Request-Id"])


def test_events_and_audit_tell_the_request_that_led_to_them(rig: Rig, officer: Calls) -> None:
    body = {"id": str(a_tally())}
    officer.post("/v1/tallies", body, X_Request_Id="abc-1", traceparent=TRACE)
    (event,) = rig.published()
    assert event.correlationid == "abc-1"
    assert event.traceparent is not None
    assert event.traceparent.split("-")[1] == TRACE.split("-")[1]
    (entry,) = rig.runtime.around.database[AUDIT_PENDING].find({})
    assert (entry["actor"], entry["action"], entry["correlation"]) == ("rini", "create", "abc-1")
    assert entry["facts"] == {"subjects": [body["id"]]}


@pytest.mark.parametrize("wrong", ["", "nonsense", "00-" + "0" * 32 + "-00f067aa0ba902b7-01"])
def test_a_trace_that_is_none_begins_anew(rig: Rig, officer: Calls, wrong: str) -> None:
    officer.post("/v1/tallies", {"id": str(a_tally())}, traceparent=wrong)
    (event,) = rig.published()
    trace = str(event.traceparent).split("-")[1]
    assert len(trace) == 32
    assert trace != "0" * 32


# Ready, measured


def test_ready_when_store_and_collections_are_there(rig: Rig) -> None:
    assert rig.app.test_client().get("/ready").json == {"status": "ready"}
    assert rig.app.test_client().get("/health").json == {"status": "up"}


def test_what_is_missing_is_named(rig: Rig, store_client: Client) -> None:
    rig.runtime.around.database.drop_collection("tallies")
    answer = rig.app.test_client().get("/ready")
    assert answer.status_code == 503
    assert "tallies" in answer.json["missing"][0]


def test_a_store_that_is_away_is_named_and_every_request_answered_503(rig: Rig) -> None:
    nobody: Client = MongoClient("mongodb://127.0.0.1:1", serverSelectionTimeoutMS=50)
    around = replace(rig.runtime.around, client=nobody, database=nobody["any"])
    app = create_app(Runtime(SERVICE, around), Tokens(_keys))
    token = sign_token(KEY, "rini", [Role.OFFICER], [OFFICE], 3600)
    with nobody:
        assert app.test_client().get("/ready").json["missing"][0].startswith("store: ")
        answer = Calls(app.test_client(), token).get(f"/v1/tallies/{uuid4()}")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


def test_metrics_tell_what_waits_held_and_parked(rig: Rig, officer: Calls) -> None:
    created(officer)
    text = rig.app.test_client().get("/metrics").text
    assert 'pamong_outbox_pending{service="north"} 1.0' in text
    assert 'pamong_events_held{service="north"} 0.0' in text
    assert 'pamong_events_parked{service="north"} 0.0' in text


def test_metrics_tell_how_long_each_route_took_by_its_answer(rig: Rig, officer: Calls) -> None:
    created(officer)
    client = rig.app.test_client()
    client.get("/v1/nowhere")
    text = client.get("/metrics").text
    for route, status in (("/v1/tallies", 201), ("?", 404)):
        labels = f'route="{route}",service="north",status="{status}"'
        assert f"pamong_request_seconds_count{{{labels}}}" in text


def test_what_is_answered_is_not_kept_nor_taken_for_something_else(
    rig: Rig, officer: Calls
) -> None:
    path = f"/v1/tallies/{created(officer)}"
    for answer in (officer.get(path), officer.get("/v1/nowhere"), rig.app.test_client().get(path)):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


# Callers


def test_without_a_token_nobody_is_served(rig: Rig) -> None:
    answer = rig.app.test_client().get(f"/v1/tallies/{uuid4()}")
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Basic cmluaTpyYWhhc2lh", "Bearer", "x"])
def test_what_is_no_token_is_none(rig: Rig, header: str) -> None:
    answer = rig.app.test_client().get("/v1/status", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_role_that_may_not_is_refused(rig: Rig) -> None:
    registrar = rig.caller(Role.REGISTRAR)
    assert registrar.post("/v1/tallies", {"id": str(a_tally())}).status_code == 201
    answer = registrar.get(f"/v1/tallies/{uuid4()}")
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_view_that_does_not_say_who_may_call_it_serves_nobody(rig: Rig) -> None:
    assert rig.caller(*Role, office="*").get("/v1/silent").status_code == 403
    assert rig.app.test_client().get("/v1/silent").status_code == 401


def test_to_what_is_open_an_expired_token_is_no_hindrance(rig: Rig) -> None:
    token = sign_token(KEY, "rini", [Role.OFFICER], [OFFICE], -10)
    assert Calls(rig.app.test_client(), token).get("/v1/open").json == {"caller": None}
    assert rig.caller(Role.OFFICER, user="rini").get("/v1/open").json == {"caller": "rini"}


# Offices


def test_a_thing_of_another_office_is_not_there(rig: Rig, officer: Calls) -> None:
    ident = created(officer)
    elsewhere = rig.caller(Role.OFFICER, office="makassar")
    assert officer.get(f"/v1/tallies/{ident}").status_code == 200
    assert elsewhere.get(f"/v1/tallies/{ident}").status_code == 404
    assert elsewhere.put(f"/v1/tallies/{ident}", {"count": 1}).status_code == 404


def test_an_office_that_is_not_the_callers_is_refused(rig: Rig, officer: Calls) -> None:
    ident = created(officer)
    assert officer.get(f"/v1/tallies/{ident}", Pamong_Office="makassar").status_code == 403


def test_a_service_says_for_which_office_it_asks(rig: Rig, officer: Calls) -> None:
    ident = created(officer)
    service = rig.caller(Role.SERVICE, office="*")
    assert service.get(f"/v1/tallies/{ident}").status_code == 403
    assert service.get(f"/v1/tallies/{ident}", Pamong_Office=OFFICE).status_code == 200
    assert service.get(f"/v1/tallies/{ident}", Pamong_Office="makassar").status_code == 404


def test_no_query_is_asked_without_an_office(rig: Rig) -> None:
    def ask(unit: Unit, least: int) -> int:
        return len(unit.tallies.counted_at_least(least))

    def get(unit: Unit, ident: UUID) -> object:
        return unit.tallies.get_or_none(ident)

    for question, order in ((ask, 0), (get, uuid4())):
        with pytest.raises(LookupError, match="without an office"):
            rig.runtime.read(question, order, office_id="", actor=Actor(id="a job"))  # type: ignore[arg-type]


def test_no_query_says_another_office_than_the_units(rig: Rig, officer: Calls) -> None:
    created(officer)

    def ask(unit: Unit, office: str) -> int:
        tallies: Repository[Any] = unit.tallies
        return tallies._count({"office_id": office}) + len(tallies._many({"office_id": office}))

    assert rig.runtime.read(ask, OFFICE, office_id="makassar", actor=Actor(id="x")) == 0


# Versions


def test_a_change_says_its_version_and_honours_the_one_that_was_seen(officer: Calls) -> None:
    path = f"/v1/tallies/{created(officer)}"
    assert officer.get(path).headers["ETag"] == '"1"'
    changed = officer.put(path, {"count": 3}, If_Match='"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    stale = officer.put(path, {"count": 4}, If_Match='"1"')
    assert (stale.status_code, stale.json["code"]) == (412, "stale_version")
    assert officer.get(path).json["count"] == 3


@pytest.mark.parametrize("tag", ['"seven"', "seven", '"1", "2"', '"-1"'])
def test_a_version_that_was_never_given_is_stale(officer: Calls, tag: str) -> None:
    path = f"/v1/tallies/{created(officer)}"
    assert officer.put(path, {"count": 3}, If_Match=tag).status_code == 412


@pytest.mark.parametrize("tag", ["*", "", 'W/"1"', "1"])
def test_any_version_will_do_or_this_one(officer: Calls, tag: str) -> None:
    path = f"/v1/tallies/{created(officer)}"
    assert officer.put(path, {"count": 3}, If_Match=tag).status_code == 200


# Keys


def test_the_same_request_twice_has_one_effect_and_the_same_answer(
    rig: Rig, officer: Calls
) -> None:
    body = {"id": str(a_tally())}
    first, second = (officer.post("/v1/tallies", body, Idempotency_Key="k1") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert first.headers["Pamong-Event"] == second.headers["Pamong-Event"]
    assert len(rig.published()) == 1


def test_another_request_under_the_same_key_is_refused(rig: Rig, officer: Calls) -> None:
    body = {"id": str(a_tally()), "count": 1}
    officer.post("/v1/tallies", body, Idempotency_Key="k1")
    other = officer.post("/v1/tallies", {**body, "count": 2}, Idempotency_Key="k1")
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    another = officer.put("/v1/tallies", body, Idempotency_Key="k1")
    assert another.json["code"] == "idempotency_key_reused"
    assert len(rig.published()) == 1


def test_a_key_is_its_callers_own(rig: Rig, officer: Calls) -> None:
    for caller in (officer, rig.caller(Role.OFFICER, user="sari")):
        answer = caller.post("/v1/tallies", {"id": str(a_tally())}, Idempotency_Key="k1")
        assert answer.status_code == 201
    assert len(rig.published()) == 2


def test_a_request_that_failed_has_not_used_its_key(officer: Calls) -> None:
    path = f"/v1/tallies/{created(officer)}"
    assert officer.put(path, {"count": 12}, Idempotency_Key="k1").status_code == 409
    assert officer.put(path, {"count": 2}, Idempotency_Key="k1").status_code == 200


def test_keys_and_bodies_are_kept_as_keyed_hashes_only(rig: Rig, officer: Calls) -> None:
    body = {"id": str(a_tally()), "count": 7}
    officer.post("/v1/tallies", body, Idempotency_Key="k1")
    (kept,) = rig.runtime.around.database["idempotency"].find({})
    assert isinstance(kept["fingerprint"], bytes)
    assert len(kept["fingerprint"]) == 32


# Reading one's own writes elsewhere


def stands(rig: Rig, position: int, epoch: int = 1) -> None:
    place = {"west": {"epoch": epoch, "position": position}}
    rig.runtime.around.database[CURSOR].update_one(
        {"_id": "follower"}, {"$set": {"places": place}}, upsert=True
    )


def test_a_request_is_answered_when_what_it_waits_for_was_applied(rig: Rig, officer: Calls) -> None:
    stands(rig, 7)
    answer = officer.get(f"/v1/tallies/{created(officer)}", Pamong_Wait_For=f"west/{new_id()}")
    assert answer.status_code == 200


def test_in_a_later_epoch_it_was_applied_too(rig: Rig, officer: Calls) -> None:
    stands(rig, 2, epoch=2)
    answer = officer.get(f"/v1/tallies/{created(officer)}", Pamong_Wait_For=f"west/{new_id()}")
    assert answer.status_code == 200


def test_what_does_not_come_is_told_in_bounded_time(
    rig: Rig, officer: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.waiting.SECONDS", 0.3)
    stands(rig, 6)
    began = time.monotonic()
    answer = officer.get(f"/v1/tallies/{uuid4()}", Pamong_Wait_For=f"west/{new_id()}")
    assert (answer.status_code, answer.json["code"]) == (503, "not_level")
    assert answer.headers["Retry-After"] == "1"
    assert time.monotonic() - began < 3


def test_what_is_held_was_not_applied(
    rig: Rig, officer: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.waiting.SECONDS", 0.2)
    stands(rig, 9)
    held = {"message": {"service": "west", "position": 7}, "state": "parked", "order": 1}
    rig.runtime.around.database[HELD].insert_one(held)
    answer = officer.get(f"/v1/tallies/{uuid4()}", Pamong_Wait_For=f"west/{new_id()}")
    assert answer.status_code == 503


def test_ones_own_event_is_there_already(rig: Rig, officer: Calls) -> None:
    answer = officer.post("/v1/tallies", {"id": str(a_tally())})
    event = answer.headers["Pamong-Event"]
    assert officer.get(f"/v1/tallies/{answer.json['id']}", Pamong_Wait_For=event).status_code == 200


@pytest.mark.parametrize("awaited", ["nonsense", "west/", "west/123", "/"])
def test_what_is_no_event_cannot_be_waited_for(officer: Calls, awaited: str) -> None:
    answer = officer.get(f"/v1/tallies/{uuid4()}", Pamong_Wait_For=awaited)
    assert (answer.status_code, answer.json["code"]) == (400, "http_400")


def test_strangers_cannot_make_a_service_wait(rig: Rig) -> None:
    began = time.monotonic()
    answer = rig.app.test_client().get("/v1/open", headers={"Pamong-Wait-For": f"west/{new_id()}"})
    assert answer.status_code == 200
    assert time.monotonic() - began < 1


# What every service answers of its events


def test_an_events_place_is_told_once_it_was_numbered(rig: Rig, officer: Calls) -> None:
    answer = officer.post("/v1/tallies", {"id": str(a_tally())})
    ident = answer.headers["Pamong-Event"].split("/")[1]
    assert officer.get(f"/v1/events/{ident}/position").status_code == 404
    numbered(rig)
    assert officer.get(f"/v1/events/{ident}/position").json == {"epoch": 1, "position": 1}


def test_an_old_events_place_is_found_behind_many_batches(rig: Rig, officer: Calls) -> None:
    idents = []
    for _ in range(6):
        answer = officer.post("/v1/tallies", {"id": str(a_tally())})
        idents.append(answer.headers["Pamong-Event"].split("/")[1])
        numbered(rig)
    places = [officer.get(f"/v1/events/{each}/position").json["position"] for each in idents]
    assert places == [1, 2, 3, 4, 5, 6]


def test_feed_and_head_are_for_services_and_operators(rig: Rig, officer: Calls) -> None:
    created(officer)
    numbered(rig)
    service = rig.caller(Role.SERVICE, office="*")
    (told,) = service.get("/v1/events?after=0").json["events"]
    assert decode(told["body"].encode()).position == told["position"] == 1
    head = service.get("/v1/events/head").json
    assert (head["position"], head["settled"], head["epoch"]) == (1, 1, 1)
    for path in ("/v1/events", "/v1/events/head", "/v1/status", "/v1/audit/verify"):
        assert officer.get(path).status_code == 403


def test_the_clock_of_a_demo_is_moved_by_its_operator_alone(rig: Rig) -> None:
    later = {"now": "2021-06-02T01:00:00Z"}
    for role in set(Role) - {Role.OPERATOR}:
        assert rig.caller(role).put("/v1/clock", later).status_code == 403
    assert rig.caller(Role.OPERATOR).put("/v1/clock", later).json["movable"] is True
    assert rig.today.isoformat() == "2021-06-02"


def test_of_one_office_nobody_reads_or_changes_what_is_of_all(rig: Rig, officer: Calls) -> None:
    created(officer)
    numbered(rig)
    gap = {"service": "west", "through": 6, "reason": "the feed of last year is gone"}
    for caller in (rig.caller(Role.OPERATOR), rig.caller(Role.SERVICE)):
        for path in ("/v1/events", "/v1/events/head"):
            assert caller.get(path).status_code == 403
        assert caller.post("/v1/events/epoch").status_code == 403
        assert caller.post("/v1/events/gaps", gap).status_code == 403


def test_an_operator_raises_the_epoch_of_a_restored_store(rig: Rig, officer: Calls) -> None:
    operator = rig.caller(Role.OPERATOR, office="*")
    created(officer)
    numbered(rig)
    assert officer.post("/v1/events/epoch").status_code == 403
    epoch = operator.post("/v1/events/epoch").json["epoch"]
    assert epoch > 1
    head = operator.get("/v1/events/head").json
    assert (head["epoch"], head["starts"]) == (epoch, [[1, 0], [epoch, 1]])
    actions = [each["action"] for each in rig.runtime.around.database[AUDIT_PENDING].find({})]
    assert actions == ["create", "raise_epoch"]


def test_an_operator_gives_up_a_gap_with_a_reason(rig: Rig, officer: Calls) -> None:
    fills(rig, "west")
    gap = {"service": "west", "through": 6, "reason": "the feed of last year is gone"}
    assert officer.post("/v1/events/gaps", gap).status_code == 403
    operator = rig.caller(Role.OPERATOR, user="agus", office="*")
    for wrong in ({"service": "we.st"}, {"through": 0}, {"reason": " "}):
        assert operator.post("/v1/events/gaps", {**gap, **wrong}).status_code == 422
    assert operator.post("/v1/events/gaps", gap).json == {"service": "west", "through": 6}
    assert given_up(rig.runtime.around.database, "west") == Place(epoch=2, position=6)
    (entry,) = rig.runtime.around.database[AUDIT_PENDING].find({})
    assert (entry["actor"], entry["action"]) == ("agus", "give_up_gap")
    assert entry["facts"] == {**gap, "epoch": 2}


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [
        ({"service": "east"}, "service", 409),
        ({"service": "nobody"}, "service", 409),
        ({"through": 10}, "through", 422),
    ],
    ids=["nothing is missing of it", "not known", "never numbered"],
)
def test_a_gap_that_is_none_cannot_be_given_up(
    rig: Rig, wrong: dict[str, Any], field: str, status: int
) -> None:
    fills(rig, "west")
    gap = {"service": "west", "through": 6, "reason": "the feed of last year is gone", **wrong}
    answer = rig.caller(Role.OPERATOR, office="*").post("/v1/events/gaps", gap)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (status, field)
    assert given_up(rig.runtime.around.database, gap["service"]) is None


def fills(rig: Rig, service: str) -> None:
    """Something of that service is missing here, and is asked for."""
    rig.runtime.around.database[CURSOR].update_one(
        {"_id": "follower"}, {"$set": {"filling": [service]}}, upsert=True
    )


def test_a_read_of_a_person_is_recorded(rig: Rig, officer: Calls) -> None:
    ident = created(officer)
    officer.get(f"/v1/tallies/{ident}")
    actions = [each["action"] for each in rig.runtime.around.database[AUDIT_PENDING].find({})]
    assert actions == ["create", "read_person"]


class Nowhere:
    def publish(self, messages: object) -> None:
        """Confirmed, and gone."""


def numbered(rig: Rig) -> None:
    around = rig.runtime.around
    relay = Relay("north", around.client, around.database, Nowhere(), 1)  # type: ignore[arg-type]
    while relay.step():
        pass
    assert list(feed(around.database, 0, 1))
    assert around.database[OUTBOX].count_documents({}) == 0


def _keys() -> dict[str, Any]:
    return dict(KeySet([KEY]).as_dict())
