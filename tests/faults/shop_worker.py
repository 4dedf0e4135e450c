"""One worker of the shop as a process of its own: `shop_worker.py NAME PREFIX STORE BROKER LOG`."""

import signal
import sys
import threading

from bus import StoreFeeds
from shop import HANDLERS, a_service

from chassis import leases, worker
from chassis.log.rabbitmq import RabbitLog
from chassis.store import connect
from chassis.worker import Worker

leases.SECONDS = 1.0
worker.STANDBY_SECONDS = 0.2
"""Who is killed is missed for a second only: more blows find someone at work."""


def main(name: str, prefix: str, store: str, broker: str, log: str) -> None:
    with connect(store) as client:
        more = {"handlers": HANDLERS} if name == "south" else {}
        runtime = a_service(name, client, prefix, **more)
        feeds = StoreFeeds({"north": client[f"{prefix}_north"]})
        stream = RabbitLog(broker, exchange=f"{log}-events", name=log)
        working = Worker(runtime, stream, feeds, watch=True)
        ending = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ending.set())
        working.start()
        ending.wait()
        working.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
