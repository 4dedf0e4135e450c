"""The last look before a message leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import (
    LANDLINE,
    NOON,
    NOW,
    OTHER_MOBILE,
    SMS,
    a_message,
    a_person,
    an_id,
    contacts,
    wib,
)

from notifications.domain.person import Standing
from notifications.domain.reach import Channel, To, Way
from notifications.domain.verdict import Ask, Drop, Go, Nobody, Wait, judge

GONE = Drop("not_under_supervision")


def look(message=None, person=None, **given):
    """By default it may leave."""
    message = message or a_message()
    defaults = {"now": NOW, "quiet_until": None, "still_on": True, "contacts": contacts()}
    return judge(message, person or a_person(), **defaults | given)


def test_what_is_still_owed_by_someone_with_a_telephone_leaves():
    verdict = look()
    assert isinstance(verdict, Go)
    assert verdict.route.way == SMS


def test_after_its_hours_it_is_dropped():
    assert look(now=wib("2021-06-07 13:00")) == Drop("expired")


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ENDED])
def test_nothing_leaves_under_an_order_that_no_longer_runs(standing):
    message = a_message()
    person = a_person().with_order(message.order_id, standing)
    assert look(message, person) == GONE


def test_what_is_about_no_order_leaves_while_any_runs():
    message = a_message(order_id=None)
    ended = a_person().with_order(an_id(), Standing.ENDED)
    assert look(message, ended) == GONE
    assert isinstance(look(message, ended.with_order(an_id(), Standing.ACTIVE)), Go)


def test_the_registry_has_the_last_word_on_the_order():
    message = a_message()
    assert look(message, contacts=contacts(active_orders=frozenset())) == GONE
    known = contacts(active_orders=frozenset({message.order_id}))
    assert isinstance(look(message, contacts=known), Go)


def test_what_is_no_longer_owed_is_dropped():
    assert look(still_on=False) == Drop("no_longer_on")


def test_in_quiet_hours_it_waits_and_nobody_is_asked():
    assert look(quiet_until=NOON, still_on=None, contacts=None) == Wait(NOON)


def test_what_would_wait_beyond_its_hours_is_dropped():
    assert look(quiet_until=wib("2021-06-07 13:00")) == Drop("expired")


@pytest.mark.parametrize("silent", ["still_on", "contacts"])
def test_when_an_owner_is_silent_nothing_is_guessed(silent):
    assert look(**{silent: None}) == Ask("owner_silent")


def test_with_no_way_left_nobody_is_told_by_telephone():
    person = a_person(unreachable=(SMS, Way(To.CLIENT, Channel.CALL)))
    assert look(person=person) == Nobody()


def test_a_copy_goes_to_the_guarantor_beside_the_client():
    copy = a_message(is_copy=True)
    verdict = look(copy, contacts=contacts(guarantor_phone=OTHER_MOBILE))
    assert isinstance(verdict, Go)
    assert verdict.route.phone == OTHER_MOBILE


@pytest.mark.parametrize(
    "known",
    [
        contacts(),
        contacts(guarantor_phone=LANDLINE),
        contacts(phone=None, guarantor_phone=OTHER_MOBILE),
    ],
)
def test_a_copy_that_cannot_be_written_or_would_say_the_same_twice_is_dropped(known):
    assert look(a_message(is_copy=True), contacts=known) == Drop("no_copy")


@given(
    standing=st.sampled_from(Standing),
    still_on=st.sampled_from([True, False, None]),
    silent=st.booleans(),
    quiet=st.booleans(),
    now=st.sampled_from([NOW, wib("2021-06-07 13:00")]),
)
def test_it_leaves_only_when_everybody_says_yes(standing, still_on, silent, quiet, now):
    message = a_message()
    person = a_person().with_order(message.order_id, standing)
    verdict = look(
        message,
        person,
        now=now,
        still_on=still_on,
        quiet_until=NOON if quiet else None,
        contacts=None if silent else contacts(),
    )
    everybody = standing is Standing.ACTIVE and still_on and not silent and not quiet
    assert isinstance(verdict, Go) == bool(everybody and now < message.expires)
