"""Notifications' unit of work: its repositories, and the rules that hold in it."""

from dataclasses import replace
from functools import cached_property

from chassis.unit import UnitOfWork
from notifications.domain.policies import Policy, policy_on
from notifications.domain.wording import Language, Template
from notifications.policy_files import shipped_policies
from notifications.store import (
    Enrolments,
    Items,
    Members,
    Messages,
    OfficeTemplates,
    Persons,
    Reminders,
    note,
)
from notifications.template_files import shipped_templates


class Unit(UnitOfWork):
    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self)

    @cached_property
    def messages(self) -> Messages:
        return Messages(self)

    @cached_property
    def inbox(self) -> Items:
        return Items(self)

    @cached_property
    def persons(self) -> Persons:
        return Persons(self)

    @cached_property
    def enrolments(self) -> Enrolments:
        return Enrolments(self)

    @cached_property
    def members(self) -> Members:
        return Members(self)

    @cached_property
    def office_templates(self) -> OfficeTemplates:
        return OfficeTemplates(self)

    @cached_property
    def _noted(self) -> set[str]:
        return set()

    def note_office(self) -> None:
        """There is something to do for the office; written once a unit."""
        if self.office_id not in self._noted:
            self._noted.add(self.office_id)
            note(self)

    @cached_property
    def policy(self) -> Policy:
        """The pack in force today."""
        return policy_on(self.today, shipped_policies())

    def templates(self) -> dict[str, Template]:
        """Every template as this office words it."""
        own = self.office_templates.all()
        return {
            code: _worded(template, own[code].texts) if code in own else template
            for code, template in shipped_templates().templates.items()
        }


def _worded(template: Template, texts: dict[str, dict[Language, str]]) -> Template:
    return replace(template, texts=texts)
