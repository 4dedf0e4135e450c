"""Which way a message goes, by what the person has."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import LANDLINE, MOBILE, OTHER_MOBILE, contacts, every_way

from notifications.domain.reach import Channel, To, Way, route, ways

PHONES = st.sampled_from([None, MOBILE, LANDLINE])
EVERY_WAY = [Way(to, channel) for to in To for channel in Channel]
KNOWN = st.builds(
    contacts,
    phone=PHONES,
    guarantor_phone=PHONES,
    device=st.sampled_from([None, "smartphone", "basic_phone", "borrowed", "none"]),
    internet=st.sampled_from([None, "good", "limited", "none"]),
    shared_phone=st.booleans(),
    protected=st.booleans(),
)
BARRED = st.sets(st.sampled_from(EVERY_WAY))


@pytest.mark.parametrize("internet", ["good", "limited"])
def test_a_smartphone_with_internet_gets_whatsapp_first(internet):
    known = contacts(device="smartphone", internet=internet)
    assert every_way(known) == [
        ("client", "whatsapp", "plain"),
        ("client", "sms", "plain"),
        ("client", "call", "plain"),
    ]


@pytest.mark.parametrize(
    ("device", "internet"),
    [("smartphone", "none"), ("smartphone", None), ("basic_phone", "good"), (None, None)],
)
def test_any_other_telephone_of_ones_own_gets_short_messages(device, internet):
    assert every_way(contacts(device=device, internet=internet))[0] == ("client", "sms", "plain")


def test_a_landline_can_only_be_rung():
    assert every_way(contacts(phone=LANDLINE)) == [("client", "call", "plain")]


def test_without_a_telephone_the_guarantor_is_told():
    known = contacts(phone=None, device="none", guarantor_phone=OTHER_MOBILE)
    assert every_way(known) == [
        ("guarantor", "sms", "guarantor"),
        ("guarantor", "call", "guarantor"),
    ]


def test_an_officer_rings_the_client_before_the_guarantor_is_told():
    known = contacts(phone=LANDLINE, guarantor_phone=OTHER_MOBILE)
    assert [each[0] for each in every_way(known)] == ["client", "guarantor", "guarantor"]


def test_a_number_of_another_country_gets_short_messages():
    assert every_way(contacts(phone="+60123456789"))[0] == ("client", "sms", "plain")


def test_with_no_telephone_at_all_there_is_no_way():
    assert route(contacts(phone=None)) is None


@pytest.mark.parametrize(
    "why", [{"shared_phone": True}, {"protected": True}, {"device": "borrowed"}, {"device": "none"}]
)
def test_where_others_read_the_wording_is_neutral(why):
    assert {each[2] for each in every_way(contacts(**why))} == {"neutral"}


@given(known=KNOWN, barred=BARRED)
def test_the_way_chosen_is_the_first_that_is_not_barred(known, barred):
    left = [each for each in ways(known) if each.way not in barred]
    assert route(known, barred=barred) == (left[0] if left else None)


@given(known=KNOWN, barred=BARRED)
def test_nobody_is_told_on_a_number_that_is_not_theirs(known, barred):
    found = route(known, barred=barred)
    if found is not None:
        owner = {To.CLIENT: known.phone, To.GUARANTOR: known.guarantor_phone}
        assert found.phone == owner[found.way.to]


@given(known=KNOWN, barred=BARRED)
def test_a_text_that_names_the_office_never_goes_where_others_read(known, barred):
    found = route(known, barred=barred)
    if found is not None and (known.shared_phone or found.way.to is To.GUARANTOR):
        assert found.wording != "plain"


@given(known=KNOWN)
def test_barring_one_way_after_another_ends_with_none(known):
    barred: set[Way] = set()
    while found := route(known, barred=barred):
        assert found.way not in barred
        barred.add(found.way)
    assert len(barred) <= len(list(ways(known)))


def test_only_the_named_are_told_when_it_is_for_them_alone():
    known = contacts(guarantor_phone=OTHER_MOBILE)
    found = route(known, to=(To.GUARANTOR,))
    assert found is not None
    assert found.phone == OTHER_MOBILE


def test_every_choice_of_what_can_be_barred_leaves_calls_to_a_landline_alone():
    texts = [Way(To.CLIENT, Channel.SMS), Way(To.CLIENT, Channel.WHATSAPP)]
    some = chain.from_iterable(combinations(texts, size) for size in range(3))
    assert all(route(contacts(phone=LANDLINE), barred=each) is not None for each in some)
