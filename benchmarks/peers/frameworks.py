"""FastStream, Celery and Dramatiq, each as its pages say that messages are not lost."""

import asyncio
import base64

from benchmarks.bus import with_repeats
from benchmarks.measuring import Figures, Ground
from benchmarks.peers.effect import PREFETCH, QUORUM, Applying, fill


def faststream(ground: Ground, messages: int) -> Figures:
    """A handler that does not give way, so that one message is applied after another."""
    from faststream import AckPolicy
    from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitMessage, RabbitQueue

    fill(ground.broker, ground.name, (each.body for each in with_repeats(messages)))
    applying = Applying(ground.store, ground.name, messages)

    async def main() -> None:
        finished = asyncio.Event()
        broker = RabbitBroker(
            ground.broker, default_channel=Channel(prefetch_count=PREFETCH), logger=None
        )
        queue = RabbitQueue(ground.name, queue_type=QueueType.QUORUM, durable=True)

        @broker.subscriber(queue, ack_policy=AckPolicy.MANUAL)
        async def take(body: bytes, message: RabbitMessage) -> None:
            last = applying.apply(body)
            await message.ack()
            if last:
                finished.set()

        async with broker:
            await broker.start()
            await finished.wait()

    asyncio.run(main())
    return {"FastStream": applying.rate()}


def celery(ground: Ground, messages: int) -> Figures:
    """One process that runs one task after another, acknowledged after it."""
    from celery import Celery
    from celery.worker import state
    from kombu import Queue

    app = Celery(ground.name, broker=ground.broker, set_as_current=False)
    app.conf.update(
        task_queues=[Queue(ground.name, durable=True, queue_arguments=QUORUM)],
        task_default_queue=ground.name,
        task_acks_late=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=PREFETCH,
        worker_hijack_root_logger=False,
        broker_transport_options={"confirm_publish": True},
    )
    applying = Applying(ground.store, ground.name, messages)

    @app.task(name="take")
    def take(body: str) -> None:
        if applying.apply(base64.b64decode(body)):
            state.should_stop = 0

    for each in with_repeats(messages):
        take.delay(base64.b64encode(each.body).decode())
    worker = app.Worker(
        pool="solo", concurrency=1, without_gossip=True, without_mingle=True, quiet=True
    )
    worker.start()
    return {"Celery": applying.rate()}


def dramatiq(ground: Ground, messages: int) -> Figures:
    """One thread that runs one actor after another, acknowledged after it."""
    import dramatiq as framework
    from dramatiq.brokers.rabbitmq import RabbitmqBroker
    from dramatiq.worker import Worker

    class Quorum(RabbitmqBroker):
        def _build_queue_arguments(self, queue_name: str) -> dict[str, object]:
            built = super()._build_queue_arguments(queue_name)
            return {**built, **QUORUM}

    url = ground.broker.rstrip("/") + "/%2F"
    broker = Quorum(url=url, confirm_delivery=True)
    applying = Applying(ground.store, ground.name, messages)

    @framework.actor(broker=broker, queue_name=ground.name)
    def take(body: str) -> None:
        applying.apply(base64.b64decode(body))

    for each in with_repeats(messages):
        take.send(base64.b64encode(each.body).decode())
    worker = Worker(broker, worker_threads=1)
    worker.queue_prefetch = PREFETCH
    worker.start()
    broker.join(ground.name)
    worker.join()
    worker.stop()
    return {"Dramatiq": applying.rate()}
