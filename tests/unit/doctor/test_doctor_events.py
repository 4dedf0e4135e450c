from datetime import UTC, datetime

import pytest

from chassis.ids import made_at, new_id
from chassis.outbox import AT_FIRST, BATCHES, RELAY, STATE
from chassis.unit import OUTBOX
from pamong.doctor.events import events


@pytest.fixture
def now():
    return datetime.now(UTC).timestamp()


def test_where_nothing_waits_all_is_well(database, told, now):
    assert told(*events(database, now)) == ["outbox.empty", "held.none", "parked.none"]


def test_what_was_written_just_now_is_on_its_way(database, told):
    entry = new_id()
    database[OUTBOX].insert_one({"_id": entry})
    found = list(events(database, made_at(entry) + 1))
    assert told(*found)[0] == "outbox.moves"
    assert found[0].facts["count"] == 1


def test_what_has_waited_for_minutes_is_stuck(database, told):
    entry = new_id()
    database[OUTBOX].insert_one({"_id": entry})
    assert told(*events(database, made_at(entry) + 120))[0] == "outbox.stuck"


def test_a_batch_that_the_broker_never_confirmed_is_stuck(database, told, now):
    numbered = datetime.fromtimestamp(now - 120, UTC)
    database[BATCHES].insert_one({"_id": 1, "numbered_at": numbered, "events": [{}, {}, {}]})
    database[RELAY].insert_one({**STATE, **AT_FIRST, "position": 3})
    found = list(events(database, now))
    assert told(*found)[0] == "outbox.stuck"
    assert found[0].facts["count"] == 3


def test_held_events_are_noted_and_parked_ones_are_wrong(database, told, now):
    database["held"].insert_many([{"state": "held"}, {"state": "waiting"}, {"state": "parked"}])
    found = list(events(database, now))
    assert told(*found)[1:] == ["held.some", "parked.some"]
    assert [each.facts["count"] for each in found[1:]] == [2, 1]
