"""A person's page: who it is, how to reach them, what is owed, and all that happened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response as Answered

from console.answers import Part
from console.desk import desk
from console.pages.reasons import reason_wanted
from console.questions import ask
from console.rendering import is_fragment, moment, not_there, page, speech
from console.shown import timeline
from console.shown.person import duties, phones

pages = Blueprint("person", __name__)
TELLING = ("registry", "supervision", "training", "notifications")
"""The services that know something of a person's past."""
NOTHING_TO_SEE = {"not_found": 404, "not_own_client": 403}


@pages.get("/persons/<uuid:person_id>")
def person(person_id: UUID) -> Answered:
    return _person(person_id)


@pages.post("/persons/<uuid:person_id>/nik")
def nik(person_id: UUID) -> Answered:
    """The whole national identity number; that it was shown is recorded."""
    reason = desk().reason_for(person_id)
    shown = desk().get(ask("registry", f"/v1/persons/{person_id}/nik", reason=reason)).body["nik"]
    if is_fragment():
        return page("nik.html", nik=shown)
    return _person(person_id, nik=shown)


def _person(person_id: UUID, nik: str | None = None) -> Answered:
    found = _asked(person_id)
    about = found["person"]
    if about.code == "reason_needed":
        return reason_wanted()
    if about.code in NOTHING_TO_SEE:
        return not_there(about.code, NOTHING_TO_SEE[about.code])
    _share_reason(person_id, found)
    open_now = _open_things(person_id, found)
    told = {name: found[f"past_{name}"].items for name in TELLING if f"past_{name}" in found}
    officers = {str(each["officer_id"]) for each in found["cases"].items if each["officer_id"]}
    names = desk().names(timeline.actors(told) | officers)
    return page(
        "person.html",
        person_id=person_id,
        nik=nik,
        found=found,
        person=about.value or _named(found["cases"].items),
        phones=phones(about.value or {}),
        duties=duties(found["obligations"].items, moment().today),
        visits=[each.value for name, each in open_now.items() if name.startswith("visit")],
        proposals=[each.value for name, each in open_now.items() if name.startswith("proposal")],
        cases=[each.value for name, each in open_now.items() if name.startswith("case")],
        todos=[todo for each in open_now.values() for todo in (each.value or {}).get("todos", ())],
        officers=[names.get(each) for each in sorted(officers)],
        lines=timeline.merged(told, names, speech()),
        gaps=[each for name, each in found.items() if name.startswith("past_") and each.away],
    )


def _asked(person_id: UUID) -> dict[str, Part]:
    """Everything at once: a page takes as long as its slowest part."""
    reason, its = desk().reason_for(person_id), str(person_id)
    telling = [each for each in TELLING if each in desk().services]
    return desk().parts(
        person=ask("registry", f"/v1/persons/{its}", reason=reason),
        orders=ask("registry", "/v1/orders", person_id=its),
        cases=ask("supervision", "/v1/cases", person_id=its),
        obligations=ask("supervision", "/v1/obligations", person_id=its, limit=500),
        **{
            f"past_{each}": ask(each, f"/v1/persons/{its}/timeline", reason=reason)
            for each in telling
        },
    )


def _open_things(person_id: UUID, found: Mapping[str, Part]) -> dict[str, Part]:
    """What is open of each case and order, and how its dates come about."""
    reason, asked = desk().reason_for(person_id), {}
    for case in found["cases"].items:
        if case["state"] != "active":
            continue
        path = f"/v1/cases/{case['id']}"
        asked[f"case {case['id']}"] = ask("supervision", path, reason=reason)
        for kind, each in (("home-visit", case["open_visit"]), ("proposal", case["open_proposal"])):
            if each:
                path = f"/v1/{kind}s/{each}"
                asked[f"{kind.removeprefix('home-')} {each}"] = ask(
                    "supervision", path, reason=reason
                )
    for order in found["orders"].items:
        if order["state"] in ("active", "suspended"):
            path = f"/v1/orders/{order['id']}"
            asked[f"order {order['id']}"] = ask("registry", path, reason=reason)
    return {name: each for name, each in desk().parts(**asked).items() if each.is_there}


def _share_reason(person_id: UUID, found: Mapping[str, Part]) -> None:
    """The reason given for a person holds for what hangs on her: she is asked about once."""
    if reason := desk().reason_for(person_id):
        for each in (*found["orders"].items, *found["cases"].items):
            desk().give_reason(each["id"], reason)


def _named(cases: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What supervision knows of her while the registry is away."""
    return {"name": cases[0]["name"], "protected": cases[0]["protected"]} if cases else {}
