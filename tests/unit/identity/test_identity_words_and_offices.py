"""Every refusal has its sentence, and an office's code is plain."""

import inspect
from string import Formatter

import pytest

from chassis.events import FACTS
from chassis.refusals import Refused
from chassis.words import words_of
from identity import events
from identity.domain import refusals
from identity.domain.office import open_office

REFUSALS = [
    each
    for _, each in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(each, Refused) and each.__module__ == refusals.__name__
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
def test_a_refusal_says_why_in_both_languages_with_the_same_facts(refusal):
    sentence = words_of("identity").sentences[refusal.code]
    facts = [
        {name for _, name, _, _ in Formatter().parse(sentence[each]) if name} for each in sentence
    ]
    assert facts[0] == facts[1]


def test_a_change_of_a_user_is_about_no_client():
    assert FACTS[events.UserChanged].person is None


@pytest.mark.parametrize("code", ["Bogor", "bogor ", "kantor--bogor", "-bogor", "", "b" * 41, "*"])
def test_an_offices_code_is_small_letters_and_dashes(code):
    with pytest.raises(refusals.OfficeCodeNotUsable):
        open_office(code, "Bapas Bogor")


def test_the_same_code_is_the_same_office():
    one, again = (open_office("bogor", name) for name in ("Bapas", "Balai"))
    assert one.id == again.id
