"""Who may do what, in which office, on which version, with which fields."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from training_office import JUNE_14, TrainingOffice, hours, refused, said

from chassis.auth import Role
from chassis.store import Client
from chassis.testing.rig import Rig

STAFF = {Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.SERVICE}
OVERSEERS = {Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.REGIONAL, Role.SERVICE}
MATCHERS = STAFF - {Role.SERVICE}
TRAINER = {Role.TRAINER}
CASEWORK = {Role.OFFICER, Role.TRAINER}
TAKING_BACK = {Role.TRAINER, Role.HEAD}

MAY = {
    "GET /v1/partners": STAFF,
    "POST /v1/partners": TRAINER,
    "GET /v1/partners/<uuid:partner_id>": STAFF,
    "PATCH /v1/partners/<uuid:partner_id>": TRAINER,
    "GET /v1/rooms": STAFF,
    "POST /v1/rooms": TRAINER,
    "GET /v1/rooms/<uuid:room_id>/bookings": STAFF,
    "POST /v1/rooms/<uuid:room_id>/bookings": TRAINER,
    "POST /v1/bookings/<uuid:booking_id>/release": TRAINER,
    "GET /v1/programmes": STAFF,
    "POST /v1/programmes": CASEWORK,
    "GET /v1/programmes/<uuid:programme_id>": STAFF,
    "PATCH /v1/programmes/<uuid:programme_id>": TRAINER,
    "PUT /v1/programmes/<uuid:programme_id>/spending": TRAINER,
    "GET /v1/programmes/<uuid:programme_id>/report": OVERSEERS,
    "POST /v1/programmes/<uuid:programme_id>/approval": {Role.HEAD},
    "POST /v1/programmes/<uuid:programme_id>/opening": TRAINER,
    "POST /v1/programmes/<uuid:programme_id>/closing": TRAINER,
    "POST /v1/programmes/<uuid:programme_id>/completion": TRAINER,
    "POST /v1/programmes/<uuid:programme_id>/evaluation": TRAINER,
    "POST /v1/programmes/<uuid:programme_id>/postponement": TAKING_BACK,
    "POST /v1/programmes/<uuid:programme_id>/cancellation": TAKING_BACK,
    "GET /v1/programmes/<uuid:programme_id>/sessions": STAFF,
    "POST /v1/programmes/<uuid:programme_id>/sessions": TRAINER,
    "GET /v1/sessions/<uuid:session_id>": STAFF,
    "PATCH /v1/sessions/<uuid:session_id>": TRAINER,
    "POST /v1/sessions/<uuid:session_id>/cancellation": TRAINER,
    "GET /v1/sessions/<uuid:session_id>/attendance": STAFF,
    "POST /v1/sessions/<uuid:session_id>/attendance": TRAINER,
    "GET /v1/programmes/<uuid:programme_id>/enrolments": STAFF,
    "POST /v1/programmes/<uuid:programme_id>/enrolments": CASEWORK,
    "GET /v1/enrolments": STAFF,
    "GET /v1/enrolments/<uuid:enrolment_id>": STAFF,
    "POST /v1/enrolments/<uuid:enrolment_id>/withdrawal": CASEWORK,
    "POST /v1/enrolments/<uuid:enrolment_id>/drop": TRAINER,
    "POST /v1/enrolments/<uuid:enrolment_id>/certificate": TAKING_BACK,
    "POST /v1/enrolments/<uuid:enrolment_id>/outcomes": CASEWORK,
    "GET /v1/programmes/<uuid:programme_id>/candidates": MATCHERS,
    "GET /v1/persons/<uuid:person_id>/suggestions": MATCHERS,
    "PUT /v1/persons/<uuid:person_id>/interests": CASEWORK,
    "GET /v1/persons/<uuid:person_id>/timeline": STAFF,
    "GET /v1/figures": {*OVERSEERS, Role.OPERATOR},
    "GET /v1/plans/<int:year>": OVERSEERS,
    "PUT /v1/plans/<int:year>": TRAINER,
}
OWN = tuple(
    f"{blueprint}."
    for blueprint in (
        "partners",
        "rooms",
        "programmes",
        "course",
        "sessions",
        "enrolments",
        "people",
        "figures",
    )
)


@pytest.fixture(scope="module")
def door(store_client: Client) -> Iterator[TrainingOffice]:
    """An office of which only the doors are tried, one for all of them."""
    name = f"test-{uuid4().hex[:12]}"
    yield TrainingOffice(store_client, name)
    store_client.drop_database(name)


def routes_of(rig: Rig) -> list[str]:
    return sorted(
        f"{method} {rule.rule}"
        for rule in rig.app.url_map.iter_rules()
        if rule.endpoint.startswith(OWN)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    )


def test_every_route_is_in_the_table_of_roles(door: TrainingOffice) -> None:
    assert routes_of(door.rig) == sorted(MAY)


@pytest.mark.parametrize("route", sorted(MAY))
def test_only_the_roles_of_the_table_get_past_the_door(door: TrainingOffice, route: str) -> None:
    method, path = route.split(" ")
    for kind in ("partner", "room", "booking", "programme", "session", "enrolment", "person"):
        path = path.replace(f"<uuid:{kind}_id>", str(uuid4()))
    path = path.replace("<int:year>", "2021")
    for role in Role:
        call = getattr(door.rig.caller(role), method.lower())
        allowed = call(path).status_code != 403
        assert allowed is (role in MAY[route]), (role, route)


def test_nobody_gets_in_without_a_token(door: TrainingOffice) -> None:
    client = door.rig.app.test_client()
    assert client.get("/v1/programmes").status_code == 401


@pytest.fixture
def things(office: TrainingOffice) -> dict[str, str]:
    """One of each thing, of our office."""
    partner = said(office.trainer.post("/v1/partners", {"name": "LPK", "kind": "lpk"}), 201)
    room = said(office.trainer.post("/v1/rooms", {"name": "Aula", "seats": 20}), 201)
    lent = {**hours(JUNE_14), "borrower": "Karang Taruna"}
    booking = said(office.trainer.post(f"/v1/rooms/{room['id']}/bookings", lent), 201)
    programme = office.opened()
    person_id = office.hear_client()
    return {
        "partner": partner["id"],
        "room": room["id"],
        "booking": booking["id"],
        "programme": programme["id"],
        "session": office.sessions(programme)[0]["id"],
        "enrolment": office.enrol(programme, person_id)["id"],
        "person": str(person_id),
    }


BODIES = {
    "PATCH /v1/partners/<uuid:partner_id>": {"name": "Lain"},
    "POST /v1/rooms/<uuid:room_id>/bookings": {
        **hours(JUNE_14 + timedelta(1)),
        "borrower": "Karang Taruna",
    },
    "PATCH /v1/programmes/<uuid:programme_id>": {"materials": "Lain"},
    "PUT /v1/programmes/<uuid:programme_id>/spending": {"lines": []},
    "POST /v1/programmes/<uuid:programme_id>/evaluation": {"evaluation": "Baik."},
    "POST /v1/programmes/<uuid:programme_id>/postponement": {"reason": "hujan"},
    "POST /v1/programmes/<uuid:programme_id>/cancellation": {"reason": "hujan"},
    "POST /v1/programmes/<uuid:programme_id>/sessions": hours(JUNE_14),
    "PATCH /v1/sessions/<uuid:session_id>": {"topic": "Lain"},
    "POST /v1/sessions/<uuid:session_id>/attendance": {
        "rows": [{"enrolment_id": str(uuid4()), "state": "absent"}]
    },
    "POST /v1/programmes/<uuid:programme_id>/enrolments": {
        "person_id": str(uuid4()),
        "requested_by": "client",
    },
    "POST /v1/enrolments/<uuid:enrolment_id>/withdrawal": {"reason": "pindah"},
    "POST /v1/enrolments/<uuid:enrolment_id>/drop": {"why": "no_show"},
    "POST /v1/enrolments/<uuid:enrolment_id>/outcomes": {"after_days": 30, "outcome": "works"},
    "PUT /v1/persons/<uuid:person_id>/interests": {"fields": ["hidroponik"]},
}


def test_another_office_finds_none_of_our_things(
    office: TrainingOffice, things: dict[str, str]
) -> None:
    stranger = office.rig.caller(*set(Role) - {Role.SERVICE}, office="bogor")
    tried = 0
    for route in sorted(MAY):
        method, path = route.split(" ")
        if "<uuid:" not in path:
            continue
        for kind, ident in things.items():
            path = path.replace(f"<uuid:{kind}_id>", ident)
        call = getattr(stranger, method.lower())
        answer = call(path, BODIES.get(route)) if method != "GET" else call(path)
        assert answer.status_code == 404, (route, answer.get_data(as_text=True))
        tried += 1
    assert tried == len([each for each in MAY if "<uuid:" in each])


def test_another_offices_lists_and_figures_are_empty(
    office: TrainingOffice, things: dict[str, str]
) -> None:
    stranger = office.rig.caller(Role.TRAINER, office="bogor")
    for path in ("partners", "rooms", "programmes", "enrolments"):
        assert said(stranger.get(f"/v1/{path}")) == {"items": [], "next": None}
    assert said(stranger.get("/v1/figures")) == {
        "programmes": {},
        "enrolments": {},
        "attendance": {},
        "certificates": 0,
    }


CHANGES = [
    "PATCH /v1/partners/<uuid:partner_id>",
    "PATCH /v1/programmes/<uuid:programme_id>",
    "POST /v1/programmes/<uuid:programme_id>/closing",
    "POST /v1/programmes/<uuid:programme_id>/cancellation",
    "PATCH /v1/sessions/<uuid:session_id>",
    "POST /v1/sessions/<uuid:session_id>/cancellation",
    "POST /v1/enrolments/<uuid:enrolment_id>/withdrawal",
    "POST /v1/enrolments/<uuid:enrolment_id>/drop",
    "PUT /v1/persons/<uuid:person_id>/interests",
]


def test_a_change_of_what_someone_else_changed_since_is_refused(
    office: TrainingOffice, things: dict[str, str]
) -> None:
    for route in CHANGES:
        method, path = route.split(" ")
        for kind, ident in things.items():
            path = path.replace(f"<uuid:{kind}_id>", ident)
        call = getattr(office.trainer, method.lower())
        refused(call(path, BODIES.get(route), If_Match='"99"'), 412, "stale_version")


def test_the_version_that_was_read_may_be_changed(office: TrainingOffice) -> None:
    programme = office.planned()
    path = f"/v1/programmes/{programme['id']}"
    tag = office.trainer.get(path).headers["ETag"]
    changed = office.trainer.patch(path, {"materials": "Tepung"}, If_Match=tag)
    assert said(changed)["materials"] == "Tepung"
    assert changed.headers["ETag"] != tag
    refused(office.trainer.patch(path, {"materials": "Gula"}, If_Match=tag), 412, "stale_version")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/partners", {"name": "LPK", "kind": "lpk"}),
        ("/v1/rooms", {"name": "Aula", "seats": 20}),
        (
            "/v1/programmes",
            {
                "title": "Tata Boga",
                "kind": "kemandirian",
                "field": "tata_boga",
                "form": "group",
                "mode": "offline",
                "places": 10,
            },
        ),
    ],
)
def test_an_unknown_field_is_refused_and_a_repeat_makes_nothing_new(
    office: TrainingOffice, path: str, body: dict[str, object]
) -> None:
    problem = refused(office.trainer.post(path, {**body, "extra": 1}), 422, "fields_wrong")
    assert [each["field"] for each in problem["errors"]] == ["extra"]
    once = said(office.trainer.post(path, body, Idempotency_Key="k-1"), 201)
    again = said(office.trainer.post(path, body, Idempotency_Key="k-1"), 201)
    assert once == again
    assert len(said(office.trainer.get(path))["items"]) == 1


def test_an_unknown_filter_is_refused(door: TrainingOffice) -> None:
    refused(door.trainer.get("/v1/programmes?stat=open"), 422, "fields_wrong")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "lain"},
        {"field": "Tata Boga"},
        {"places": 0},
        {"places": "10"},
        {"target": {"sex": "F"}},
        {"starts": "14 Juni"},
        {"budget": []},
    ],
)
def test_a_proposal_with_a_field_that_is_not_right_is_refused(
    door: TrainingOffice, change: dict[str, object]
) -> None:
    body = {
        "title": "Tata Boga",
        "kind": "kemandirian",
        "field": "tata_boga",
        "form": "group",
        "mode": "offline",
        "places": 10,
    }
    refused(door.officer.post("/v1/programmes", body | change), 422, "fields_wrong")


@pytest.mark.parametrize("quarter", [0, 5, "1"])
def test_a_year_has_four_quarters(door: TrainingOffice, quarter: object) -> None:
    target = {"quarter": quarter, "programmes": 1, "participants": 1}
    answer = door.trainer.put("/v1/plans/2021", {"targets": [target]})
    refused(answer, 422, "fields_wrong")


def test_lists_go_on_where_the_page_before_ended(office: TrainingOffice) -> None:
    wanted = [
        said(office.trainer.post("/v1/rooms", {"name": f"R{n}", "seats": 5}), 201) for n in range(5)
    ]
    found, after = [], ""
    while True:
        page = said(office.trainer.get(f"/v1/rooms?limit=2{after}"))
        found += page["items"]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert found == wanted


def test_the_description_of_the_api_names_every_route(door: TrainingOffice) -> None:
    paths = said(door.trainer.get("/openapi.json"))["paths"]
    described = {f"{m.upper()} {path}" for path, ms in paths.items() for m in ms}
    plain = {each.replace("<uuid:", "{").replace("<int:", "{").replace(">", "}") for each in MAY}
    assert plain <= described
