"""People: whose client, by which name, why suggested, and what is on record of them."""

import json
import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from training_office import JUNE_14, TrainingOffice, refused, said
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from chassis.auth import Role
from chassis.peers import Peers
from chassis.store import Client
from chassis.testing.rig import OFFICE


class RegistryPlayed:
    """Answers for names as registry does, where it is not away; keeps what it was asked."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.away = False
        self.asked: list[tuple[str | None, list[str]]] = []

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        assert request.path == "/v1/persons/names"
        ids = json.loads(request.get_data())["ids"]
        self.asked.append((request.headers.get("Pamong-Office"), ids))
        items = [{"id": each, "name": self.names[each]} for each in ids if each in self.names]
        answer = Response(status=503) if self.away else Response(json.dumps({"items": items}))
        return answer(environ, start)


@pytest.fixture
def registry() -> RegistryPlayed:
    return RegistryPlayed()


@pytest.fixture
def office(store_client: Client, registry: RegistryPlayed) -> Iterator[TrainingOffice]:
    """An office that can ask registry for names."""
    name = f"test-{uuid4().hex[:12]}"
    server = make_server("127.0.0.1", 0, registry)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    peers = Peers({"registry": f"http://127.0.0.1:{server.port}"}, lambda: "token")
    yield TrainingOffice(store_client, name, peers)
    server.shutdown()
    serving.join()
    server.server_close()
    store_client.drop_database(name)


def shown_name(office: TrainingOffice, enrolment: dict[str, Any]) -> Any:
    return office.enrolment(enrolment)["name"]


def test_a_name_is_asked_for_once_and_shown_sealed_at_rest(
    office: TrainingOffice, registry: RegistryPlayed
) -> None:
    person_id = office.hear_client()
    registry.names[str(person_id)] = "Siti Maesaroh"
    enrolment = office.enrol(office.opened(), person_id)
    assert shown_name(office, enrolment) is None
    office.rig.run_jobs()
    office.rig.run_jobs()
    assert shown_name(office, enrolment) == "Siti Maesaroh"
    assert registry.asked == [(OFFICE, [str(person_id)])]
    kept = list(office.rig.runtime.around.database["names"].find({}))
    assert "Siti" not in repr(kept)


def test_with_registry_away_the_old_name_stays_and_is_asked_for_again(
    office: TrainingOffice, registry: RegistryPlayed
) -> None:
    person_id = office.hear_client()
    registry.names[str(person_id)] = "Siti Maesaroh"
    office.rig.run_jobs()
    registry.away = True
    office.hear_person(person_id)
    office.rig.run_jobs()
    enrolment = office.enrol(office.opened(), person_id)
    assert shown_name(office, enrolment) == "Siti Maesaroh"
    waiting = office.rig.runtime.around.database["names"].find_one({"_id": person_id})
    assert waiting is not None
    assert "ask_at" in waiting


def test_a_child_under_protection_is_listed_by_initials(
    office: TrainingOffice, registry: RegistryPlayed
) -> None:
    child = office.hear_client(protected=True, age_class="child")
    registry.names[str(child)] = "Encep Namin"
    office.rig.run_jobs()
    programme = office.opened()
    [candidate] = said(office.trainer.get(f"/v1/programmes/{programme['id']}/candidates"))["items"]
    assert candidate["name"] == "E. N."
    assert shown_name(office, office.enrol(programme, child)) == "E. N."


@pytest.mark.parametrize("what", ["timeline", "suggestions"])
def test_the_record_of_a_child_under_protection_needs_a_reason_which_is_kept(
    office: TrainingOffice, what: str
) -> None:
    child = office.hear_client(protected=True, age_class="child")
    path = f"/v1/persons/{child}/{what}"
    refused(office.trainer.get(path), 422, "reason_needed")
    refused(office.trainer.get(path, Pamong_Reason=" "), 422, "reason_needed")
    said(office.trainer.get(path, Pamong_Reason="rapat bimbingan"))
    kept = office.rig.runtime.around.database["audit_pending"].find_one({"action": "read_person"})
    assert kept is not None
    assert kept["facts"] == {"subjects": [str(child)], "reason": "rapat bimbingan"}


def test_whoever_reads_of_people_is_recorded_and_services_are_not(office: TrainingOffice) -> None:
    programme = office.opened()
    person_id = office.hear_client()
    office.enrol(programme, person_id)
    audit = office.rig.runtime.around.database["audit_pending"]
    reader = str(uuid4())
    path = f"/v1/programmes/{programme['id']}/enrolments"
    said(office.rig.caller(Role.HEAD, user=reader).get(path))
    said(office.rig.caller(Role.SERVICE, user="console").get(path))
    kept = list(audit.find({"action": "read_person", "actor": {"$in": [reader, "console"]}}))
    assert [(each["actor"], each["facts"]) for each in kept] == [
        (reader, {"subjects": [str(person_id)]})
    ]


def test_an_officer_acts_for_his_own_clients(office: TrainingOffice) -> None:
    programme = office.opened()
    own, others, nobodys = office.hear_own_client(), office.hear_client(), office.hear_client()
    office.hear_officer(others, uuid4())
    path = f"/v1/programmes/{programme['id']}/enrolments"

    def ask(person_id: UUID) -> Any:
        body = {"person_id": str(person_id), "requested_by": "guarantor"}
        return office.officer.post(path, body)

    assert said(ask(own), 201)["requested_by"] == "guarantor"
    refused(ask(nobodys), 403, "not_own_client")
    refused(ask(others), 403, "not_own_client")
    theirs = office.enrol(programme, others)
    refused(office.officer.get(f"/v1/enrolments/{theirs['id']}"), 403, "not_own_client")
    withdrawal = f"/v1/enrolments/{theirs['id']}/withdrawal"
    refused(office.officer.post(withdrawal, {"reason": "x"}), 403, "not_own_client")
    refused(office.officer.get(f"/v1/persons/{others}/timeline"), 403, "not_own_client")
    seen = said(office.officer.get(path))["items"]
    assert {each["person_id"] for each in seen} == {str(own)}


def test_candidates_are_ranked_with_reasons_and_without_those_who_asked(
    office: TrainingOffice,
) -> None:
    programme = office.opened(mode="hybrid")
    near = office.hear_client(kecamatan="cakung", device="none")
    far = office.hear_client(kecamatan="koja", device="none")
    eager = office.hear_own_client(kecamatan="koja", device="none")
    interests = {"fields": ["tata_boga"]}
    said(office.officer.put(f"/v1/persons/{eager}/interests", interests))
    office.enrol(programme, office.hear_client())
    office.hear_order("revoked", office.hear_client())
    path = f"/v1/programmes/{programme['id']}/candidates"
    items = said(office.trainer.get(path))["items"]
    assert [(UUID(each["person_id"]), each["reasons"]) for each in items] == [
        (eager, ["interested", "not_yet_trained"]),
        (near, ["not_yet_trained", "near"]),
        (far, ["not_yet_trained"]),
    ]
    assert len(said(office.trainer.get(f"{path}?limit=1"))["items"]) == 1


def test_open_programmes_are_suggested_to_a_person(office: TrainingOffice) -> None:
    person_id = office.hear_own_client()
    cooking = office.opened()
    plants = office.opened(field="hidroponik", starts="2021-06-21", ends="2021-06-22")
    office.approved(field="elektronik")
    said(office.officer.put(f"/v1/persons/{person_id}/interests", {"fields": ["hidroponik"]}))
    path = f"/v1/persons/{person_id}/suggestions"
    items = said(office.officer.get(path))["items"]
    assert [each["programme_id"] for each in items] == [plants["id"], cooking["id"]]
    office.enrol(plants, person_id)
    assert [each["programme_id"] for each in said(office.officer.get(path))["items"]] == [
        cooking["id"]
    ]


def test_the_timeline_tells_what_happened_oldest_first_without_remarks(
    office: TrainingOffice,
) -> None:
    person_id = office.hear_own_client()
    programme = office.opened()
    enrolment = office.enrol(programme, person_id)
    office.rig.move(JUNE_14, hour=12)
    office.attend(office.sessions(programme)[0], enrolment, "attended")
    office.rig.move(JUNE_14, hour=15)
    office.step(programme, "completion")
    office.rig.move(JUNE_14, hour=16)
    said(office.trainer.post(f"/v1/enrolments/{enrolment['id']}/certificate"))
    outcome = {"after_days": 30, "outcome": "works", "note": "di warung", "income": "from_1m"}
    said(office.officer.post(f"/v1/enrolments/{enrolment['id']}/outcomes", outcome))
    answer = office.officer.get(f"/v1/persons/{person_id}/timeline")
    items = said(answer)["items"]
    assert [each["kind"] for each in items] == [
        "enrolment-requested",
        "enrolment-confirmed",
        "attendance-recorded",
        "training-completed",
        "certificate-issued",
        "outcome-recorded",
    ]
    assert items[2]["on"] == JUNE_14.isoformat()
    assert items[4]["facts"]["number"] == "SERT-BIMKER/0001/2021"
    assert items[5]["facts"]["outcome"] == "works"
    assert "warung" not in answer.get_data(as_text=True)
    assert "from_1m" not in answer.get_data(as_text=True)


def test_figures_count_the_office(office: TrainingOffice) -> None:
    enrolments = office.completed(office.hear_client(), office.hear_client())
    said(office.trainer.post(f"/v1/enrolments/{enrolments[0]['id']}/certificate"))
    office.planned()
    assert said(office.rig.caller(Role.REGIONAL).get("/v1/figures")) == {
        "programmes": {"completed": 1, "planned": 1},
        "enrolments": {"certified": 1, "completed": 1},
        "attendance": {"attended": 2},
        "certificates": 1,
    }
