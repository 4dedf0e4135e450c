"""What a password must be, and how long a guesser waits."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from identity import hashing
from identity.domain.passwords import LONGEST_WAIT, check_password, wait_after
from identity.domain.refusals import PasswordIsUsername, PasswordTooShort


def test_twelve_characters_are_enough_without_digits_or_signs():
    check_password("padi menguni", "siti.pk")


def test_eleven_characters_are_too_few():
    with pytest.raises(PasswordTooShort):
        check_password("padimenguni", "siti.pk")


def test_letters_written_in_two_ways_count_once():
    with pytest.raises(PasswordTooShort):
        check_password("padi mengu" + "e\N{COMBINING ACUTE ACCENT}", "siti.pk")


@pytest.mark.parametrize("password", ["sitinurhaliza", "SitiNurHaliza", " sitinurhaliza "])
def test_the_username_is_no_password(password):
    with pytest.raises(PasswordIsUsername):
        check_password(password, "sitinurhaliza")


def test_four_failures_are_free_and_the_fifth_waits():
    assert wait_after(4) == timedelta(0)
    assert wait_after(5) == timedelta(seconds=2)


@given(st.integers(min_value=5, max_value=10_000))
def test_each_failure_waits_longer_until_a_quarter_of_an_hour(failures):
    wait = wait_after(failures + 1)
    assert wait == min(2 * wait_after(failures), LONGEST_WAIT)


def test_a_password_typed_on_another_keyboard_is_the_same():
    kept = hashing.hashed("caf\N{LATIN SMALL LETTER E WITH ACUTE} di pojok")
    assert hashing.matches(kept, "cafe\N{COMBINING ACUTE ACCENT} di pojok")


def test_nothing_matches_where_nothing_is_kept():
    assert not hashing.matches(None, "padi menguning")


def test_a_hash_by_other_parameters_is_outdated_and_still_matches():
    kept = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("padi menguning")
    assert hashing.is_outdated(kept)
    assert hashing.matches(kept, "padi menguning")
    assert not hashing.is_outdated(hashing.hashed("padi menguning"))
