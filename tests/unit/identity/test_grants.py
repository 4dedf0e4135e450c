"""Who may give which roles in which offices."""

from uuid import uuid4

import pytest
from identity_builders import OFFICE, a_granter, a_user

from chassis.auth import Role
from identity.domain import refusals
from identity.domain.roles import UserRole
from identity.domain.user import Change, register


def registered(*roles, username="siti.pk", offices=(), by):
    return register(
        id=uuid4(),
        office_id=OFFICE,
        username=username,
        name="Siti Aminah",
        roles=roles,
        offices=offices,
        by=by,
    )


def test_people_may_have_every_role_but_those_of_programs():
    programs = {"service", "agency"}
    assert {each.value for each in UserRole} == {each.value for each in Role} - programs


def test_a_head_registers_someone_of_the_own_office():
    user, (told,) = registered("supervisor", "officer", by=a_granter("head"))
    assert user.offices == (OFFICE,)
    assert told.roles == ("officer", "supervisor")


@pytest.mark.parametrize("role", ["operator", "regional", "service"])
def test_a_head_gives_no_role_that_reaches_beyond_the_office(role):
    with pytest.raises(refusals.RoleNotGrantable):
        registered(role, by=a_granter("head"))


@pytest.mark.parametrize("role", ["officer", "supervisor", "registrar", "trainer", "regional"])
def test_who_is_not_head_or_operator_gives_nothing(role):
    with pytest.raises(refusals.RoleNotGrantable):
        registered("officer", by=a_granter(role))


def test_a_head_sends_nobody_to_an_office_of_others():
    with pytest.raises(refusals.OfficeNotGrantable):
        registered("officer", offices=(OFFICE, "bogor"), by=a_granter("head"))


def test_an_operator_registers_anyone_anywhere():
    user, _ = registered("regional", offices=("bogor", OFFICE), by=a_granter("operator"))
    assert user.offices == ("bogor", OFFICE)


def test_nobody_is_registered_without_a_role():
    with pytest.raises(refusals.RolesMissing):
        registered(by=a_granter("head"))


def test_nobody_is_registered_away_from_home():
    with pytest.raises(refusals.HomeOfficeMissing):
        registered("officer", offices=("bogor",), by=a_granter("operator"))


@pytest.mark.parametrize("username", ["ab", "Siti", "siti aminah", "-siti", "s" * 41, ""])
def test_usernames_are_short_and_plain(username):
    with pytest.raises(refusals.UsernameNotUsable):
        registered("officer", username=username, by=a_granter("head"))


def test_a_head_does_not_touch_an_operator():
    with pytest.raises(refusals.RoleNotGrantable):
        a_user("operator").change(Change(active=False), a_granter("head"))


def test_a_head_cannot_take_over_an_operator_by_a_new_password():
    with pytest.raises(refusals.RoleNotGrantable):
        a_user("operator").check_may_reset_password(a_granter("head"))


def test_a_head_of_another_office_does_not_reset_a_password_here():
    with pytest.raises(refusals.OfficeNotGrantable):
        a_user("officer").check_may_reset_password(a_granter("head", offices=("bogor",)))


def test_a_change_tells_the_whole_lists():
    user = a_user("officer")
    changed, (told,) = user.change(Change(roles=("supervisor", "officer")), a_granter("head"))
    assert changed.roles == told.roles == ("officer", "supervisor")
    assert told.user_id == user.id


def test_the_same_again_tells_nothing():
    user = a_user("officer")
    assert user.change(Change(roles=("officer",), active=True), a_granter("head")) == (user, ())


@pytest.mark.parametrize("wanted", [Change(roles=("head", "officer")), Change(active=False)])
def test_nobody_changes_the_own_roles_or_switches_himself_off(wanted):
    head = a_user("head")
    with pytest.raises(refusals.OwnRoles):
        head.change(wanted, a_granter("head", id=str(head.id)))


def test_one_may_change_the_own_name():
    head = a_user("head")
    changed, _ = head.change(Change(name="Rahmat"), a_granter("head", id=str(head.id)))
    assert changed.name == "Rahmat"


def test_the_home_office_stays():
    with pytest.raises(refusals.HomeOfficeMissing):
        a_user("officer").change(Change(offices=("bogor",)), a_granter("operator"))
