"""Whatever services tell of a person has a sentence."""

import inspect

import pytest

from chassis.events import FACTS
from console.shown.timeline import UNTOLD as HIDDEN
from console.speech import WORDS
from notifications.domain.message import State as MessageState
from registry.domain import timeline as registers
from supervision import events
from supervision.store.history import UNTOLD
from training.questions.timeline import KINDS

SUPERVISION = [
    FACTS[each].name.split(".")[1]
    for _, each in inspect.getmembers(events, inspect.isclass)
    if each in FACTS
]
MESSAGES = [each for each in MessageState if f"message_{each}" not in HIDDEN]
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


@pytest.mark.parametrize("kind", [*KINDS.values(), "attendance-recorded", "outcome-recorded"])
def test_what_training_tells(kind):
    assert f"line.training.{kind.replace('-', '_')}" in WORDS


@pytest.mark.parametrize("state", MESSAGES)
def test_what_became_of_a_message(state):
    assert f"line.notifications.message_{state}" in WORDS


def test_every_reason_that_an_import_gives_has_words():
    from chassis.words import words_of

    theirs = list(words_of("registry").sentences)
    of_rows = theirs[theirs.index("name_missing") : theirs.index("accepted")]
    assert [each for each in of_rows if f"row.{each}" not in WORDS] == []
