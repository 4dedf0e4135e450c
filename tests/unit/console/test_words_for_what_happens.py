"""Whatever services tell of a person has a sentence."""

import inspect

import pytest

from chassis.events import FACTS
from console.speech import WORDS
from registry.domain import timeline as registers
from supervision import events
from supervision.store.history import UNTOLD

SUPERVISION = [
    FACTS[each].name.split(".")[1]
    for _, each in inspect.getmembers(events, inspect.isclass)
    if each in FACTS
]
NOTED = ("revocation-drafted", "revocation-draft-withdrawn", "obligation-dispensed")
REGISTRY = (
    *registers._KINDS.values(),
    "handover_received",
    "order_registered",
    "person_changed",
    "proposal_rejected",
    "revocation_proposed",
)


@pytest.mark.parametrize("kind", [*(each for each in SUPERVISION if each not in UNTOLD), *NOTED])
def test_what_supervision_tells(kind):
    assert f"line.supervision.{kind.replace('-', '_')}" in WORDS


@pytest.mark.parametrize("kind", REGISTRY)
def test_what_the_registry_tells(kind):
    assert f"line.registry.{kind}" in WORDS


def test_every_reason_that_an_import_gives_has_words():
    from chassis.words import words_of

    theirs = list(words_of("registry").sentences)
    of_rows = theirs[theirs.index("name_missing") : theirs.index("accepted")]
    assert [each for each in of_rows if f"row.{each}" not in WORDS] == []
