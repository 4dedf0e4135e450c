"""What is kept of a person: whether and how to tell, nothing else."""

from dataclasses import fields

from notifications_builders import SMS, a_person, an_id

from notifications.domain.person import Person, Standing
from notifications.domain.reach import Channel, To, Way


def test_a_way_that_leads_nowhere_is_told_once_and_forgotten_when_contacts_change():
    person, told = a_person().unreached(SMS)
    assert len(told) == 1
    assert person.unreached(SMS) == (person, ())
    assert person.with_changed_contacts(protected=False).barred == ()


def test_what_the_person_refuses_outlives_a_change_of_number():
    person = a_person().opted_out(SMS).with_changed_contacts(protected=False)
    assert person.barred == (SMS,)


def test_wishes_take_the_place_of_earlier_ones_and_never_bar_a_call():
    person = a_person().opted_out(SMS)
    wishing = person.with_wishes(
        refuses=frozenset({Channel.WHATSAPP, Channel.CALL}), guarantor_copy=True
    )
    assert wishing.refused == (Way(To.CLIENT, Channel.WHATSAPP),)
    assert wishing.guarantor_copy


def test_an_order_that_is_reinstated_may_be_told_of_again():
    order = an_id()
    suspended = a_person().with_order(order, Standing.SUSPENDED)
    assert not suspended.may_be_told(order)
    assert suspended.with_order(order, Standing.ACTIVE).may_be_told(order)


def test_neither_name_nor_number_is_kept():
    assert not {"name", "phone", "phones", "address", "nik"} & {
        each.name for each in fields(Person)
    }
