"""Users of the caller's office."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import WITHIN, Role, allow
from identity import hashing
from identity.api import shapes
from identity.commands import ChangeUser, RegisterUser, change_user, register_user
from identity.domain.passwords import check_password
from identity.domain.roles import Granter
from identity.domain.user import Change, User, same_username
from identity.store import Unit

blp = Blueprint("users", __name__, url_prefix="/v1/users", description="Users")
GRANTERS = (Role.HEAD, Role.OPERATOR)


def granter() -> Granter:
    who = http.caller()
    return Granter(id=who.id, roles=tuple(sorted(who.roles)), offices=tuple(sorted(who.offices)))


@blp.route("")
class UsersView(MethodView):
    @blp.arguments(shapes.UserQuery, location="query")
    @blp.response(200, shapes.UserPage)
    @allow(*WITHIN)
    def get(self, wanted: dict[str, Any]) -> Any:
        """Those who work in this office, in order of registration; `role` keeps those who have it.

        Who may not change users sees their names and roles alike: colleagues know each other.
        """
        items = http.read(_page, wanted)
        more = len(items) > wanted["limit"]
        shown = items[: wanted["limit"]]
        return {"items": shown, "next": str(shown[-1].id) if more else None}

    @blp.arguments(shapes.NewUser)
    @blp.response(201, shapes.UserAnswer)
    @allow(*GRANTERS)
    def post(self, wanted: dict[str, Any]) -> User:
        """Register someone of this office, which becomes the user's home office."""
        username = same_username(wanted["username"])
        check_password(wanted["password"], username)
        order = RegisterUser(
            username=username,
            name=wanted["name"].strip(),
            roles=tuple(wanted["roles"]),
            offices=tuple(wanted["offices"]),
            by=granter(),
        )
        password = hashing.hashed(wanted["password"])
        return http.with_version(
            http.transact(lambda unit, order: register_user(unit, order, password), order)
        )


@blp.route("/<uuid:user_id>")
class UserView(MethodView):
    @blp.response(200, shapes.UserAnswer)
    @allow(*WITHIN)
    def get(self, user_id: UUID) -> User:
        """A user who works in this office."""
        return http.with_version(http.read(_user, user_id))

    @blp.arguments(shapes.UserChange)
    @blp.response(200, shapes.UserAnswer)
    @allow(*GRANTERS)
    def patch(self, wanted: dict[str, Any], user_id: UUID) -> User:
        """Change a user of this home office: name, roles, offices, or switch off and on.

        Tokens that were given before stay good until they expire.
        """
        change = Change(
            name=wanted.get("name"),
            roles=_tuple(wanted.get("roles")),
            offices=_tuple(wanted.get("offices")),
            active=wanted.get("active"),
        )
        order = ChangeUser(user_id=user_id, change=change, version=http.if_match(), by=granter())
        return http.with_version(http.transact(change_user, order))


@blp.route("/batch")
class NamesView(MethodView):
    @blp.arguments(shapes.UserIds)
    @blp.response(200, shapes.UserNames)
    @allow(*WITHIN)
    def post(self, wanted: dict[str, list[UUID]]) -> Any:
        """The names of users of this office, to show beside what they did; others are left out."""
        return {"items": http.read(_users, tuple(wanted["ids"]))}


def _tuple(codes: list[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(codes)


def _page(unit: Unit, wanted: dict[str, Any]) -> list[User]:
    return unit.users.page(role=wanted["role"], after=wanted["after"], limit=wanted["limit"] + 1)


def _user(unit: Unit, user_id: UUID) -> User:
    return unit.users.get(user_id)


def _users(unit: Unit, ids: tuple[UUID, ...]) -> list[User]:
    return list(unit.users.get_many(ids).values())
