"""The inbox in words."""

import pytest
from console_builders import INDONESIAN, PERSON

from console.shown.news import news
from console.speech import WORDS
from notifications.domain.inbox import Kind
from notifications.domain.reports import Call


def an_item(kind, **given):
    return {
        "id": "i",
        "version": 1,
        "kind": kind,
        "at": "2021-06-06T18:30:00+00:00",
        "person_id": PERSON,
        "message_id": None,
        "facts": {},
    } | given


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_news_has_a_sentence(kind):
    assert f"news.{kind}" in WORDS


@pytest.mark.parametrize("outcome", Call)
def test_every_outcome_of_a_call_has_a_word(outcome):
    assert f"call.{outcome}" in WORDS


def test_news_says_what_happened_to_whom_and_when():
    item = an_item("home_visit_opened", facts={"visit_id": "v", "due": "2021-06-09"})
    (found,) = news([item], {PERSON: "Slamet"}, INDONESIAN)
    assert (found.name, found.text) == ("Slamet", "Kunjungan rumah, paling lambat Rab, 9 Jun")
    assert (found.on.isoformat(), found.tone) == ("2021-06-07", "warn")


def test_a_call_leads_to_the_message_that_it_stands_in_for():
    item = an_item("call", message_id="m", facts={"template": "obligation_remote", "to": "client"})
    (found,) = news([item], {}, INDONESIAN)
    assert found.call == "m"
    assert found.text.startswith("Telepon klien: pengingat lapor")
