"""The first user of an installation: without one nobody could sign in to make any."""

import secrets

from chassis.service import Runtime
from chassis.unit import Actor
from identity import hashing
from identity.commands import BeginInstallation, OpenOffice, begin_installation
from identity.domain.passwords import check_password
from identity.domain.roles import UserRole
from identity.store import Unit

ROLES = (UserRole.OPERATOR, UserRole.HEAD, UserRole.REGISTRAR)
PASSWORD_BYTES = 12


def make_first_user(
    runtime: Runtime[Unit],
    username: str,
    office: str,
    *,
    name: str | None = None,
    roles: tuple[str, ...] = ROLES,
    password: str | None = None,
) -> str | None:
    """The first user's password, to be shown once; None, and nothing done, where there is one.

    The office of this code is opened with it.
    """
    given = password or secrets.token_urlsafe(PASSWORD_BYTES)
    check_password(given, username)
    begin = BeginInstallation(
        office=OpenOffice(code=office, name=office),
        username=username,
        name=name or username,
        roles=roles,
    )
    hashed = hashing.hashed(given)
    made = runtime.transact(
        lambda unit, order: begin_installation(unit, order, hashed),
        begin,
        office_id=office,
        actor=Actor(id="identity"),
    ).result
    return None if made is None else given
