"""What can be done with users and offices. Passwords come hashed: hashing takes its time, and a
command may be run twice.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import NotFound
from identity.domain import refusals
from identity.domain.office import Office, open_office
from identity.domain.roles import EVERYWHERE, SERVICE, Granter
from identity.domain.user import Change, User, register
from identity.store import Unit, signing_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUser:
    """Someone of this office may sign in; without `offices`, in this office alone."""

    username: str
    name: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    by: Granter


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUser:
    user_id: UUID
    change: Change
    version: int | None
    by: Granter


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassword:
    user_id: UUID
    by: Granter


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The password was right; `rehashed` when it was kept by parameters of another time."""

    user_id: UUID
    rehashed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOffice:
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginInstallation:
    """The first office and its first user."""

    office: OpenOffice
    username: str
    name: str
    roles: tuple[str, ...]


def register_user(unit: Unit, order: RegisterUser, password: str) -> User:
    """A new user with a (hashed) password; the username is free in the whole installation."""
    user, happened = register(
        id=new_id(),
        office_id=unit.office_id,
        username=order.username,
        name=order.name,
        roles=order.roles,
        offices=order.offices,
        by=order.by,
    )
    unit.offices.check_known(user.offices)
    unit.sign_ins.check_free(user.username)
    added = unit.users.add(user)
    unit.sign_ins.add(user, password)
    unit.publish(*happened)
    unit.record("register_user", subjects=[str(user.id)], roles=list(user.roles))
    return added


def change_user(unit: Unit, order: ChangeUser) -> User:
    """Another name, other roles or offices, switched off or on."""
    user = unit.users.get(order.user_id, order.version)
    _check_at_home(unit, user)
    changed, happened = user.change(order.change, order.by)
    if not happened:
        return user
    unit.offices.check_known(set(changed.offices) - set(user.offices))
    saved = unit.users.save(changed)
    unit.publish(*happened)
    unit.record("change_user", subjects=[str(user.id)], roles=list(saved.roles))
    return saved


def set_password(unit: Unit, order: SetPassword, password: str) -> User:
    """Another (hashed) password: one's own, or that of someone whose roles one may give."""
    user = unit.users.wherever(order.user_id)
    if user is None:
        raise NotFound(thing="user", id=str(order.user_id))
    if order.by.id != str(user.id):
        _check_at_home(unit, user)
        user.check_may_reset_password(order.by)
    unit.sign_ins.replace(user.username, password)
    unit.record("set_password", subjects=[str(user.id)])
    return user


def note_sign_in(unit: Unit, order: SignedIn) -> User:
    """Someone signed in. WrongPassword for a user who was switched off, as for any other."""
    user = unit.users.wherever(order.user_id)
    if user is None or not user.active:
        raise refusals.WrongPassword
    if order.rehashed is not None:
        unit.sign_ins.replace(user.username, order.rehashed)
    unit.record("sign_in", subjects=[str(user.id)])
    return user


def add_office(unit: Unit, order: OpenOffice) -> Office:
    """Another office of this installation."""
    office = open_office(order.code, order.name)
    if unit.offices.get_or_none(office.id) is not None:
        raise refusals.OfficeExists(field="code", code=order.code)
    return unit.offices.add(office)


def begin_installation(unit: Unit, order: BeginInstallation, password: str) -> User | None:
    """The first user, in the first office; None, and nothing done, where there is a user."""
    if not unit.users.is_empty():
        return None
    office = open_office(order.office.code, order.office.name)
    if unit.offices.get_or_none(office.id) is None:
        unit.offices.add(office)
    first = RegisterUser(
        username=order.username,
        name=order.name,
        roles=order.roles,
        offices=(order.office.code,),
        by=Granter(id=unit.actor.id, roles=(SERVICE,), offices=(EVERYWHERE,)),
    )
    return register_user(unit, first, password)


def add_signing_key(unit: Unit, signs_from: datetime) -> str:
    """A key that signs from then on; the one before goes on verifying. Gives its `kid`."""
    kid = signing_keys.add(unit, signs_from)
    unit.record("add_signing_key", kid=kid)
    return kid


def _check_at_home(unit: Unit, user: User) -> None:
    if user.office_id != unit.office_id:
        raise refusals.NotHomeOffice(office=user.office_id)
