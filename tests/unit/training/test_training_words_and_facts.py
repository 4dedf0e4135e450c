"""Every refusal and code has its sentence, and every fact is about the aggregate that tells it."""

import inspect
from dataclasses import fields
from string import Formatter

import pytest

from chassis.events import FACTS
from chassis.refusals import Refused
from chassis.words import words_of
from training import events, own
from training.domain import refusals
from training.domain.flags import Flag
from training.domain.ranking import Reason
from training.domain.screening import Finding

WORDS = words_of("training").sentences
REFUSALS = [
    each
    for module in (refusals, own)
    for _, each in inspect.getmembers(module, inspect.isclass)
    if issubclass(each, Refused) and each.__module__ == module.__name__
]
CODES = [each.value for codes in (Finding, Reason, Flag) for each in codes]
DECLARED = [FACTS[each] for _, each in inspect.getmembers(events, inspect.isclass) if each in FACTS]
PERSONAL = {"name", "nik", "phone", "address", "birth_date", "reason", "remarks", "link"}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
def test_a_refusal_says_why_in_both_languages_with_the_same_facts(refusal):
    sentence = WORDS[refusal.code]
    told = [
        {name for _, name, _, _ in Formatter().parse(sentence[each]) if name} for each in sentence
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_people_read_has_its_words(code):
    assert code in WORDS


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each.name)
def test_a_fact_carries_its_subject_and_its_person_and_nothing_personal(declared):
    names = {each.name for each in fields(declared.cls)}
    assert {declared.subject, declared.person or declared.subject} <= names
    assert names & PERSONAL == set()
    assert declared.service == "training"
