"""The unit of work: supervision's repositories, and what each fact leaves in a history."""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from chassis.auth import Role
from chassis.unit import UnitOfWork
from supervision.domain.case import SupervisionCase
from supervision.domain.policies import Policy, policy_for
from supervision.policy_files import shipped_policies
from supervision.store.calendars import Calendars
from supervision.store.cases import Cases
from supervision.store.history import History
from supervision.store.obligations import Obligations
from supervision.store.officers import Officers
from supervision.store.people import People
from supervision.store.proposals import Proposals
from supervision.store.visits import Visits


class Unit(UnitOfWork):
    """What a command of supervision works with."""

    @cached_property
    def cases(self) -> Cases:
        return Cases(self)

    @cached_property
    def obligations(self) -> Obligations:
        return Obligations(self)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self)

    @cached_property
    def proposals(self) -> Proposals:
        return Proposals(self)

    @cached_property
    def officers(self) -> Officers:
        return Officers(self)

    @cached_property
    def calendars(self) -> Calendars:
        return Calendars(self)

    @cached_property
    def people(self) -> People:
        return People(self)

    @cached_property
    def history(self) -> History:
        return History(self)

    @property
    def by_person(self) -> bool:
        """Whether a person does this, and not a service, a job or the log."""
        return bool(self.actor.roles) and Role.SERVICE not in self.actor.roles

    def policy_of(self, case: SupervisionCase) -> Policy:
        """The pack under which the case began."""
        return policy_for(case.scheme, case.decree_date, shipped_policies())

    def publish(self, *facts: object) -> None:
        """Told to the others, and kept in the history of whom it is about."""
        super().publish(*facts)
        for fact in facts:
            self.history.tell(fact)

    def people_were_read(self, ids: Iterable[UUID], reason: str | None = None) -> None:
        """Keep for the audit whom this person read of, and why where that was said."""
        subjects = sorted({str(each) for each in ids})
        if subjects and self.by_person:
            self.record("read_person", subjects=subjects, **({"reason": reason} if reason else {}))
