"""Every route says who may call it, knows its own office only, and refuses unknown fields."""

import pytest
from registry_office import Office, a_handover, a_suspension

from chassis import in_hand
from chassis.auth import Role
from chassis.ids import new_id

SOME = str(new_id())
BODIES = {
    ("POST", "/v1/handovers"): a_handover(),
    ("POST", "/v1/persons/names"): {"ids": [SOME]},
    ("POST", "/v1/persons/contacts"): {"ids": [SOME]},
    ("POST", "/v1/persons/search"): {"name": "Slamet"},
    ("PATCH", "/v1/persons/{id}"): {"phone": "081200012201"},
    ("POST", "/v1/orders/{id}/suspension"): a_suspension(),
    ("POST", "/v1/orders/{id}/reinstatement"): {"on": "2021-10-18", "reason": "x"},
    ("POST", "/v1/orders/{id}/re-entry"): {"on": "2021-10-18"},
    ("POST", "/v1/orders/{id}/completion"): {"letter_number": "1", "on": "2021-10-18"},
    ("POST", "/v1/proposals/{id}/decision"): {
        "outcome": "rejected",
        "on": "2021-10-18",
        "reason": "x",
    },
}
OF_ONE_THING = [
    ("GET", "/v1/persons/{id}"),
    ("GET", "/v1/persons/{id}/nik"),
    ("GET", "/v1/persons/{id}/timeline"),
    ("PATCH", "/v1/persons/{id}"),
    ("GET", "/v1/orders/{id}"),
    ("GET", "/v1/orders/{id}/sentence"),
    *(each for each in BODIES if "/orders/" in each[1] or "/proposals/" in each[1]),
]


@pytest.fixture
def routes(office: Office) -> list[tuple[str, str, frozenset[str] | None]]:
    """Method, address and roles of everything that the registry answers."""
    app = office.rig.app
    return [
        (method, rule.rule, in_hand.allowed(app, rule.endpoint, method))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_every_route_names_roles_and_refuses_all_others(office: Office, routes) -> None:
    demanding = [each for each in routes if each[2] is not None]
    assert len(demanding) > 15
    for method, rule, roles in demanding:
        assert roles, f"{method} {rule} allows nobody"
        address = rule.replace("<uuid:", "<").replace("<name>", "x")
        for part in ("person_id", "order_id", "proposal_id", "ident"):
            address = address.replace(f"<{part}>", SOME)
        assert "<" not in address, address
        client = office.rig.app.test_client()
        assert client.open(address, method=method).status_code == 401, rule
        wrong = [each for each in Role if each not in roles]
        for role in wrong:
            answer = office.rig.caller(role)._call(method, address, {})
            assert answer.status_code == 403, f"{method} {rule} lets {role} in"


def test_who_operates_is_told_figures_and_nothing_of_anybody(routes) -> None:
    told = {rule for _, rule, roles in routes if roles and Role.OPERATOR in roles}
    assert "/v1/figures" in told
    assert not [each for each in told if "person" in each or "order" in each or "import" in each]


def test_nothing_of_a_person_is_asked_for_in_an_address(office: Office) -> None:
    described = office.rig.app.test_client().get("/openapi.json").json
    asked = {
        given["name"]
        for path in described["paths"].values()
        for method in path.values()
        if "parameters" in method
        for given in method["parameters"]
        if given.get("in") == "query"
    }
    assert "limit" in asked
    assert not asked & {"nik", "nik_last4", "phone", "name", "alias", "birth_date", "address"}


def test_only_signs_of_life_and_descriptions_are_for_everybody(routes) -> None:
    open_to_all = {rule for _, rule, roles in routes if roles is None}
    assert not [each for each in open_to_all if "person" in each or "order" in each]


@pytest.mark.parametrize(("method", "address"), OF_ONE_THING)
def test_another_office_finds_nothing_of_this_one(office: Office, method, address) -> None:
    order = office.handed_over()
    proposal = office.proposed(order)
    ident = {"persons": order["person_id"], "proposals": proposal}
    place = address.format(id=ident.get(address.split("/")[2], order["id"]))
    body = BODIES.get((method, address))
    everybody = [each for each in Role if each is not Role.TRAINER]
    here = office.rig.caller(*everybody)._call(method, place, {}, json=body)
    assert here.status_code != 404
    there = office.elsewhere(*everybody)._call(method, place, {}, json=body)
    assert (there.status_code, there.json["code"]) == (404, "not_found")


def test_lists_and_figures_of_another_office_are_empty(office: Office) -> None:
    office.proposed(office.handed_over())
    stranger = office.elsewhere(Role.HEAD)
    for address in ("/v1/orders", "/v1/proposals"):
        assert stranger.get(address).json == {"items": [], "next": None}
    assert stranger.post("/v1/persons/search", {}).json == {"items": [], "next": None}
    assert stranger.get("/v1/figures").json["persons"] == 0


@pytest.mark.parametrize(("method", "address"), BODIES)
def test_a_field_that_is_not_known_is_refused_by_name(office: Office, method, address) -> None:
    body = {**BODIES[method, address], "umur": 34}
    answer = office.rig.caller(*Role)._call(method, address.format(id=SOME), {}, json=body)
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "umur", "detail": "Isian ini tidak dikenal."}]


def test_a_field_within_a_part_is_refused_with_its_path(office: Office) -> None:
    answer = office.registrar.post("/v1/handovers", a_handover({"umur": 34}))
    assert answer.json["errors"][0]["field"] == "person.umur"


def test_the_description_is_whole_and_names_every_route(office: Office, routes) -> None:
    described = office.rig.app.test_client().get("/openapi.json").json
    paths = {each.replace("{", "<").replace("}", ">") for each in described["paths"]}
    ours = {rule.replace("uuid:", "") for _, rule, _ in routes if rule.startswith("/v1/orders")}
    assert ours <= paths
