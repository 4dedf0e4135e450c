"""How users sign in, apart from the users: reading a user never reads a password."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pymongo import UpdateOne
from pymongo.database import Database

from chassis.privacy import Vault
from chassis.repository import insert
from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork
from identity.domain import refusals
from identity.domain.user import User, same_username

PLAN = CollectionPlan("sign_ins")


@dataclass(frozen=True, slots=True)
class SignIn:
    """`key` is the keyed hash of the username, `password` argon2's encoded hash."""

    key: bytes
    office_id: str
    user_id: UUID
    password: str


class SignIns:
    """The sign-ins of all offices: a username is one person's in the whole installation."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit

    def check_free(self, username: str) -> None:
        """Nobody signs in under this name; UsernameTaken otherwise."""
        if self._of(username) is not None:
            raise refusals.UsernameTaken(field="username")

    def add(self, user: User, password: str) -> None:
        """This user signs in with this (hashed) password from now on."""
        document = {
            "_id": key_of(self.unit.around.vault, user.username),
            "office_id": user.office_id,
            "user_id": user.id,
            "password": password,
        }
        insert(self.unit, PLAN.name, document)

    def replace(self, username: str, password: str) -> None:
        """Another (hashed) password from now on."""
        key = key_of(self.unit.around.vault, username)
        change = {"$set": {"password": password}}
        namespace = f"{self.unit.around.database.name}.{PLAN.name}"
        self.unit.write(PLAN.name, UpdateOne({"_id": key}, change, namespace=namespace))

    def _of(self, username: str) -> Document | None:
        key = key_of(self.unit.around.vault, username)
        found: Document | None = self.unit.around.database[PLAN.name].find_one(
            {"_id": key}, session=self.unit.session
        )
        return found


def key_of(vault: Vault, username: str) -> bytes:
    """By what a username is found: it says nothing to whoever reads the store alone."""
    return vault.hash("username", same_username(username))


def find(database: Database[dict[str, Any]], key: bytes) -> SignIn | None:
    """The sign-in under this key, read outside any unit: checking a password takes its time."""
    found = database[PLAN.name].find_one({"_id": key})
    if found is None:
        return None
    return SignIn(key, found["office_id"], found["user_id"], found["password"])
