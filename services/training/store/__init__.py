"""Training's collections and its unit of work: the only room that speaks MongoDB."""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from chassis.auth import Role
from chassis.unit import UnitOfWork
from training.domain.history import Moment
from training.store import offices
from training.store.enrolments import Enrolments
from training.store.names import Names
from training.store.partners import Partners
from training.store.people import People
from training.store.programmes import Plans, Programmes, Rolls, Sessions
from training.store.rooms import Bookings, Rooms
from training.store.series import CertificateSeries

REPOSITORIES = (
    Partners,
    Rooms,
    Bookings,
    Programmes,
    Sessions,
    Rolls,
    Enrolments,
    People,
    CertificateSeries,
    Plans,
)
COLLECTIONS = (Names.PLAN, offices.PLAN)


class Unit(UnitOfWork):
    """One transaction of training."""

    @cached_property
    def moment(self) -> Moment:
        """Now, by who acts."""
        return Moment(at=self.now, by=self.actor.id)

    @cached_property
    def partners(self) -> Partners:
        return Partners(self)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self)

    @cached_property
    def bookings(self) -> Bookings:
        return Bookings(self)

    @cached_property
    def programmes(self) -> Programmes:
        return Programmes(self)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self)

    @cached_property
    def rolls(self) -> Rolls:
        return Rolls(self)

    @cached_property
    def enrolments(self) -> Enrolments:
        return Enrolments(self)

    @cached_property
    def people(self) -> People:
        return People(self)

    @cached_property
    def names(self) -> Names:
        return Names(self)

    @cached_property
    def series(self) -> CertificateSeries:
        return CertificateSeries(self)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self)

    def people_were_read(self, ids: Iterable[UUID], reason: str = "") -> None:
        """Keep for the audit of whom somebody read, and why where that was said."""
        subjects = sorted({str(each) for each in ids})
        by_service = not self.actor.roles or Role.SERVICE in self.actor.roles
        if subjects and not by_service:
            self.record("read_person", subjects=subjects, **({"reason": reason} if reason else {}))
