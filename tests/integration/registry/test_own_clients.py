"""An officer reads and changes his own clients; who leads or registers, everybody's (R38)."""

import pytest
from registry_office import HERS, HIS, Office, another

from chassis.auth import Role
from chassis.ids import new_id

READS = (
    "/v1/persons/{person_id}",
    "/v1/persons/{person_id}/nik",
    "/v1/persons/{person_id}/timeline",
    "/v1/orders/{id}",
    "/v1/orders/{id}/sentence",
)


@pytest.fixture
def own(office: Office) -> dict:
    """An order for whose person the officer answers."""
    return office.entrusted(office.handed_over())


@pytest.fixture
def others(office: Office) -> dict:
    """One for whose person a colleague answers."""
    her = another(22, name="Wulan Sari", nik=HERS, sex="P", phone="081200012222")
    return office.entrusted(office.handed_over(**her), to=str(new_id()))


@pytest.mark.parametrize("address", READS)
def test_an_officer_reads_nobody_elses_client(office: Office, own, others, address) -> None:
    assert office.officer.get(address.format(**own)).status_code == 200
    answer = office.officer.get(address.format(**others))
    assert (answer.status_code, answer.json["code"]) == (403, "not_own_client")


@pytest.mark.parametrize("address", READS)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR])
def test_who_leads_or_registers_reads_all_of_the_office(office, others, role, address) -> None:
    assert office.rig.caller(role).get(address.format(**others)).status_code == 200


def test_an_officer_changes_nobody_elses_client(office: Office, own, others) -> None:
    body = {"device": "none"}
    assert office.officer.patch(f"/v1/persons/{own['person_id']}", body).status_code == 200
    answer = office.officer.patch(f"/v1/persons/{others['person_id']}", body)
    assert (answer.status_code, answer.json["code"]) == (403, "not_own_client")
    assert office.registrar.patch(f"/v1/persons/{others['person_id']}", body).status_code == 200


def test_until_somebody_answers_for_a_client_no_officer_reads(office: Office) -> None:
    order = office.handed_over()
    place = f"/v1/persons/{order['person_id']}"
    assert office.officer.get(place).status_code == 403
    assert office.supervisor.get(place).status_code == 200
    assert office.registrar.get(place).status_code == 200


def test_a_client_who_is_handed_on_goes_to_the_next_officer_alone(office: Office, own) -> None:
    place = f"/v1/persons/{own['person_id']}"
    stands_in = str(new_id())
    office.entrusted(own, to=stands_in)
    assert office.rig.caller(Role.OFFICER, user=stands_in).get(place).status_code == 200
    assert office.officer.get(place).status_code == 403


@pytest.mark.parametrize(
    "wanted",
    [{"nik": HERS}, {"number": "IX.B/0002/2021"}, {"name": "wulan"}, {"phone": "081200012222"}],
)
def test_an_officer_finds_his_own_clients_alone(office: Office, own, others, wanted) -> None:
    assert office.officer.post("/v1/persons/search", wanted).json["items"] == []
    (found,) = office.supervisor.post("/v1/persons/search", wanted).json["items"]
    assert found["id"] == others["person_id"]
    (found,) = office.officer.post("/v1/persons/search", {"nik": HIS}).json["items"]
    assert found["id"] == own["person_id"]


def test_an_officers_lists_are_of_his_own_clients(office: Office, own, others) -> None:
    for each in (own, others):
        office.proposed(each)
    for address in ("/v1/orders", "/v1/proposals"):
        items = office.officer.get(address).json["items"]
        assert {each["person_id"] for each in items} == {own["person_id"]}
        assert len(office.supervisor.get(address).json["items"]) == 2
    asked = f"/v1/orders?person_id={others['person_id']}"
    assert office.officer.get(asked).json["items"] == []


def test_who_also_trains_sees_others_clients_as_trainers_do(office: Office, others, own) -> None:
    both = office.rig.caller(Role.OFFICER, Role.TRAINER, user=office.officer_id)
    assert both.get(f"/v1/persons/{own['person_id']}").json["birth_date"] is not None
    assert both.get(f"/v1/persons/{others['person_id']}").json["birth_date"] is None
