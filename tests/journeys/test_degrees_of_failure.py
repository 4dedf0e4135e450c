"""What still works when a part is down, and that nobody must help it up again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from failing_office import FailingOffice, a_failing_office, eventually

from chassis.settings import SERVICES

pytestmark = [pytest.mark.journey, pytest.mark.broker, pytest.mark.timeout(600)]

PENDING = 'pamong_outbox_pending{service="registry"}'
NUMBERED = 'pamong_events_position{service="registry",to="position"}'
SETTLED = 'pamong_events_position{service="registry",to="settled"}'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FailingOffice]:
    with a_failing_office(tmp_path_factory.mktemp("stack")) as opened:
        yield opened


def test_while_nothing_fails_the_doctor_finds_nothing_wrong(office: FailingOffice) -> None:
    assert office.doctor("registry") == (0, [])


def test_while_the_registry_is_down_the_worklist_answers_and_shows_names(
    office: FailingOffice,
) -> None:
    case = office.supervised(office.import_one("Slamet Riyadi"))
    office.named(case)
    office.stack.kill("registry api")
    try:
        shown = {each["name"] for each in office.owed(case)}
    finally:
        office.stack.run("registry api")
    office.stack.until_ready("registry")
    assert shown == {"Slamet Riyadi"}


def test_while_notifications_is_down_an_order_is_supervised_and_nobody_waits(
    office: FailingOffice,
) -> None:
    office.stack.kill("notifications api")
    office.stack.kill("notifications work")
    try:
        case = office.supervised(office.import_one("Bambang Sutejo"))
        owed = office.named(case)
        office.until_level("notifications")
    finally:
        office.stack.run("notifications api")
        office.stack.run("notifications work")
    assert [each["name"] for each in owed] == ["Bambang Sutejo"] * len(owed)
    office.until_level()


def test_while_the_broker_is_down_commands_are_taken_and_their_events_wait(
    office: FailingOffice,
) -> None:
    office.until_level()
    office.broker.kill()
    try:
        persons = [office.import_one("Joko Susilo")]
        eventually(lambda: _numbered_and_unsent(office))
        waiting = []
        for name in ("Agus Salim", "Hasan Basri", "Yusuf Lubis"):
            persons.append(office.import_one(name))
            waiting.append(office.metric("registry", PENDING))
    finally:
        office.broker.restart()
    assert waiting == [1, 2, 3]
    cases = [office.supervised(each) for each in persons]
    office.until_level()
    assert [bool(office.owed(each)) for each in cases] == [True] * len(cases)
    assert office.metric("registry", PENDING) == 0


def test_while_the_store_is_down_every_request_is_told_to_come_again_and_then_it_goes_on(
    office: FailingOffice,
) -> None:
    office.until_level()
    office.store.kill()
    try:
        answers, examined = _asked_at_once(office)
        ready = requests.get(f"{office.stack.addresses['registry']}/ready", timeout=60)
    finally:
        office.store.restart()
    for each in answers:
        _is_a_plea_for_patience(each)
    assert ready.status_code == 503
    assert examined == (1, ["store.silent", *["peer.not_ready"] * len(SERVICES)])
    person = eventually(lambda: _taken_at_last(office))
    assert office.named(office.supervised(person))
    office.until_level()


def _numbered_and_unsent(office: FailingOffice) -> bool | None:
    """The relay wrote one batch down, which it will go on sending; later events wait behind it."""
    ahead = office.metric("registry", NUMBERED) > office.metric("registry", SETTLED)
    return (ahead and office.metric("registry", PENDING) == 0) or None


def _asked_at_once(
    office: FailingOffice,
) -> tuple[list[requests.Response], tuple[int, list[str]]]:
    """A change, two lists, the doctor: each waits for the store as long as it has patience."""
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(office.hand_over, "Rudi Hartono"),
            pool.submit(office.ask, "registrar", "GET", "registry", "/v1/orders"),
            pool.submit(office.ask, "supervisor", "GET", "supervision", "/v1/cases"),
        ]
        examined = pool.submit(office.doctor, "registry")
        return [each.result() for each in asked], examined.result()


def _is_a_plea_for_patience(answer: requests.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.elapsed.total_seconds() < 10
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "status", "code", "detail"}
    assert told["code"] == "unavailable"


def _taken_at_last(office: FailingOffice) -> str | None:
    """The person of a list that is sent again until it is taken."""
    answer = office.hand_over("Rudi Hartono")
    return str(answer.json()["person_id"]) if answer.status_code == 200 else None
