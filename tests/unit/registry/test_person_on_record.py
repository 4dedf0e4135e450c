"""What is known of a person, from one handover to the next (R4, R6)."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_builders import a_handover, a_person, an_act, day

from registry.domain.ages import birthday, is_child, protected_until
from registry.domain.handover import Address, Device, Guarantor
from registry.domain.person import Person
from registry.events import PersonChanged, PersonRecorded

BORN = "2003-10-18"


def test_what_is_told_of_somebody_new_is_codes_and_no_name():
    handover = a_handover(device=Device.SMARTPHONE, address=Address(kecamatan=" Kramat JATI "))
    person = a_person()
    _, told = Person.first_seen(handover, id=person.id, office_id="x", act=an_act())
    assert told == PersonRecorded(
        person_id=person.id,
        kecamatan="kramat jati",
        sex="L",
        age_class="adult",
        protected=False,
        device="smartphone",
        internet=None,
        phone_known=True,
    )


def test_no_word_of_a_person_is_in_what_is_told():
    handover = a_handover(phone="+6281200012201", alias="Gondrong", education="SMA")
    person, recorded = Person.first_seen(handover, id=a_person().id, office_id="x", act=an_act())
    _, changed = person.corrected({"phone": "+6281200012202"}, {}, act=an_act())
    for fact in (recorded, *changed):
        text = msgspec.json.encode(fact).decode()
        for personal in ("Slamet", "3175", "Gondrong", "8120", "1987", "SMA", "Wulan"):
            assert personal not in text


def test_any_number_at_all_is_one_to_ring():
    nobody = a_person(guarantor=Guarantor(name="Wulan"))
    assert not nobody.phone_known
    assert a_person(guarantor=Guarantor(name="Wulan"), phone="+6281200012201").phone_known
    assert a_person().phone_known


@pytest.mark.parametrize(
    ("handover", "until"),
    [
        ({"born": "2003-10-19"}, "2024-10-19"),  # a child on the day of handover
        ({"born": "2003-10-18", "offence_date": "2021-10-17"}, "2024-10-18"),
        ({"born": "2003-10-18", "offence_date": "2021-10-18"}, None),
        ({"born": "2002-12-21"}, "2023-12-21"),  # no offence date: at the detention
        ({"born": "2002-12-20"}, None),
        ({"born": "2004-02-29"}, "2025-03-01"),
    ],
)
def test_a_child_at_the_offence_or_the_handover_is_protected_until_21(handover, until):
    assert protected_until(a_handover(**handover)) == (until and day(until))


def test_protection_ends_on_the_21st_birthday():
    person = a_person(born="2003-12-01")
    assert person.is_protected(day("2024-11-30"))
    assert not person.is_protected(day("2024-12-01"))


@given(born=st.dates(day("1950-01-01"), day("2005-12-31")), age=st.integers(1, 25))
def test_a_birthday_is_the_first_day_of_an_age(born, age):
    reached = birthday(born, age)
    assert reached.year == born.year + age
    assert (reached.month, reached.day) in {(born.month, born.day), (3, 1)}
    assert is_child(born, birthday(born, 17))
    assert not is_child(born, birthday(born, 18))


def test_a_later_handover_says_how_it_is_now_and_an_earlier_one_fills_gaps():
    person = a_person(occupation="pedagang", handed_over="2021-03-01")
    later = a_handover(
        handed_over="2021-10-18", phone="+6281200012201", occupation=None, nik=None, education="SMA"
    )
    known, told = person.seen_again(later, act=an_act())
    assert known.particulars.phone == "+6281200012201"
    assert known.particulars.occupation == "pedagang"
    assert known.particulars.nik is not None
    assert [type(each) for each in told] == [PersonChanged]
    older = a_handover(handed_over="2021-01-01", phone="+6281200000000", birth_place="Ambon")
    known, _ = known.seen_again(older, act=an_act())
    assert known.particulars.phone == "+6281200012201"
    assert known.particulars.birth_place == "Ambon"


def test_a_number_that_is_read_takes_the_place_of_one_that_was_not():
    person = a_person(phone_written="08xx", handed_over="2021-03-01")
    known, _ = person.seen_again(a_handover(phone="+6281200012201"), act=an_act())
    assert (known.particulars.phone, known.particulars.phone_written) == ("+6281200012201", None)


def test_a_nik_that_was_missing_is_learnt():
    person = a_person(nik=None)
    known, _ = person.seen_again(a_handover(nik="3175991211870009"), act=an_act())
    assert known.particulars.nik == "3175991211870009"


def test_name_and_birth_date_stay_as_they_were_first_written():
    person = a_person()
    again = a_handover(name="Slamet R.", born="1987-12-11", handed_over="2022-01-01")
    known, told = person.seen_again(again, act=an_act())
    assert known.particulars == person.particulars
    assert told == ()


def test_the_same_again_is_no_change():
    person = a_person()
    assert person.seen_again(a_handover(), act=an_act()) == (person, ())


def test_a_correction_notes_which_fields_by_whom_and_not_what_they_were():
    person, told = a_person().corrected(
        {"address": {"kecamatan": "Koja"}}, {"phone": None}, act=an_act(by="officer")
    )
    assert person.particulars.address == Address(kecamatan="Koja")
    assert person.guarantor == Guarantor(name="Wulan")
    assert [(each.by, each.names) for each in person.changes] == [
        ("officer", ("address", "guarantor.phone"))
    ]
    assert (told[0].kecamatan, told[0].phone_known) == ("koja", False)


def test_a_correction_that_changes_nothing_is_not_told():
    person = a_person()
    assert person.corrected({"address": {"kecamatan": "Cakung"}}, {}, act=an_act()) == (person, ())


def test_parts_of_an_address_that_are_not_given_stay():
    person = a_person(address=Address(street="Gg. Mawar", kecamatan="Cakung"))
    moved, _ = person.corrected({"address": {"street": "Jl. Melati"}}, {}, act=an_act())
    assert moved.particulars.address == Address(street="Jl. Melati", kecamatan="Cakung")
