"""What operators command: `pamong parked`, `audit`, `restored`, by HTTP against a real service."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from bus import Bus, a_bus, as_rini
from click.testing import CliRunner, Result
from joserfc.jwk import KeySet
from shop import Count, a_tally, count
from test_parked import park
from test_peers import served

from chassis.app import create_app
from chassis.audit import seal
from chassis.auth import Role, Tokens, sign_token
from chassis.log.embedded import EmbeddedLog
from chassis.outbox import AUDIT, head_of
from chassis.peers import Peers
from chassis.store import Client
from chassis.testing.rig import KEY
from pamong import audit_command, restored
from pamong import parked as commands


@pytest.fixture
def bus(store_client: Client) -> Iterator[Bus]:
    log = EmbeddedLog(store_client[f"log-{uuid4().hex[:8]}"])
    with a_bus(store_client, log, origin=1) as bus:
        yield bus


@pytest.fixture(autouse=True)
def running(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The commands find `south` running, as the operator."""
    app = create_app(bus.south, Tokens(lambda: KeySet([KEY]).as_dict()))
    token = sign_token(KEY, "operator", [Role.OPERATOR], ["*"], 3600)
    with served(app) as address:
        peers = Peers({"south": address}, lambda: token)
        monkeypatch.setattr(commands, "connect", lambda: peers)
        monkeypatch.setattr(audit_command, "connect", lambda: peers)
        monkeypatch.setattr(restored, "connect", lambda: peers)
        yield


def pamong(*arguments: str) -> Result:
    command = {
        "parked": commands.parked,
        "audit": audit_command.audit,
        "restored": restored.restored,
    }[arguments[0]]
    return CliRunner().invoke(command, arguments[1:])


def ids() -> list[str]:
    return [each.split("\t")[1] for each in pamong("parked", "list").output.splitlines()]


def test_an_empty_list_says_so() -> None:
    assert pamong("parked", "list").output == "Nothing is parked.\n"


def test_what_is_parked_is_listed_grouped_and_shown(bus: Bus) -> None:
    siti = a_tally()
    park(bus, siti, a_tally())
    lines = pamong("parked", "list", "south").output.splitlines()
    assert [each.split("\t")[3:6] for each in lines] == [
        ["north.counted.v1", "north 1/1", "0"],
        ["north.counted.v1", "north 1/2", "0"],
    ]
    (group,) = pamong("parked", "list", "--groups").output.splitlines()
    assert group.split("\t")[:2] == ["south", "2"]
    shown = pamong("parked", "show", "south", ids()[0]).output
    assert "in add_up" in shown
    assert str(siti) in shown


def test_one_is_retried_and_another_dropped_with_a_reason(bus: Bus) -> None:
    siti, budi = a_tally(), a_tally()
    park(bus, siti, budi)
    one, other = ids()
    assert pamong("parked", "retry", "south", one).output == "1 tried again.\n"
    assert pamong("parked", "drop", "south", other).exit_code == 2
    dropped = pamong("parked", "drop", "south", other, "--reason", "sent by hand")
    assert dropped.output == "Dropped.\n"
    bus.retry(bus.follower())
    assert (bus.seen(siti), bus.seen(budi)) == ((1,), ())


@pytest.mark.parametrize(
    "chosen", [["--all"], ["--type", "pamong.north.counted.v1"], ["--error", "{error}"]]
)
def test_many_are_retried_together(bus: Bus, chosen: list[str]) -> None:
    park(bus, a_tally(), a_tally())
    error = bus.held.find_one({})["error"]
    asked = [each.format(error=error) for each in chosen]
    assert pamong("parked", "retry", "south", *asked).output == "2 tried again.\n"


def test_which_to_retry_must_be_said() -> None:
    for arguments in ([], ["--all", "--error", "x"], [str(uuid4()), "--all"]):
        assert pamong("parked", "retry", "south", *arguments).exit_code == 2


def test_a_refusal_and_a_silence_are_one_line_each() -> None:
    gone = pamong("parked", "show", "south", str(uuid4()))
    assert gone.exit_code == 1
    assert gone.output.startswith("Error: Tidak ada di kantor ini")
    silent = pamong("parked", "list", "elsewhere")
    assert silent.output.startswith("Error: No answer from elsewhere")


def test_a_sound_trail_is_told_with_its_last_hash(bus: Bus) -> None:
    bus.south.transact(lambda unit, order: unit.record("a_test"), None, **as_rini())
    seal(bus.client, bus.database("south"))
    told = pamong("audit", "verify")
    assert told.exit_code == 0
    head = bus.database("south")[AUDIT].find_one({"_id": 1})["hash"]
    assert told.output == f"south: sound, blocks 1 to 1, last hash {head}\n"


def test_a_broken_trail_is_told_with_the_first_block_and_a_status(bus: Bus) -> None:
    for _ in range(3):
        bus.south.transact(lambda unit, order: unit.record("a_test"), None, **as_rini())
        seal(bus.client, bus.database("south"))
    bus.database("south")[AUDIT].delete_one({"_id": 2})
    told = pamong("audit", "verify", "south")
    assert told.exit_code == 1
    assert told.output == "south: BROKEN at block 2 of 3\n"


def test_a_restored_service_begins_another_epoch(bus: Bus) -> None:
    bus.south.transact(count, Count(tally_id=a_tally()), **as_rini())
    bus.publish("south")
    told = pamong("restored", "south")
    epoch = head_of(bus.database("south")).epoch
    assert (told.exit_code, told.output) == (0, f"south: epoch {epoch}\n")
    assert epoch > 1


def test_a_service_that_never_published_begins_another_epoch_too(bus: Bus) -> None:
    """What its backup does not know of may have been published after it."""
    assert pamong("restored").exit_code == 0
    assert head_of(bus.database("south")).epoch > 1


def test_a_service_that_was_not_told_that_it_was_restored_shows_in_the_status() -> None:
    told = pamong("restored", "south", "elsewhere")
    assert told.exit_code == 1
    assert "elsewhere: does not answer" in told.output


def test_a_service_that_refuses_is_told_apart_from_one_that_is_away(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_token(KEY, "rini", [Role.HEAD], ["*"], 3600)
    peers = Peers(restored.connect().addresses, lambda: token)
    monkeypatch.setattr(restored, "connect", lambda: peers)
    told = pamong("restored", "south")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "south: refused" in told.stderr
    assert "again" not in told.stderr
