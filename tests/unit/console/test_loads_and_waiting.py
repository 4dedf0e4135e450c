"""Who carries too much, and what waits too long."""

from console_builders import INDONESIAN

from console.shown.loads import loads
from console.shown.waiting import waiting


def an_officer(ident, caseload):
    return {"id": ident, "caseload": caseload, "limit": 60, "kecamatan": ["koja", "cakung"]}


def test_the_heaviest_load_comes_first_and_stands_out():
    first, second = loads([an_officer("a", 12), an_officer("b", 61)], {"a": "Ani", "b": "Budi"})
    assert (first.name, first.tone) == ("Budi", "late")
    assert (second.name, second.tone) == ("Ani", None)
    assert second.kecamatan == ("cakung", "koja")


def a_proposal(ident, received):
    return {
        "id": ident,
        "person_id": "p",
        "order_id": "o",
        "grounds": "K2",
        "proposed_by": None,
        "received_at": f"{received}T03:00:00+00:00",
    }


def test_what_waits_longest_comes_first_and_too_long_is_late():
    rows = waiting([a_proposal("new", "2021-06-07"), a_proposal("old", "2021-06-01")], INDONESIAN)
    assert [(each.id, each.days, each.tone) for each in rows] == [
        ("old", 6, "late"),
        ("new", 0, None),
    ]
