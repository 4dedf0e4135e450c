"""Clients without a framework: kombu and pika."""

import pika
from kombu import Connection, Consumer, Queue

from benchmarks.bus import with_repeats
from benchmarks.measuring import Figures, Ground
from benchmarks.peers.effect import PREFETCH, QUORUM, Applying, fill


def kombu(ground: Ground, messages: int) -> Figures:
    fill(ground.broker, ground.name, (each.body for each in with_repeats(messages)))
    applying = Applying(ground.store, ground.name, messages)
    done = False

    def take(message: object) -> None:
        nonlocal done
        done = applying.apply(message.body)  # type: ignore[attr-defined]
        message.ack()  # type: ignore[attr-defined]

    queue = Queue(ground.name, durable=True, queue_arguments=QUORUM)
    with (
        Connection(ground.broker) as connection,
        Consumer(connection.channel(), [queue], on_message=take, prefetch_count=PREFETCH),
    ):
        while not done:
            connection.drain_events()
    return {"kombu": applying.rate()}


def pika_blocking(ground: Ground, messages: int) -> Figures:
    fill(ground.broker, ground.name, (each.body for each in with_repeats(messages)))
    applying = Applying(ground.store, ground.name, messages)

    def take(channel: object, method: object, _: object, body: bytes) -> None:
        last = applying.apply(body)
        channel.basic_ack(method.delivery_tag)  # type: ignore[attr-defined]
        if last:
            channel.stop_consuming()  # type: ignore[attr-defined]

    connection = pika.BlockingConnection(pika.URLParameters(ground.broker.rstrip("/") + "/%2F"))
    channel = connection.channel()
    channel.basic_qos(prefetch_count=PREFETCH)
    channel.basic_consume(ground.name, take)
    channel.start_consuming()
    connection.close()
    return {"pika": applying.rate()}
