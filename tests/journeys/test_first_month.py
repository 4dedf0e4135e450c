"""An office's first month on RabbitMQ and a store, a process for each API and each worker."""

import threading
from datetime import date
from pathlib import Path

import pytest
from stack import Stack, a_stack
from watching import Watched, positions

from chassis.peers import service_secret
from chassis.testing.brokers import broker as a_broker
from chassis.testing.stores import store as a_store
from pamong.demo import Office, open_office, reconcile, simulate
from pamong.demo.summary import in_words

LAST_DAY = date(2021, 1, 31)
DAYS = 31
KILLED = ((8, "supervision work"), (12, "registry api"), (16, "registry work"))


@pytest.mark.journey
@pytest.mark.broker
@pytest.mark.timeout(900)
def test_a_month_adds_up_though_a_worker_and_an_api_are_killed_in_its_middle(
    tmp_path: Path,
) -> None:
    with (
        a_store() as store,
        a_broker() as broker,
        a_stack(tmp_path, store.url, broker.url) as stack,
    ):
        office = Office(
            addresses=stack.addresses,
            account="operator",
            secret=service_secret(stack.root, "operator"),
        )
        staff = open_office(office)
        lived: list[date] = []
        show = Watched(lived)
        over = threading.Event()
        killing = threading.Thread(target=_kill_in_the_middle, args=(stack, lived, over))
        killing.start()
        try:
            story = simulate(office, staff, until=LAST_DAY, show=show)
            found = reconcile(office, staff, story, positions(broker.url))
        finally:
            over.set()
            killing.join()
        assert [in_words(each, "en") for each in found.mismatches] == []
        assert story.days == DAYS


def _kill_in_the_middle(stack: Stack, lived: list[date], over: threading.Event) -> None:
    """A different process on each of these days, gone without a word and started again.

    What a thread starts ends with it, so this one stays until all is over.
    """
    for day, name in KILLED:
        while len(lived) < day and not over.is_set():
            over.wait(0.02)
        stack.kill(name)
        stack.run(name)
    over.wait()
