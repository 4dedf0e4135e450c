"""The only room that speaks MongoDB: users, accounts, offices, sign-ins, guesses, signing keys."""

from functools import cached_property

from chassis.unit import UnitOfWork
from identity.store.accounts import Accounts
from identity.store.offices import Offices
from identity.store.sign_ins import SignIns
from identity.store.users import Users


class Unit(UnitOfWork):
    """Identity's unit of work."""

    @cached_property
    def users(self) -> Users:
        return Users(self)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self)

    @cached_property
    def sign_ins(self) -> SignIns:
        return SignIns(self)
