"""`python tests/faults/mutations.py`: mistakes are planted in a copy of the bus, one at a time, and
the scene that should show each is played; the count must find every one.

Each of the four counts is tripped by some. Ends with status 1 when one survives, or its text is no
longer there: then the mistake must be planted anew.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = ("chassis", "tests/faults", "tests/integration/bus.py", "tests/integration/shop.py")
SECONDS = 120
LOST, GHOSTS, TWICE, OUT_OF_ORDER = "lost", "ghosts", "twice", "out_of_order"


@dataclass(frozen=True, slots=True)
class Mutation:
    """In `file` of the chassis `text` becomes `instead`; playing `scene`, `count` is above 0."""

    name: str
    file: str
    text: str
    instead: str
    scene: str
    count: str


MUTATIONS = (
    Mutation(
        "a unit of work forgets its outbox",
        "unit.py",
        "others = [*writes.operations, *outbox]",
        "others = [*writes.operations]",
        "many_at_work",
        LOST,
    ),
    Mutation(
        "the outbox is written beside the transaction",
        "unit.py",
        "            missed = bulk.write(self.around.database, first, others, self.session)\n",
        "            with self.around.client.start_session() as aside:\n"
        "                bulk.write(self.around.database, [], outbox, aside)\n"
        "            others = [*writes.operations]\n"
        "            missed = bulk.write(self.around.database, first, others, self.session)\n",
        "refused_commands",
        GHOSTS,
    ),
    Mutation(
        "an entry's id does not heed those before it",
        "unit.py",
        "last = id_after(*(each.outbox_id for each in dirty))",
        "last = id_after()",
        "a_clock_that_goes_back",
        OUT_OF_ORDER,
    ),
    Mutation(
        "the same key is another key the next time",
        "idempotency.py",
        'return f"{unit.office_id}/{unit.actor.id}/{key}"',
        'return f"{unit.office_id}/{unit.actor.id}/{key}/{unit.now}"',
        "asked_again_under_the_same_key",
        TWICE,
    ),
    Mutation(
        "the relay skips a position",
        "relay.py",
        "first = self._position + 1\n",
        "first = self._position + 2\n",
        "many_at_work",
        LOST,
    ),
    Mutation(
        "the relay turns a batch round",
        "relay.py",
        "for index, event in enumerate(events)",
        "for index, event in enumerate(events[::-1])",
        "many_at_work",
        OUT_OF_ORDER,
    ),
    Mutation(
        "the relay leaves in the outbox what it has numbered",
        "relay.py",
        "namespace=outbox) for each in entries]",
        "namespace=outbox) for each in entries[:1]]",
        "many_at_work",
        TWICE,
    ),
    Mutation(
        "the relay takes everything out of the outbox",
        "relay.py",
        "namespace=outbox) for each in entries]\n",
        "namespace=outbox) for each in entries]\n"
        '        self._database[OUTBOX].delete_many({"_id": {"$lt": entries[0]["_id"]}})\n',
        "an_entry_that_commits_while_the_relay_numbers",
        LOST,
    ),
    Mutation(
        "the next relay does not know how far the last had numbered",
        "relay.py",
        'self._position: int = state["position"]',
        'self._position: int = state["settled"]',
        "a_relay_that_ends_before_publishing",
        LOST,
    ),
    Mutation(
        "a restored store goes on in the same epoch",
        "epochs.py",
        'epoch = max(int(state["epoch"]) + 1, int(seconds))',
        'epoch = int(state["epoch"])',
        "a_store_set_back",
        LOST,
    ),
    Mutation(
        "the feed leaves out the first",
        "outbox.py",
        "if message.position > after:",
        "if message.position > after + 1:",
        "lost_in_the_middle",
        LOST,
    ),
    Mutation(
        "a repeat counts as new",
        "places.py",
        "        return Turn.REPEAT\n",
        "        return Turn.NEXT\n",
        "published_again",
        TWICE,
    ),
    Mutation(
        "a gap is not seen",
        "places.py",
        "return Turn.NEXT if message.position == place.position + 1 else Turn.GAP",
        "return Turn.NEXT",
        "lost_in_the_middle",
        LOST,
    ),
    Mutation(
        "the head is not compared with",
        "places.py",
        "return place.epoch < head.epoch or place.position < head.settled",
        "return place.epoch < head.epoch",
        "lost_at_the_tail",
        LOST,
    ),
    Mutation(
        "a later epoch is joined where the earlier ended",
        "places.py",
        "return Place(head.epoch, head.common(place.epoch, place.position, known))",
        "return Place(head.epoch, place.position)",
        "a_store_set_back",
        LOST,
    ),
    Mutation(
        "the history that was followed is forgotten",
        "filling.py",
        "rejoined(place, head, self._follower.cursor.histories.get(service))",
        "rejoined(place, head)",
        "a_store_set_back_and_back_again",
        LOST,
    ),
    Mutation(
        "filling begins one too late",
        "filling.py",
        "after = start.position\n",
        "after = start.position + 1\n",
        "lost_in_the_middle",
        LOST,
    ),
    Mutation(
        "filling moves the cursor to the page's first",
        "filling.py",
        "Place(head.epoch, page[-1].position)",
        "Place(head.epoch, page[0].position)",
        "lost_in_the_middle",
        TWICE,
    ),
    Mutation(
        "the cursor moves without its fence",
        "cursor.py",
        'return {**NAME, "fence": fence}, moved',
        "return NAME, moved",
        "a_follower_that_comes_back",
        TWICE,
    ),
    Mutation(
        "with many effects nobody looks whether the cursor was found",
        "bulk.py",
        "            return next(index for index, (of, _) in enumerate(sure) if of == name)\n",
        "            pass\n",
        "a_follower_that_comes_back_with_many",
        TWICE,
    ),
    Mutation(
        "the fence does not grow with the next holder of a lease",
        "leases.py",
        '"$inc": {"fence": 1},',
        '"$inc": {"fence": 0},',
        "a_follower_that_comes_back",
        TWICE,
    ),
    Mutation(
        "an event that failed is passed and not held",
        "follower.py",
        "self.held.hold(delivery, error, self.cursor.read, unit.session)",
        "pass",
        "a_handler_that_fails_for_a_while",
        LOST,
    ),
    Mutation(
        "nothing waits behind what is held",
        "follower.py",
        "elif blocks.held and (lane := blocks.before(each.key, each.subject)):",
        "elif not reads and (lane := blocks.before(each.key, each.subject)):",
        "a_handler_that_fails_for_a_while",
        OUT_OF_ORDER,
    ),
    Mutation(
        "a retried event stays held",
        "retrying.py",
        "if not follower.held.take_out(held, unit.session):",
        "if follower is None:",
        "a_handler_that_fails_for_a_while",
        TWICE,
    ),
    Mutation(
        "a retry does not look who is before it",
        "retrying.py",
        "if follower.held.must_wait(held, unit.session):",
        "if follower is None:",
        "a_later_one_that_is_tried_first",
        OUT_OF_ORDER,
    ),
    Mutation(
        "what no relay sent is applied",
        "deliveries.py",
        "    if not has_place(message):\n        beginning",
        "    if message is None:\n        beginning",
        "what_no_relay_sent",
        GHOSTS,
    ),
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pamong-mutations-") as folder:
        tree = _copied(Path(folder))
        clean = _play(tree, "")
        if any(clean.get(each, 1) for each in (LOST, GHOSTS, TWICE, OUT_OF_ORDER)):
            print(f"without a mistake the count is not 0: {clean}")
            return 1
        verdicts = list(_tried(tree))
    survived = verdicts.count(False)
    print(f"caught={len(verdicts) - survived} survived={survived}")
    return 1 if survived else 0


def _tried(tree: Path) -> Iterator[bool]:
    for each in MUTATIONS:
        file = tree / "chassis" / each.file
        right = file.read_text()
        if right.count(each.text) != 1:
            print(f"NOT FOUND {each.name}: chassis/{each.file} has no single {each.text!r}")
            yield False
            continue
        file.write_text(right.replace(each.text, each.instead))
        found = _play(tree, each.scene)
        file.write_text(right)
        caught = found.get(each.count, 0) > 0
        told = " ".join(f"{name}={n}" for name, n in found.items() if n and name != "applied")
        print(
            f"{'caught' if caught else 'SURVIVED':9} {each.name} ({told or 'nothing'})", flush=True
        )
        yield caught


def _play(tree: Path, scene: str) -> dict[str, int]:
    """What is counted; nothing where it did not come to that."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(tree),
        "PYTHONDONTWRITEBYTECODE": "1",  # two mistakes may be planted within one second
    }
    command = [sys.executable, str(tree / "tests/faults/scripted.py"), *filter(None, [scene])]
    try:
        done = subprocess.run(
            command, env=environment, cwd=tree, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return {}
    last = (done.stdout.splitlines() or [""])[-1]
    pairs = (each.split("=") for each in last.split() if "=" in each)
    return {name: int(n) for name, n in pairs}


def _copied(folder: Path) -> Path:
    for each in NEEDED:
        target = folder / each
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / each).is_dir():
            shutil.copytree(ROOT / each, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / each, target)
    return folder


if __name__ == "__main__":
    sys.exit(main())
