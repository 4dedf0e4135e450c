"""An agency's queue: its own, readable by it alone, filled in order, and nobody else's trouble."""

import json
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pika
import pytest
import requests
from agencies_office import BOGOR, Agency, said
from pika.exceptions import AMQPError, ChannelClosedByBroker

from agencies.chores import send_deliveries, take_back
from agencies.store import lanes
from chassis.log import NotConfirmed
from chassis.log.rabbitmq import EXCHANGE, STREAM, RabbitLog

pytestmark = pytest.mark.broker
IN_TWO_MINUTES = timedelta(minutes=2)


def in_queue(given) -> list[dict[str, Any]]:
    """What the agency finds there, taken out."""
    connection = pika.BlockingConnection(pika.URLParameters(given.broker_url))
    channel, found = connection.channel(), []
    while True:
        method, _, body = channel.basic_get(given.queue, auto_ack=True)
        if method is None:
            connection.close()
            return found
        found.append(json.loads(body))


def delete_queue(ground, given):
    address = f"{ground.broker.admin_url}/api/queues/%2F/{given.queue}"
    assert requests.delete(address, timeout=10).status_code == 204


def test_its_own_cases_arrive_in_order_with_nothing_missing(with_queues):
    ground = with_queues
    kejari = Agency(ground.subscribed())
    orders = [ground.handed_over(f"Klien {n}") for n in "ABC"]
    ground.handed_over("Budi", "Kejaksaan Negeri Bogor")
    ground.suspended(orders[1])
    ground.flow()
    events = kejari.follow(4)
    assert [each.number for each in events] == [1, 2, 3, 4]
    assert [each.data["order_id"] for each in events] == [
        *(each["id"] for each in orders),
        orders[1]["id"],
    ]


def test_what_is_in_the_queue_is_what_is_answered_by_http(with_queues):
    ground = with_queues
    given = ground.subscribed()
    ground.handed_over()
    ground.flow()
    (queued,) = in_queue(given)
    (asked,) = Agency(given).source.replay(0)
    assert queued == asked


def test_nothing_is_in_the_queue_before_the_head_approves(with_queues):
    ground = with_queues
    given = ground.proposed()
    ground.handed_over()
    ground.flow()
    assert in_queue(given) == []
    ground.approve(given)
    ground.handed_over("Budi")
    ground.flow()
    assert [each["subscriptionsequence"] for each in in_queue(given)] == [1]


def test_what_the_broker_confirmed_is_counted_as_sent(with_queues):
    ground = with_queues
    ground.subscribed()
    ground.handed_over()
    ground.handed_over("Budi")
    ground.flow()
    figures = said(ground.head.get("/v1/figures"))["deliveries"]
    assert figures == {"routed": 2, "sent": 2}
    assert send_deliveries(ground.agencies.runtime) == 0


def test_everything_else_at_the_broker_is_shut_to_an_agency(with_queues, managed):
    ground = with_queues
    RabbitLog(managed.url).declare()
    given = ground.subscribed()
    other = ground.subscribed("kejari-bogor", prosecutor=BOGOR)
    connection = pika.BlockingConnection(pika.URLParameters(given.broker_url))
    tried = {
        "another's queue": lambda channel: channel.basic_get(other.queue),
        "the log": lambda channel: channel.basic_consume(STREAM, lambda *_: None),
        "publishing": lambda channel: published(channel, "", given.queue),
        "publishing events": lambda channel: published(channel, EXCHANGE, "registry.x"),
        "binding": lambda channel: channel.queue_bind(given.queue, EXCHANGE, "#"),
        "a queue of one's own": lambda channel: channel.queue_declare("mine"),
        "a passing queue": lambda channel: channel.queue_declare("", exclusive=True),
        "deleting": lambda channel: channel.queue_delete(given.queue),
        "an exchange": lambda channel: channel.exchange_declare("mine"),
    }
    for what, attempt in tried.items():
        with pytest.raises(ChannelClosedByBroker) as refused:
            attempt(connection.channel())
        assert refused.value.reply_code == 403, what
    connection.close()
    who = urlsplit(given.broker_url)
    address = f"{ground.broker.admin_url.partition('@')[2]}/api/queues"
    answer = requests.get(f"http://{address}", auth=(who.username, who.password), timeout=10)
    assert answer.status_code == 401


def published(channel, exchange, key):
    channel.confirm_delivery()
    channel.basic_publish(exchange, key, b"x")


def test_a_queue_that_is_gone_breaks_its_subscription_and_holds_up_no_other(with_queues):
    ground = with_queues
    broken = ground.subscribed()
    well = ground.subscribed("kanwil", cases="all", prosecutor=None)
    delete_queue(ground, broken)
    ground.handed_over()
    ground.flow()
    assert (ground.state_of(broken), ground.state_of(well)) == ("broken", "active")
    assert len(in_queue(well)) == 1
    assert len(Agency(broken).catch_up()) == 1


def test_it_is_made_anew_later_and_gets_everything(with_queues):
    ground = with_queues
    given = ground.subscribed()
    delete_queue(ground, given)
    ground.handed_over()
    ground.flow()
    ground.handed_over("Budi")
    ground.flow()
    assert ground.state_of(given) == "broken"
    ground.flow(datetime.now(UTC) + IN_TWO_MINUTES)
    assert ground.state_of(given) == "active"
    assert [each["subscriptionsequence"] for each in in_queue(given)] == [1, 2]


def test_what_is_sent_twice_is_given_once(with_queues):
    ground = with_queues
    kejari = Agency(ground.subscribed())
    ground.handed_over()
    ground.flow()
    lane = ground.database[lanes.PLAN.name]
    lane.update_one({}, {"$set": {"sent": 0}})  # the sender ended before it could note it
    ground.handed_over("Budi")
    ground.flow()
    assert [each.number for each in kejari.follow(2)] == [1, 2]
    assert Agency(kejari.given).follow(2)[-1].number == 2


def test_what_the_queue_lost_is_asked_for(with_queues):
    ground = with_queues
    kejari = Agency(ground.subscribed())
    ground.handed_over()
    ground.handed_over("Budi")
    ground.flow()
    in_queue(kejari.given)
    ground.handed_over("Siti")
    ground.flow()
    assert [each.number for each in kejari.follow(3)] == [1, 2, 3]


def test_what_a_reader_cannot_take_stays_however_often_it_tries(with_queues):
    ground = with_queues
    given = ground.subscribed()
    ground.handed_over()
    ground.flow()
    connection = pika.BlockingConnection(pika.URLParameters(given.broker_url))
    for _ in range(30):
        channel = connection.channel()
        assert next(channel.consume(given.queue, inactivity_timeout=5))[2] is not None
        channel.close()
    connection.close()
    assert len(in_queue(given)) == 1


def test_an_agency_has_no_more_than_a_few_connections(with_queues):
    given = with_queues.subscribed()
    with ExitStack() as opened, pytest.raises(AMQPError, match="limit"):
        connect_often(given, 20, opened)


def connect_often(given, times, opened):
    for _ in range(times):
        connection = pika.BlockingConnection(pika.URLParameters(given.broker_url))
        opened.callback(connection.close)


def test_when_it_ends_its_connections_user_and_queue_are_taken_back(with_queues):
    ground = with_queues
    given = ground.subscribed()
    connection = pika.BlockingConnection(pika.URLParameters(given.broker_url))
    ground.end(given)
    assert take_back(ground.agencies.runtime) == 1
    with pytest.raises(AMQPError):
        connection.process_data_events(time_limit=20)
    with pytest.raises(AMQPError):
        pika.BlockingConnection(pika.URLParameters(given.broker_url))
    admin = f"{ground.broker.admin_url}/api/queues/%2F/{given.queue}"
    assert requests.get(admin, timeout=10).status_code == 404


def test_a_new_password_ends_the_old_one(with_queues):
    ground = with_queues
    old = ground.subscribed()
    new = ground.access(old.subscription, renew=True)
    with pytest.raises(AMQPError):
        pika.BlockingConnection(pika.URLParameters(old.broker_url))
    assert in_queue(new) == []


def test_a_heap_is_sent_round_by_round(with_queues):
    ground = with_queues
    given = ground.subscribed()
    told = {"prosecutor": "kejaksaan-negeri-jakarta-timur"}
    for n in range(230):
        ident = f"0190d6a2-7b1c-7e3a-9f00-{n:012d}"
        data = {"order_id": ident, "person_id": ident, "number": str(n), **told}
        ground.agencies.hear("registry.order-registered", data)
    assert send_deliveries(ground.agencies.runtime) == 230
    numbers = [each["subscriptionsequence"] for each in in_queue(given)]
    assert numbers == list(range(1, 231))


def test_a_broker_that_is_away_is_no_fault_of_a_subscription(with_queues):
    ground = with_queues
    given = ground.subscribed()
    ground.handed_over()
    away = type(ground.broker)("amqp://guest:guest@127.0.0.1:1//", ground.broker.admin_url)
    ground.broker, there = away, ground.broker
    with pytest.raises(NotConfirmed):
        ground.flow()
    assert ground.state_of(given) == "active"
    ground.broker = there
    ground.send()
    assert len(in_queue(given)) == 1
