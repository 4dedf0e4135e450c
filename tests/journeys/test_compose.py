"""The production stack: up to healthy, a month lived through kills, all restarted, up again; and
an agency in another building, which has its credentials and nothing else."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from compose import ComposeStack, a_compose_stack, compose_answers
from elsewhere import Elsewhere, handed_over
from pika.exceptions import ChannelClosedByBroker
from watching import Watched, positions

from chassis.log.rabbitmq import EXCHANGE, STREAM
from chassis.peers import service_secret
from pamong.demo import Office, Staff, Story, open_office, reconcile, simulate
from pamong.demo.agency import heard
from pamong.demo.letting_in import CODE
from pamong.demo.summary import in_words

pytestmark = [
    pytest.mark.journey,
    pytest.mark.broker,
    pytest.mark.skipif(not compose_answers(), reason="no container engine with Compose v2 answers"),
    pytest.mark.timeout(2400),
]
LAST_DAY = date(2021, 1, 31)
KILLED = ((8, "supervision-worker"), (14, "registry-api"), (20, "rabbitmq"))
FORBIDDEN, NOT_FOUND = 403, 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A stack in which an office has lived for a month."""

    stack: ComposeStack
    office: Office
    staff: Staff
    story: Story

    def mismatches(self) -> list[str]:
        found = reconcile(self.office, self.staff, self.story, positions(self.stack.broker_url))
        return [in_words(each, "en") for each in found.mismatches]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    with a_compose_stack(tmp_path_factory.mktemp("compose")) as stack:
        office = Office(
            addresses=stack.addresses,
            account="operator",
            secret=service_secret(stack.root, "operator"),
        )
        staff = open_office(office)
        days: list[date] = []
        killing = threading.Thread(target=_kill, args=(stack, days), daemon=True)
        killing.start()
        story = simulate(office, staff, until=LAST_DAY, show=Watched(days))
        killing.join()
        yield Lived(stack=stack, office=office, staff=staff, story=story)


def test_a_month_adds_up_through_kills(lived: Lived) -> None:
    assert lived.mismatches() == []


def test_it_still_adds_up_after_a_restart_of_everything(lived: Lived) -> None:
    lived.stack.run("restart")
    lived.stack.up()
    assert lived.mismatches() == []


def test_it_still_adds_up_after_a_second_up_on_the_same_volumes(lived: Lived) -> None:
    lived.stack.run("down", "--timeout", "30")
    lived.stack.up()
    assert lived.mismatches() == []


@pytest.fixture(scope="module")
def kejari(lived: Lived, tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """The agency that was let in on the first day, with new credentials."""
    folder = tmp_path_factory.mktemp("elsewhere")
    office = lived.office.code
    return handed_over(lived.stack, folder / CODE, "renew", CODE, "--office", office)


@pytest.fixture(scope="module")
def told(lived: Lived, kejari: Elsewhere) -> list[Any]:
    """What it was told; the month's reckoning has found its own cases in that, and no other."""
    assert lived.story.agency is not None
    agency = replace(lived.story.agency, client_secret=kejari.given["client_secret"])
    return heard(lived.office.services(), agency, lived.office.code)


def test_the_example_program_follows_from_another_building(
    lived: Lived, kejari: Elsewhere, told: list[Any]
) -> None:
    assert _waiting(lived.stack, kejari) >= len(told) > 0
    with kejari.following() as said:
        lines = [next(said).split() for _ in told]
        assert [(int(number), kind) for number, _, kind, *_ in lines] == [
            (each.number, each.kind) for each in told
        ]
        while _waiting(lived.stack, kejari) > 0:
            pass


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda channel, _: channel.basic_get(STREAM), id="the log"),
        pytest.param(lambda channel, _: channel.basic_consume(STREAM, _nothing), id="following it"),
        pytest.param(lambda channel, own: _publish(channel, "", own), id="its own queue's filling"),
        pytest.param(lambda channel, _: _publish(channel, EXCHANGE, "registry.x"), id="events"),
        pytest.param(lambda channel, own: channel.queue_bind(own, EXCHANGE, "#"), id="a binding"),
        pytest.param(lambda channel, own: channel.queue_delete(own), id="a deletion"),
        pytest.param(lambda channel, _: channel.queue_declare("mine"), id="a queue"),
        pytest.param(lambda channel, _: channel.queue_declare("", exclusive=True), id="a passing"),
        pytest.param(lambda channel, _: channel.exchange_declare("mine"), id="an exchange"),
    ],
)
def test_everything_else_at_the_broker_is_shut(
    kejari: Elsewhere, attempt: Callable[[Any, str], Any]
) -> None:
    connection = kejari.at_the_broker()
    with pytest.raises(ChannelClosedByBroker) as refused:
        attempt(connection.channel(), kejari.queue)
    connection.close()
    assert refused.value.reply_code == FORBIDDEN


def test_another_agencys_queue_is_shut(
    lived: Lived, kejari: Elsewhere, tmp_path_factory: pytest.TempPathFactory
) -> None:
    events = ("--events", "registry.order-*", "--prosecutor", "Kejaksaan Negeri Bogor")
    add = ("add", "kejari-bogor", "--office", lived.office.code, *events)
    other = handed_over(lived.stack, tmp_path_factory.mktemp("other") / "bogor", *add)
    connection = kejari.at_the_broker()
    with pytest.raises(ChannelClosedByBroker) as refused:
        connection.channel().basic_get(other.queue)
    connection.close()
    assert refused.value.reply_code == FORBIDDEN


@pytest.mark.parametrize(
    "path",
    [
        "registry/api/v1/orders",
        "registry/api/v1/proposals",
        "registry/api/v1/figures",
        "registry/api/v1/events",
        "supervision/api/v1/cases",
        "supervision/api/v1/worklist",
        "training/api/v1/programmes",
        "notifications/api/v1/messages",
        "agencies/api/v1/subscriptions",
        "agencies/api/v1/events",
        "identity/api/v1/users",
    ],
)
def test_what_the_office_keeps_is_shut(kejari: Elsewhere, path: str) -> None:
    assert kejari.asks(path) == FORBIDDEN


def test_a_case_of_anothers_is_not_there(lived: Lived, kejari: Elsewhere, told: list[Any]) -> None:
    own = {each.order_id for each in told}
    foreign = sorted(lived.story.clients.keys() - own)
    assert kejari.asks(f"agencies/api/v1/my/orders/{min(own)}") == 200
    assert kejari.asks(f"agencies/api/v1/my/orders/{foreign[0]}") == NOT_FOUND


def test_another_office_is_shut(kejari: Elsewhere) -> None:
    path = "agencies/api/v1/my/events"
    assert kejari.asks(path, **{"Pamong-Office": "bogor"}) == FORBIDDEN


def _kill(stack: ComposeStack, lived: list[date]) -> None:
    for day, name in KILLED:
        while len(lived) < day:
            threading.Event().wait(0.1)
        stack.run("kill", name)
        stack.run("start", name)


def _waiting(stack: ComposeStack, agency: Elsewhere) -> int:
    """How much is in its queue, or with it and not yet acknowledged."""
    command = ("rabbitmqctl", "-q", "list_queues", "name", "messages")
    rows = (line.split() for line in stack.run("exec", "-T", "rabbitmq", *command).splitlines())
    return next(int(count) for name, count in rows if name == agency.queue)


def _publish(channel: Any, exchange: str, key: str) -> None:
    channel.confirm_delivery()
    channel.basic_publish(exchange, key, b"x")


def _nothing(*_: object) -> None:
    return None
