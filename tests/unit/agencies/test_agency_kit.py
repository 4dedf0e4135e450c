"""The agencies' kit: each event once, in order, none missing, whatever arrives how."""

import json
from datetime import UTC, datetime

import pytest
from agencies_builders import a_subscription, an_event
from pamong_subscriber import Credentials, FilePlaces, Lost, MemoryPlaces, NotAnEvent
from pamong_subscriber.event import read_event
from pamong_subscriber.testing import FakePublisher

from agencies.domain.letter import letter

SUSPENDED = "registry.order-suspended"


def numbers_given(publisher, places=None, **more):
    given = []
    publisher.subscriber(places).follow(lambda event: given.append(event.number), **more)
    return given


def test_what_arrives_is_given_in_order_and_acknowledged():
    publisher = FakePublisher()
    for _ in range(3):
        publisher.publish(SUSPENDED, order_id="o")
    assert numbers_given(publisher) == [1, 2, 3]
    assert publisher.acknowledged == 3


def test_what_arrives_twice_is_given_once():
    publisher = FakePublisher()
    publisher.publish(SUSPENDED)
    publisher.repeat()
    publisher.publish(SUSPENDED)
    assert numbers_given(publisher) == [1, 2]
    assert publisher.acknowledged == 3


def test_what_the_queue_dropped_is_asked_for():
    publisher = FakePublisher()
    publisher.publish_past_the_queue(SUSPENDED)
    publisher.publish(SUSPENDED)
    publisher.publish_past_the_queue(SUSPENDED)
    assert numbers_given(publisher) == [1, 2, 3]


def test_a_gap_that_shows_later_is_filled_in_order():
    publisher, given = FakePublisher(), []
    publisher.publish(SUSPENDED)

    def note(event):
        given.append(event.number)
        if event.number == 1:
            publisher.publish_past_the_queue(SUSPENDED)
            publisher.publish(SUSPENDED)

    publisher.subscriber().follow(note)
    assert given == [1, 2, 3]


def test_what_can_be_had_no_more_is_said():
    publisher = FakePublisher()
    for _ in range(3):
        publisher.publish(SUSPENDED)
    publisher.forget(2)
    places = MemoryPlaces()
    with pytest.raises(Lost) as lost:
        numbers_given(publisher, places)
    assert (lost.value.first, lost.value.last) == (2, 2)
    told = []
    assert numbers_given(publisher, places, on_lost=lambda *gap: told.append(gap)) == [3]
    assert told == [(2, 2)]


def test_an_event_whose_work_failed_comes_again():
    publisher, places, given = FakePublisher(), MemoryPlaces(), []
    publisher.publish(SUSPENDED)
    publisher.publish(SUSPENDED)

    def stumble(event):
        if event.number == 2:
            raise RuntimeError("our database is away")
        given.append(event.number)

    with pytest.raises(RuntimeError):
        publisher.subscriber(places).follow(stumble)
    assert given == [1]
    assert numbers_given(publisher, places) == [2]


def test_how_far_it_is_stays_in_the_file(tmp_path):
    publisher, places = FakePublisher(), FilePlaces(tmp_path / "place.json")
    publisher.publish(SUSPENDED)
    assert numbers_given(publisher, places) == [1]
    publisher.publish(SUSPENDED)
    assert numbers_given(publisher, FilePlaces(tmp_path / "place.json")) == [2]
    other = FakePublisher()
    other.publish(SUSPENDED)
    assert numbers_given(other, places) == [1]
    assert places.load(publisher.subscription) == 2


@pytest.mark.parametrize("body", [None, [], {"specversion": "0.3"}, {"specversion": "1.0"}])
def test_what_is_no_event_is_not_taken_for_one(body):
    publisher = FakePublisher()
    publisher.send(body)
    with pytest.raises(NotAnEvent):
        numbers_given(publisher)
    assert publisher.acknowledged == 0


def test_an_event_of_another_subscription_is_not_taken():
    publisher, other = FakePublisher(), FakePublisher()
    other.publish(SUSPENDED)
    publisher.send(other._arriving[0])
    with pytest.raises(NotAnEvent):
        numbers_given(publisher)


def test_the_kit_reads_what_the_router_writes():
    to = a_subscription().counted()
    event = read_event(json.loads(letter(an_event(SUSPENDED, order_id=str(to.id)), to)))
    assert (event.kind, event.version, event.number) == (SUSPENDED, 1, 1)
    assert (event.office, event.subscription) == ("jakarta-timur-utara", str(to.id))
    assert event.time == datetime(2021, 6, 2, 1, tzinfo=UTC)
    assert event.data["detail_url"] == f"v1/my/orders/{to.id}"


def test_what_an_event_is_about_can_be_asked_for():
    publisher, shown = FakePublisher(), []
    publisher.details["v1/my/orders/o"] = {"number": "IX.B/0001/2021"}
    publisher.publish(SUSPENDED, order_id="o")
    subscriber = publisher.subscriber()
    subscriber.follow(lambda event: shown.append(subscriber.detail(event)))
    assert shown == [{"number": "IX.B/0001/2021"}]


def test_credentials_that_lack_something_say_what(tmp_path):
    file = tmp_path / "credentials.json"
    file.write_text(json.dumps({"subscription": "s", "office": "o", "client_id": "c"}))
    with pytest.raises(ValueError, match="api_url, client_secret, token_url"):
        Credentials.of(file)
