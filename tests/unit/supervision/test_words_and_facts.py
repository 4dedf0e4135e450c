"""Every refusal has its sentence, and every fact is about the aggregate that tells it."""

import inspect
from string import Formatter

import pytest

from chassis.events import FACTS
from chassis.refusals import Refused
from chassis.words import words_of
from supervision import events, own_case
from supervision.domain import policies, refusals, windows

REFUSALS = [
    each
    for module in (refusals, policies, windows, own_case)
    for _, each in inspect.getmembers(module, inspect.isclass)
    if issubclass(each, Refused) and each.__module__ == module.__name__
]
DECLARED = [FACTS[each] for _, each in inspect.getmembers(events, inspect.isclass) if each in FACTS]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
def test_a_refusal_says_why_in_both_languages_with_the_same_facts(refusal):
    sentence = words_of("supervision").sentences[refusal.code]
    facts = [
        {name for _, name, _, _ in Formatter().parse(sentence[each]) if name} for each in sentence
    ]
    assert facts[0] == facts[1]


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each.name)
def test_a_fact_carries_its_subject_and_its_person(declared):
    assert {declared.subject, declared.person} <= set(declared.cls.__dataclass_fields__)
    assert declared.service == "supervision"
