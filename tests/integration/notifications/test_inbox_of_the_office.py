"""The inbox: the right one is told, and taking note of it counts once."""

from uuid import uuid4

import pytest
from notifications_office import NotificationsOffice, said
from pymongo import MongoClient, monitoring
from pymongo.collection import Collection

from chassis.auth import Role
from chassis.store import Document


@pytest.mark.parametrize(
    ("kind", "facts", "told", "whose"),
    [
        ("home-visit-opened", {"visit_id": str(uuid4())}, "home_visit_opened", "officer"),
        ("obligation-missed", {}, "obligation_missed", "officer"),
        ("obligation-not-attempted", {}, "obligation_not_attempted", "supervisor"),
        ("caseload-exceeded", {"caseload": 61, "limit": 60}, "caseload_exceeded", "supervisor"),
        (
            "revocation-proposed",
            {"proposal_id": str(uuid4()), "grounds": "misses"},
            "revocation_proposed",
            "head",
        ),
        ("officer-assigned", {}, "officer_assigned", "officer"),
    ],
)
def test_what_supervision_tells_reaches_the_one_who_must_know(office, kind, facts, told, whose):
    person = uuid4()
    about = {
        "person_id": str(person),
        "case_id": str(person),
        "order_id": str(person),
        "officer_id": str(office.officer_id),
        "obligation_id": str(uuid4()),
        "kind": "weekly_remote",
        "window_start": "2021-06-01",
        "window_end": "2021-06-08",
        "due": "2021-06-03",
    }
    office.rig.hear(f"supervision.{kind}", {**about, **facts}, person=person)
    for name in ("officer", "supervisor", "head"):
        found = [each["kind"] for each in office.inbox(getattr(office, name))]
        assert found == ([told] if name == whose else [])


def test_a_late_start_is_for_the_officer_and_the_supervisor(office):
    person = uuid4()
    overdue = {
        "case_id": str(person),
        "person_id": str(person),
        "officer_id": str(office.officer_id),
        "due": "2021-06-03",
    }
    office.rig.hear("supervision.start-overdue", overdue, person=person)
    assert len(office.inbox()) == len(office.inbox(office.supervisor)) == 1


def test_a_late_start_without_an_officer_is_for_the_supervisor_once(office):
    person = uuid4()
    overdue = {
        "case_id": str(person),
        "person_id": str(person),
        "officer_id": None,
        "due": "2021-06-03",
    }
    office.rig.hear("supervision.start-overdue", overdue, person=person)
    assert len(office.inbox(office.supervisor)) == 1


@pytest.mark.parametrize("what", ["suspended", "reinstated", "revoked", "completed"])
def test_what_happens_to_an_order_is_told_to_its_officer(office, what):
    person = office.client()
    office.hear_order(what, person)
    assert office.inbox()[0]["kind"] == f"order_{what}"
    assert office.inbox()[0]["facts"] == {"order_id": str(person)}


def test_taking_note_of_an_item_counts_once(office):
    office.client()
    (item,) = office.inbox()
    seen = said(office.officer.post(f"/v1/inbox/{item['id']}/seen"))
    assert (seen["seen"], seen["seen_by"]) == (True, str(office.officer_id))
    again = said(office.officer.post(f"/v1/inbox/{item['id']}/seen"))
    assert again["seen_at"] == seen["seen_at"]
    assert office.inbox(seen="false") == []
    assert len(office.inbox(seen="true")) == 1


def test_nobody_takes_note_of_anothers_item(office):
    office.client()
    (item,) = office.inbox()
    path = f"/v1/inbox/{item['id']}/seen"
    assert office.rig.caller(Role.OFFICER).post(path).status_code == 404
    assert office.supervisor.post(path).status_code == 404


def test_who_leads_may_look_into_an_officers_inbox_and_colleagues_may_not(office):
    office.client()
    path = f"/v1/inbox?officer={office.officer_id}"
    assert len(said(office.supervisor.get(path))["items"]) == 1
    assert office.rig.caller(Role.OFFICER).get(path).status_code == 403


def test_the_inbox_is_read_page_by_page_newest_first(office):
    for _ in range(5):
        office.client()
    first = said(office.officer.get("/v1/inbox?limit=2"))
    second = said(office.officer.get(f"/v1/inbox?limit=2&after={first['next']}"))
    third = said(office.officer.get(f"/v1/inbox?limit=2&after={second['next']}"))
    ids = [each["id"] for page in (first, second, third) for each in page["items"]]
    assert len(ids) == len(set(ids)) == 5
    assert ids == sorted(ids, reverse=True)
    assert third["next"] is None


class SeenMeanwhile(monitoring.CommandListener):
    """Somebody takes note of all just before those are read that are taken note of."""

    def __init__(self, inbox: Collection[Document]) -> None:
        self._inbox = inbox

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command.get("find") == "inbox" and event.command["filter"].get("seen"):
            self._inbox.update_many({}, {"$set": {"seen": True}})

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


def test_an_item_that_is_seen_while_a_page_is_read_is_in_it_once(
    office, owners, peers, database, store_url
):
    for _ in range(3):
        office.client()
    watched: MongoClient[Document] = MongoClient(
        store_url,
        event_listeners=[SeenMeanwhile(database["inbox"])],
        tz_aware=True,
        uuidRepresentation="standard",
    )
    with watched:
        again = NotificationsOffice(watched, database.name, owners, peers)
        found = again.inbox(again.rig.caller(Role.OFFICER, user=str(office.officer_id)))
    assert len({each["id"] for each in found}) == len(found) == 3


def test_who_was_shown_in_an_inbox_is_recorded(office):
    person = office.client()
    office.inbox()
    entries = office.rig.runtime.around.database["audit_pending"].find({"action": "list_inbox"})
    assert [each["facts"]["subjects"] for each in entries] == [[str(person)]]
