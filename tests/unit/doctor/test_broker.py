import pytest

from chassis.children import free_port
from chassis.log.rabbitmq import RabbitLog
from chassis.testing.brokers import managed_broker
from pamong.doctor.broker import bound, broker


def test_a_process_without_a_broker_is_no_fault(told):
    assert told(*broker(None, None)) == ["broker.not_here"]


def test_a_broker_that_is_away_is_told_without_its_address(told):
    (finding,) = broker(f"amqp://user:secret@127.0.0.1:{free_port()}//", None)
    assert told(finding) == ["broker.silent"]
    assert "secret" not in str(finding)


def test_only_a_binding_of_everything_is_whole(told):
    whole, part, none = bound([{"routing_key": "#"}]), bound([{"routing_key": "a.#"}]), bound([])
    assert told(whole, part, none) == ["binding.there", "binding.missing", "binding.missing"]


@pytest.mark.broker
def test_the_topology_is_looked_for_and_not_made(told):
    with managed_broker() as running:
        missing = told(*broker(running.url, running.admin_url))
        RabbitLog(running.url).declare()
        there = told(*broker(running.url, running.admin_url))
        unseen = told(*broker(running.url, None))
    assert missing[:3] == ["broker.answers", "exchange.missing", "stream.missing"]
    assert there == ["broker.answers", "exchange.there", "stream.there", "binding.there"]
    assert unseen[-1] == "binding.unseen"
