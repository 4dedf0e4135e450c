"""What a user may be, and who may give it: nobody raises himself."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from identity.domain import refusals

EVERYWHERE = "*"


class UserRole(StrEnum):
    """The roles of people. `service` is missing: programs have accounts of their own."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    REGISTRAR = "registrar"
    HEAD = "head"
    TRAINER = "trainer"
    REGIONAL = "regional"
    OPERATOR = "operator"


SERVICE = "service"
OF_AN_OFFICE = frozenset(
    {
        UserRole.OFFICER,
        UserRole.SUPERVISOR,
        UserRole.REGISTRAR,
        UserRole.HEAD,
        UserRole.TRAINER,
    }
)
GRANTABLE: dict[str, Set[str]] = {
    UserRole.HEAD: OF_AN_OFFICE,
    UserRole.OPERATOR: frozenset(UserRole),
    SERVICE: frozenset(UserRole),
}
"""What each role may give; a head of office gives nothing that reaches beyond an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granter:
    """Who changes a user: `offices` are the offices that the caller works in, or `*`."""

    id: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]


def check_roles(by: Granter, roles: Set[str]) -> None:
    """The granter may give, and take from those who have, each of these roles."""
    mine: set[str] = set()
    for each in by.roles:
        mine |= GRANTABLE.get(each, frozenset())
    beyond = sorted(roles - mine)
    if beyond:
        raise refusals.RoleNotGrantable(field="roles", roles=", ".join(beyond))


def check_offices(by: Granter, offices: Set[str]) -> None:
    """The granter works in each of these offices, or runs the whole installation."""
    if EVERYWHERE in by.offices or {UserRole.OPERATOR, SERVICE} & set(by.roles):
        return
    beyond = sorted(offices - set(by.offices))
    if beyond:
        raise refusals.OfficeNotGrantable(field="offices", offices=", ".join(beyond))
