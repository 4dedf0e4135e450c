"""Who may sign in: colleagues registered and switched off, and everybody's own password."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answered

from console.answers import Refusal
from console.desk import desk
from console.form import Form
from console.questions import ask
from console.rendering import page

pages = Blueprint("users", __name__)
ROLES = ("officer", "supervisor", "registrar", "head", "trainer")
WIDE_ROLES = ("regional", "operator")
MOST = 500


@pages.get("/users")
def users() -> Answered:
    found = desk().part(ask("identity", "/v1/users", limit=MOST))
    return page("users.html", users=found)


@pages.get("/users/new")
def user_form() -> Answered:
    return _user_page("user_new.html", Form())


@pages.post("/users/new")
def register() -> Answered:
    """A colleague of this office, with a first password to be changed."""
    form = Form.of(request.form)
    body = {name: form[name] for name in ("username", "name")}
    asked = {**body, "password": request.form.get("password", ""), "roles": _roles()}
    try:
        desk().change("POST", "identity", "/v1/users", asked, form)
    except Refusal as refusal:
        return _user_page("user_new.html", form.refused(refusal), status=422)
    desk().tell("told.user", name=form["name"])
    return redirect("/users", 303)


@pages.get("/users/<uuid:user_id>")
def change_form(user_id: UUID) -> Answered:
    return _change_page(user_id, None)


@pages.post("/users/<uuid:user_id>")
def change(user_id: UUID) -> Answered:
    """Another name, other roles, switched off or on."""
    form = Form.of(request.form)
    body = {"name": form["name"], "roles": _roles(), "active": form["active"] == "yes"}
    try:
        desk().change("PATCH", "identity", f"/v1/users/{user_id}", body, form)
    except Refusal as refusal:
        return _change_page(user_id, form.refused(refusal), status=422)
    desk().tell("told.user", name=form["name"])
    return redirect("/users", 303)


@pages.post("/users/<uuid:user_id>/password")
def reset_password(user_id: UUID) -> Answered:
    """A colleague has forgotten it: a new one to be changed."""
    form = Form.of(request.form)
    try:
        body = {"password": request.form.get("password", "")}
        desk().change("POST", "identity", f"/v1/users/{user_id}/password", body, form)
    except Refusal as refusal:
        return _change_page(user_id, form.refused(refusal), status=422)
    desk().tell("told.password")
    return redirect("/users", 303)


@pages.get("/password")
def password_form() -> Answered:
    return page("password.html", form=Form())


@pages.post("/password")
def password() -> Answered:
    """The user's own, with the current one."""
    form = Form.of(dict.fromkeys(request.form, ""))
    body = {name: request.form.get(name, "") for name in ("password", "current")}
    path = f"/v1/users/{desk().session.user_id}/password"
    try:
        desk().change("POST", "identity", path, body, form)
    except Refusal as refusal:
        return page("password.html", 422, form=form.refused(refusal))
    desk().tell("told.password")
    return redirect("/", 303)


def _roles() -> list[str]:
    return request.form.getlist("roles")


def _change_page(user_id: UUID, form: Form | None, status: int = 200) -> Answered:
    answer = desk().get(ask("identity", f"/v1/users/{user_id}"))
    user = answer.body
    typed = {"name": user["name"], "active": "yes" if user["active"] else "no"}
    shown = form or Form(typed=typed, version=answer.version)
    chosen = _roles() if form and "roles" in request.form else user["roles"]
    return _user_page("user.html", shown, user=user, chosen=chosen, status=status)


def _user_page(template: str, form: Form, status: int = 200, **facts: Any) -> Answered:
    """A head of office gives the office's roles; whoever runs the installation gives all."""
    roles = ROLES + (WIDE_ROLES if desk().is_any("operator") else ())
    facts.setdefault("chosen", _roles())
    return page(template, status, form=form, roles=roles, **facts)
