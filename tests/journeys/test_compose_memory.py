"""How much memory the production stack takes with the clients of a large office.

.venv/bin/pytest tests/journeys/test_compose_memory.py
"""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from compose import ComposeStack, a_compose_stack, compose_answers
from many_clients import write_list

from chassis.peers import service_secret
from pamong.demo import NotLevel, Office, Staff, open_office
from pamong.demo.asking import Request, Services
from pamong.demo.desk import Desk
from pamong.demo.level import Watch
from pamong.demo.signing_in import SignIn, as_user
from pamong.demo.story import Story

CLIENTS = 2_000
MEGABYTES = 4 * 1024
STORE, STORE_MAY = "mongo", 1024.0
"""How much of what it may have the store takes is its own choice: it is counted with all."""
DAY, OPENS = date(2021, 1, 4), time(8)
PATIENCE, TRIES = 20, 3


class Scales:
    """The most that each container took, and all of them at one moment."""

    def __init__(self) -> None:
        self.most: dict[str, float] = {}
        self.sum = 0.0

    def put_on(self, stack: ComposeStack) -> None:
        now = {name.split("-", 2)[2]: each for name, each in stack.megabytes().items()}
        counted = {
            name: STORE_MAY if name.startswith(STORE) else each for name, each in now.items()
        }
        self.sum = max(self.sum, sum(counted.values()))
        for name, each in now.items():
            self.most[name] = max(each, self.most.get(name, 0.0))

    def __str__(self) -> str:
        rows = sorted(self.most.items(), key=lambda row: -row[1])
        return "".join(f"\n{name:26} {each:7.0f} MB" for name, each in rows) + (
            f"\nat one moment, with {STORE_MAY:.0f} MB for the store: {self.sum:.0f} MB\n"
        )


@pytest.mark.journey
@pytest.mark.broker
@pytest.mark.skipif(not compose_answers(), reason="no container engine with Compose v2 answers")
@pytest.mark.timeout(2400)
def test_two_thousand_clients_take_less_than_four_gigabytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_list(tmp_path / "list.csv", CLIENTS, DAY)
    with a_compose_stack(tmp_path / "stack") as stack, weighed(stack) as scales:
        secret = service_secret(stack.root, "operator")
        office = Office(addresses=stack.addresses, account="operator", secret=secret)
        staff, services = open_office(office), office.services()
        operator = office.sign_in(services)
        _show_the_day(services, operator, office)
        _until_level(services, operator)
        _import(stack, tmp_path / "list.csv", office)
        _until_level(services, operator)
        figures = _figures(services, office, staff)
        assert figures["cases"]["active"] == CLIENTS
        assert figures["in_force_without_obligations"] == 0
        scales.put_on(stack)
    with capsys.disabled():
        sys.stdout.write(f"{scales}")
    assert scales.sum < MEGABYTES


@contextmanager
def weighed(stack: ComposeStack) -> Iterator[Scales]:
    """Again and again, for as long as it lasts."""
    scales, over = Scales(), threading.Event()

    def weigh() -> None:
        while not over.wait(2):
            scales.put_on(stack)

    weighing = threading.Thread(target=weigh)
    weighing.start()
    try:
        yield scales
    finally:
        over.set()
        weighing.join()


def _show_the_day(services: Services, operator: SignIn, office: Office) -> None:
    asked = Request(
        method="PUT",
        service="registry",
        path="/v1/clock",
        token=operator,
        office=office.code,
        body={"now": office.at(DAY, OPENS).isoformat()},
    )
    services.ask(asked)


def _import(stack: ComposeStack, file: Path, office: Office) -> None:
    """As docs/operators.md says; again where it broke off, since what was taken stays."""
    run = ("run", "--rm", "-T", "-v", f"{file}:/list.csv:ro", "importer")
    for left in reversed(range(TRIES)):
        try:
            stack.run(*run, "/list.csv", "--office", office.code)
            return
        except AssertionError:
            if left == 0:
                raise


def _until_level(services: Services, operator: SignIn) -> None:
    """Every order has its officer, its meetings and its messages."""
    for left in reversed(range(PATIENCE)):
        try:
            Watch(services, operator).wait(DAY, "list")
            return
        except NotLevel:
            if left == 0:
                raise


def _figures(services: Services, office: Office, staff: Staff) -> Mapping[str, Any]:
    """Supervision's, as the head reads them."""
    head = staff.one("head")
    token = as_user(services, head.username, head.password)
    desk = Desk(services=services, token=token, office=office.code, story=Story())
    figures: Mapping[str, Any] = desk.get("supervision", "/v1/figures")
    return figures
