"""A user: someone of an office who may sign in, with roles, in one or more offices."""

import re
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from identity import events
from identity.domain import refusals
from identity.domain.roles import Granter, check_offices, check_roles

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be otherwise; None leaves it as it is."""

    name: str | None = None
    roles: tuple[str, ...] | None = None
    offices: tuple[str, ...] | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """`office_id` is the home office: it answers for the user and is always among `offices`."""

    id: UUID
    office_id: str
    version: int = 0
    username: str
    name: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    active: bool = True

    def change(self, wanted: Change, by: Granter) -> tuple[Self, tuple[events.UserChanged, ...]]:
        """As wanted, by someone who may give what is given and what is taken.

        Nobody changes his own roles or switches himself off. What changes nothing tells nothing.
        """
        changed = replace(
            self,
            name=self.name if wanted.name is None else wanted.name,
            roles=self.roles if wanted.roles is None else ordered(wanted.roles),
            offices=self.offices if wanted.offices is None else ordered(wanted.offices),
            active=self.active if wanted.active is None else wanted.active,
        )
        if changed == self:
            return self, ()
        check_roles(by, {*self.roles, *changed.roles})
        check_offices(by, {self.office_id} | (set(self.offices) ^ set(changed.offices)))
        if by.id == str(self.id) and (changed.roles, changed.active) != (self.roles, self.active):
            raise refusals.OwnRoles(field="roles")
        changed._check()
        return changed, (changed._told(),)

    def check_may_reset_password(self, by: Granter) -> None:
        """Whoever sets another's password could act as that user: it takes the same grants."""
        check_roles(by, set(self.roles))
        check_offices(by, {self.office_id})

    def _check(self) -> None:
        if not self.roles:
            raise refusals.RolesMissing(field="roles")
        if self.office_id not in self.offices:
            raise refusals.HomeOfficeMissing(field="offices", office=self.office_id)

    def _told(self) -> events.UserChanged:
        return events.UserChanged(
            user_id=self.id, roles=self.roles, offices=self.offices, active=self.active
        )


def register(
    *,
    id: UUID,
    office_id: str,
    username: str,
    name: str,
    roles: tuple[str, ...],
    offices: tuple[str, ...],
    by: Granter,
) -> tuple[User, tuple[events.UserChanged, ...]]:
    """A new user of the office, by someone who may give these roles in these offices."""
    if not USERNAME.fullmatch(username):
        raise refusals.UsernameNotUsable(field="username")
    user = User(
        id=id,
        office_id=office_id,
        username=username,
        name=name,
        roles=ordered(roles),
        offices=ordered(offices or (office_id,)),
    )
    check_roles(by, set(user.roles))
    check_offices(by, set(user.offices))
    user._check()
    return user, (user._told(),)


def same_username(written: str) -> str:
    """Usernames do not tell capitals apart."""
    return written.strip().casefold()


def ordered(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))
