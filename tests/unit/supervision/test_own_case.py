"""An officer sees his own cases, who leads officers sees all."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from chassis.own import NotOwnClient
from chassis.unit import Actor
from supervision.domain.refusals import OfficerUnknown
from supervision.own_case import check_own, is_own, officer_asked_for, officer_meant

ME, OTHER = uuid4(), uuid4()


def an_actor(*roles):
    return Actor(id=str(ME), roles=frozenset(roles))


def a_case_of(officer_id):
    return SimpleNamespace(officer_id=officer_id)


def test_an_officer_answers_for_his_own_and_for_no_others():
    check_own(an_actor("officer"), a_case_of(ME))
    for other in (OTHER, None):
        with pytest.raises(NotOwnClient):
            check_own(an_actor("officer"), a_case_of(other))


@pytest.mark.parametrize("role", ["supervisor", "head", "registrar", "service"])
def test_who_leads_or_registers_sees_all_being_an_officer_too(role):
    assert is_own(an_actor("officer", role), a_case_of(OTHER))


def test_an_officer_who_asks_for_all_is_shown_his_own():
    assert officer_asked_for(an_actor("officer"), None) == ME
    assert officer_asked_for(an_actor("officer"), "me") == ME
    with pytest.raises(NotOwnClient):
        officer_asked_for(an_actor("officer"), str(OTHER))


def test_a_supervisor_is_shown_all_or_whom_he_asks_for():
    assert officer_asked_for(an_actor("supervisor"), None) is None
    assert officer_asked_for(an_actor("supervisor"), str(OTHER)) == OTHER


def test_who_is_no_user_means_nobody():
    with pytest.raises(OfficerUnknown):
        officer_meant(Actor(id="registry", roles=frozenset({"service"})), "me")
