"""The production stack: up to healthy, a month lived, services killed, all restarted, up again."""

import threading
from datetime import date
from pathlib import Path

import pytest
from compose import ComposeStack, a_compose_stack, compose_answers
from watching import Watched, positions

from chassis.peers import service_secret
from pamong.demo import Office, open_office, reconcile, simulate
from pamong.demo.summary import in_words

LAST_DAY = date(2021, 1, 31)
MEGABYTES = 4 * 1024
KILLED = ((8, "supervision-worker"), (14, "registry-api"), (20, "rabbitmq"))


@pytest.mark.journey
@pytest.mark.broker
@pytest.mark.skipif(not compose_answers(), reason="no container engine with Compose v2 answers")
@pytest.mark.timeout(2400)
def test_a_month_in_containers_adds_up_through_kills_a_restart_and_a_second_up(
    tmp_path: Path,
) -> None:
    with a_compose_stack(tmp_path) as stack:
        office = Office(
            addresses=stack.addresses,
            account="operator",
            secret=service_secret(stack.root, "operator"),
        )
        staff = open_office(office)
        lived: list[date] = []
        killing = threading.Thread(target=_kill, args=(stack, lived), daemon=True)
        killing.start()
        story = simulate(office, staff, until=LAST_DAY, show=Watched(lived))
        killing.join()

        def mismatches() -> list[str]:
            found = reconcile(office, staff, story, positions(stack.broker_url))
            return [in_words(each, "en") for each in found.mismatches]

        assert mismatches() == []
        stack.run("restart")
        stack.up()
        assert mismatches() == []
        stack.run("down", "--timeout", "30")
        stack.up()
        assert mismatches() == []
        assert sum(stack.megabytes().values()) < MEGABYTES


def _kill(stack: ComposeStack, lived: list[date]) -> None:
    for day, name in KILLED:
        while len(lived) < day:
            threading.Event().wait(0.1)
        stack.run("kill", name)
        stack.run("start", name)
