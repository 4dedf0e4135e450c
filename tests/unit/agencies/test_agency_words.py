"""Every refusal and every state has its words in both languages."""

import inspect
from string import Formatter

import pytest

from agencies.domain import refusals
from agencies.domain.subscription import State
from chassis.refusals import Refused
from chassis.words import words_of

WORDS = words_of("agencies").sentences
REFUSALS = [
    each
    for _, each in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(each, Refused) and each.__module__ == refusals.__name__
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
def test_a_refusal_says_why_in_both_languages_with_the_same_facts(refusal):
    sentence = WORDS[refusal.code]
    told = [
        {name for _, name, _, _ in Formatter().parse(sentence[each]) if name} for each in sentence
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("state", State)
def test_a_state_has_its_words(state):
    assert f"state.{state.value}" in WORDS
