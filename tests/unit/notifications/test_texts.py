"""Texts: short, plain, and silent about what others must not know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain import refusals
from notifications.domain.gsm import septets, spelt, unknown_characters
from notifications.domain.inbox import Kind
from notifications.domain.sayings import NAME_LENGTH, longest_day, say_day, say_name
from notifications.domain.wording import LANGUAGES, SHORT, Wording, check
from notifications.template_files import shipped_templates

BOOK = shipped_templates()
SHORT_TEXTS = [
    pytest.param(template, wording, language, id=f"{template.code}-{wording.value}-{language}")
    for template in BOOK.templates.values()
    if not template.mail
    for wording in SHORT
    for language in LANGUAGES
]
REMOTE = BOOK.templates["obligation_remote"]


def reworded(text, wording=Wording.PLAIN, language="id"):
    texts = {each: dict(by_language) for each, by_language in REMOTE.texts.items()}
    texts[wording][language] = text
    return check(replace(REMOTE, texts=texts), BOOK.rules)


@pytest.mark.parametrize(("template", "wording", "language"), SHORT_TEXTS)
def test_every_text_fits_one_short_message_with_its_longest_values(template, wording, language):
    filled = template.fill(wording, language, BOOK.rules.longest)
    assert unknown_characters(filled) == ""
    assert septets(filled) <= 160


@pytest.mark.parametrize(("template", "wording", "language"), SHORT_TEXTS)
def test_no_text_says_what_someone_is_or_did(template, wording, language):
    said = template.fill(wording, language, BOOK.rules.longest).casefold()
    for word in ("narapidana", "napi", "pidana", "tahanan", "perkara", "prison", "crime"):
        assert word not in said


@pytest.mark.parametrize(
    ("template", "wording", "language"),
    [each for each in SHORT_TEXTS if each.values[1] is not Wording.PLAIN],
)
def test_where_others_read_no_text_names_the_office(template, wording, language):
    said = template.fill(wording, language, BOOK.rules.longest).casefold()
    for word in ("bapas", "pemasyarakatan", "lapor", "petugas", " pk", "officer", "report"):
        assert word not in said


def test_mails_to_the_office_have_a_name_for_every_kind_of_item():
    assert set(BOOK.things) == {each.value for each in Kind}
    assert all(set(each) == set(LANGUAGES) for each in BOOK.things.values())


def test_a_text_of_the_offices_own_is_taken_when_it_keeps_to_the_rules():
    own = reworded("Bapas: jangan lupa {when}.")
    assert own.fill(Wording.PLAIN, "id", {"when": "besok"}) == "Bapas: jangan lupa besok."


@pytest.mark.parametrize(
    ("text", "wording", "refusal"),
    [
        ("Bapas: jangan lupa {when}. " + "Ya. " * 40, Wording.PLAIN, refusals.TextTooLong),
        ("Bapas: jangan lupa {when} ✓", Wording.PLAIN, refusals.LetterNotSent),
        ("Bapas: jangan lupa {hari}.", Wording.PLAIN, refusals.PlaceholderUnknown),
        ("{name}: jangan lupa {when}.", Wording.PLAIN, refusals.PlaceholderUnknown),
        ("Bapas: jangan lupa.", Wording.PLAIN, refusals.PlaceholderMissing),
        ("Tolong sampaikan: {when}.", Wording.GUARANTOR, refusals.PlaceholderMissing),
        ("Bapas: jangan lupa {when.", Wording.PLAIN, refusals.BracesWrong),
        ("Bapas: jangan lupa {when:>80}.", Wording.PLAIN, refusals.BracesWrong),
        ("Bapas: jangan lupa {when.year}.", Wording.PLAIN, refusals.BracesWrong),
        ("Bapas: jangan lupa {}.", Wording.PLAIN, refusals.BracesWrong),
        ("Narapidana: jangan lupa {when}.", Wording.PLAIN, refusals.WordNeverUsed),
        ("Cuti-Bersyarat Anda: {when}.", Wording.PLAIN, refusals.WordNeverUsed),
        ("BAPAS: jangan lupa {when}.", Wording.NEUTRAL, refusals.WordTellsOthers),
        ("Ia wajib  lapor {when}, {name}.", Wording.GUARANTOR, refusals.WordTellsOthers),
    ],
)
def test_a_text_that_does_not_is_refused(text, wording, refusal):
    with pytest.raises(refusal) as refused:
        reworded(text, wording)
    assert refused.value.field == f"texts.{wording}.id"


def test_a_template_without_one_of_its_texts_is_refused():
    texts = {each: by_language for each, by_language in REMOTE.texts.items() if each != "neutral"}
    with pytest.raises(refusals.TextsIncomplete):
        check(replace(REMOTE, texts=texts), BOOK.rules)
    with pytest.raises(refusals.TextsIncomplete):
        check(replace(REMOTE, texts={**REMOTE.texts, "neutral": {"id": "{when}"}}), BOOK.rules)


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2021-06-07", "id", "hari ini, Senin 7 Juni"),
        ("2021-06-08", "id", "besok, Selasa 8 Juni"),
        ("2021-06-11", "id", "Jumat 11 Juni"),
        ("2021-06-08", "en", "tomorrow, Tuesday 8 June"),
    ],
)
def test_a_day_is_said_so_that_nobody_has_to_reckon(day, language, said):
    assert say_day(date.fromisoformat(day), date(2021, 6, 7), language) == said


@given(
    day=st.dates(date(2018, 1, 1), date(2040, 1, 1)),
    ahead=st.integers(0, 3),
    language=st.sampled_from(LANGUAGES),
)
def test_no_day_is_longer_than_the_longest(day, ahead, language):
    said = say_day(day, day - timedelta(days=ahead), language)
    assert septets(said) <= septets(longest_day())
    assert unknown_characters(said) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sumiati", "Sumiati"),
        ("Slamet Riyadi Prasetyo", "Slamet Riyadi"),
        ("Nur’aini", "Nur'aini"),
        ("José Łukasz", "José ukasz"),
        ("M" * 60, "M" * NAME_LENGTH),
        ("", ""),
    ],
)
def test_a_name_is_said_as_far_as_it_fits(name, said):
    assert say_name(name) == said


@given(name=st.text(max_size=80))
def test_no_name_makes_a_text_longer_or_unreadable(name):
    said = say_name(name)
    assert len(said) <= NAME_LENGTH
    assert unknown_characters(said) == ""


@given(text=st.text(max_size=40))
def test_what_is_spelt_is_in_the_alphabet_and_spelt_again_the_same(text):
    assert unknown_characters(spelt(text)) == ""
    assert spelt(spelt(text)) == spelt(text)


def test_a_euro_takes_the_room_of_two():
    assert septets("€1") == 3
