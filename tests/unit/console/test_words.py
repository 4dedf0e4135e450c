"""Every word stands in words.yaml, in both languages; no template speaks for itself."""

import re
from string import Formatter

import pytest
from console_templates import MODULES, TEMPLATES, asked_words, bare_text

from agencies.domain.catalogue import KINDS
from agencies.domain.subscription import Cases
from agencies.domain.subscription import State as SubscriptionState
from console.shown.facts import GROUPS
from console.speech import WORDS
from notifications.domain.message import State as MessageState
from notifications.domain.reach import Channel as MessageChannel
from notifications.domain.reach import To
from registry.domain.books import Book
from registry.domain.handover import Device, Internet
from registry.domain.identity import Sex
from registry.domain.order_states import State as OrderState
from registry.domain.proposal import ProposalState as PendingState
from registry.domain.schemes import Scheme
from registry.domain.served_time import Why as Step
from registry.todo_files import shipped_deadlines
from supervision.domain.assignment import Reason
from supervision.domain.calendar import Why as Skipped
from supervision.domain.case import State as CaseState
from supervision.domain.contacts import Channel, Target
from supervision.domain.home_visit import Result, Withdrawn
from supervision.domain.home_visit import State as VisitState
from supervision.domain.obligation import Cancelled
from supervision.domain.obligation import State as ObligationState
from supervision.domain.policies import Kind
from supervision.domain.proposal import Ground, Outcome
from supervision.domain.proposal import State as ProposalState
from supervision.domain.urgency import Why
from training.domain.attendance import Came
from training.domain.enrolment_terms import Dropped
from training.domain.enrolment_terms import State as EnrolmentState
from training.domain.flags import Flag
from training.domain.follow_up import Outcome as FollowUp
from training.domain.offer import Form, Mode
from training.domain.offer import Kind as TeachingKind
from training.domain.programme import State as ProgrammeState
from training.domain.ranking import Reason as Fits
from training.domain.screening import Finding
from training.domain.session import State as SessionState

SOURCES = [each.read_text("utf-8") for each in (*TEMPLATES, *MODULES)]
CODES = {
    "finding": Finding,
    "fits": Fits,
    "flag": Flag,
    "form": Form,
    "mode": Mode,
    "session_state": SessionState,
    "subscription_state": SubscriptionState,
    "teaching": TeachingKind,
    "attendance_state": Came,
    "enrolment_state": EnrolmentState,
    "follow_up": FollowUp,
    "message_state": MessageState,
    "programme_state": ProgrammeState,
    "book": Book,
    "case_state": CaseState,
    "channel": (*Channel, *MessageChannel),
    "device": Device,
    "ground": Ground,
    "internet": Internet,
    "law": Ground,
    "obligation_state": ObligationState,
    "order_state": OrderState,
    "outcome": Outcome,
    "pending_state": PendingState,
    "proposal_state": ProposalState,
    "result": Result,
    "row": tuple(shipped_deadlines()),
    "scheme": Scheme,
    "sex": Sex,
    "skipped": Skipped,
    "target": (*Target, *To),
    "told_cases": Cases,
    "told_of": KINDS,
    "visit_state": VisitState,
    "what": Kind,
    "why_so": (*Why, *Cancelled, *Withdrawn, *Dropped),
    "working": (*Step, *Reason),
}
"""The codes of other services that pages put into words."""
STEPS = {"completion", "dispensation", "excuse", "re_entry", "reinstatement", "rejection"}
DYNAMIC = STEPS | {"decisions", "endings", "field", "line", "no", "re_entries", "suspension"}
"""Groups of which a page says one by the code of what it is about."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_a_template_says_nothing_by_itself(template):
    assert bare_text(template.read_text("utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_every_word_that_a_template_asks_for_is_there(template):
    asked = set(asked_words(template.read_text("utf-8")))
    missing = {each for each in asked if not each.endswith(".*") and each not in WORDS}
    groups = {each for each in asked if each.endswith(".*") and not _group(each)}
    assert missing | groups == set()


@pytest.mark.parametrize("group", CODES)
def test_every_code_of_a_service_has_its_words(group):
    assert [each for each in CODES[group] if f"{group}.{each}" not in WORDS] == []


@pytest.mark.parametrize("key", WORDS.sentences)
def test_both_languages_tell_the_same_facts(key):
    facts = [
        {name for _, name, _, _ in Formatter().parse(sentence) if name}
        for sentence in WORDS.sentences[key].values()
    ]
    assert facts[0] == facts[1]


def test_no_word_is_left_over():
    source = "\n".join(SOURCES)
    said = set(re.findall(r"[\"']([a-z][\w.]*)[\"']", source))
    groups = {each[:-2] for template in TEMPLATES for each in asked_words(template.read_text())}
    groups |= (
        set(re.findall(r'f"([a-z_]+)\.\{', source)) | set(GROUPS.values()) | set(CODES) | DYNAMIC
    )
    unused = [key for key in WORDS.sentences if key not in said and not _above(key) & groups]
    assert unused == []


def _group(asked):
    return [each for each in WORDS.sentences if each.startswith(asked[:-1])]


def _above(key):
    """The groups that a key may belong to: `field.address.city` to `field.address` and `field`."""
    parts = key.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts))}
