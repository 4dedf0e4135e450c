"""One worker of the shop as a process of its own: `shop_worker.py NAME PREFIX STORE BROKER LOG`."""

import signal
import sys
import threading

from bus import StoreFeeds
from shop import HANDLERS, a_service

from chassis.log.rabbitmq import RabbitLog
from chassis.store import connect
from chassis.worker import Worker


def main(name: str, prefix: str, store: str, broker: str, log: str) -> None:
    with connect(store) as client:
        more = {"handlers": HANDLERS} if name == "south" else {}
        runtime = a_service(name, client, prefix, **more)
        feeds = StoreFeeds({"north": client[f"{prefix}_north"]})
        worker = Worker(
            runtime, RabbitLog(broker, exchange=f"{log}-events", name=log), feeds, watch=True
        )
        ending = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ending.set())
        worker.start()
        ending.wait()
        worker.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
