"""Whether somebody can take part, and every reason why not."""

from uuid import uuid4

import pytest
from training_builders import POLICY, a_person, a_programme, a_session, day

from training.domain.offer import AgeClass, Mode, Sex, Target
from training.domain.person import OrderState
from training.domain.screening import Finding, screen


def screened(person=None, programme=None, *, lent=False, sessions=(), busy=()):
    return screen(
        person or a_person(),
        programme or a_programme(),
        POLICY,
        lent_device=lent,
        sessions=sessions,
        busy=busy,
    )


def under(*states):
    return a_person(orders={str(uuid4()): each for each in states})


@pytest.mark.parametrize(
    ("person", "findings"),
    [
        (a_person(), ()),
        (under(OrderState.ACTIVE), ()),
        (under(OrderState.REVOKED, OrderState.ACTIVE), ()),
        (under(OrderState.SUSPENDED), (Finding.NOT_UNDER_ORDER,)),
        (under(OrderState.COMPLETED), (Finding.NOT_UNDER_ORDER,)),
    ],
    ids=["candidate", "client", "client again", "suspended", "former"],
)
def test_candidates_and_clients_may_join_and_nobody_else(person, findings):
    assert screened(person) == findings


@pytest.mark.parametrize(
    ("device", "internet", "findings"),
    [
        ("smartphone", "good", ()),
        ("smartphone", "limited", ()),
        ("smartphone", "none", (Finding.NO_INTERNET,)),
        ("basic_phone", "good", (Finding.NO_DEVICE,)),
        ("none", "none", (Finding.NO_DEVICE, Finding.NO_INTERNET)),
        (None, "good", (Finding.DEVICE_UNKNOWN,)),
        ("smartphone", None, (Finding.DEVICE_UNKNOWN,)),
    ],
)
def test_an_online_programme_needs_a_device_and_internet(device, internet, findings):
    person = a_person(device=device, internet=internet)
    assert screened(person, a_programme(mode=Mode.ONLINE)) == findings


def test_a_lent_device_is_enough():
    person = a_person(device="none", internet="none")
    assert screened(person, a_programme(mode=Mode.ONLINE), lent=True) == ()


@pytest.mark.parametrize("mode", [Mode.OFFLINE, Mode.HYBRID])
def test_where_one_may_come_no_device_is_asked_for(mode):
    assert screened(a_person(device="none", internet="none"), a_programme(mode=mode)) == ()


def test_a_programme_for_women_is_not_for_men_nor_for_whom_nobody_knows():
    for_women = a_programme(target=Target(sex=Sex.FEMALE))
    assert screened(a_person(sex=Sex.FEMALE), for_women) == ()
    assert screened(a_person(sex=Sex.MALE), for_women) == (Finding.OUTSIDE_TARGET,)
    assert screened(a_person(sex=None), for_women) == (Finding.OUTSIDE_TARGET,)


def test_a_programme_for_children_is_for_children():
    for_children = a_programme(target=Target(age_class=AgeClass.CHILD))
    assert screened(a_person(age_class=AgeClass.CHILD), for_children) == ()
    assert screened(a_person(), for_children) == (Finding.OUTSIDE_TARGET,)


def test_nobody_is_in_two_programmes_at_the_same_hours():
    ours, theirs = a_session(start=2), a_session(start=4)
    assert screened(sessions=[ours.slot], busy=[theirs.slot]) == (Finding.HOURS_CLASH,)
    tomorrow = a_session(on=day("2021-06-15"))
    assert screened(sessions=[ours.slot], busy=[tomorrow.slot]) == ()


def test_all_that_speaks_against_it_is_said_at_once():
    person = under(OrderState.SUSPENDED)
    programme = a_programme(target=Target(sex=Sex.MALE))
    session = a_session()
    findings = screened(person, programme, sessions=[session.slot], busy=[session.slot])
    assert findings == (
        Finding.NOT_UNDER_ORDER,
        Finding.OUTSIDE_TARGET,
        Finding.HOURS_CLASH,
    )
