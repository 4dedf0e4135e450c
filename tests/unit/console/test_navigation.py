"""Each role's first page answers its question without a click."""

import pytest

from console.navigation import entries, first_page


@pytest.mark.parametrize(
    ("roles", "path"),
    [
        (["officer"], "/today"),
        (["head"], "/decisions"),
        (["supervisor"], "/officers"),
        (["registrar"], "/imports"),
        (["regional"], "/figures"),
        (["operator", "head"], "/decisions"),
        (["service"], "/welcome"),
    ],
)
def test_the_first_page_of_a_role(roles, path):
    assert first_page(roles) == path


def test_who_operates_sees_users_and_agencies_and_nothing_of_clients():
    menu = entries(["operator"], "/users", {"registry", "identity", "agencies"})
    assert {each.key for each in menu} == {"users", "agencies"}


def test_the_menu_has_only_what_the_roles_may_use_and_marks_where_one_is():
    menu = entries(["officer"], "/today", {"registry"})
    assert [each.key for each in menu if each.is_here] == ["today"]
    assert "imports" not in {each.key for each in menu}
