"""Projections of others' facts: persons and their orders, places in programmes, users."""

from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from notifications.domain.enrolment import Enrolment, Place
from notifications.domain.person import Person
from notifications.domain.staff import Member


class Persons(Repository[Person]):
    name = "persons"
    shape = Person

    def known_or_new(self, person_id: UUID) -> Person:
        """The person, saved or not: facts may come before the one that records the person."""
        found = self.get_or_none(person_id)
        return found or Person(id=person_id, office_id=self.unit.office_id)

    def keep(self, person: Person) -> Person:
        """Save the person, new or not."""
        return self.add(person) if person.version == 0 else self.save(person)


class Enrolments(Repository[Enrolment]):
    name = "enrolments"
    shape = Enrolment
    indexes = (
        IndexModel([("office_id", 1), ("programme_id", 1), ("place", 1)], name="of_programme"),
    )

    def keep(self, enrolment: Enrolment) -> Enrolment:
        return self.add(enrolment) if enrolment.version == 0 else self.save(enrolment)

    def with_a_place(self, programme_id: UUID) -> list[Enrolment]:
        return self._many({"programme_id": programme_id, "place": Place.CONFIRMED.value})


class Members(Repository[Member]):
    """The mail address is sealed."""

    name = "members"
    shape = Member
    sealed = frozenset({"mail"})
    indexes = (IndexModel([("office_id", 1)], name="of_office"),)

    def known_or_new(self, user_id: UUID) -> Member:
        found = self.get_or_none(user_id)
        return found or Member(id=user_id, office_id=self.unit.office_id)

    def keep(self, member: Member) -> Member:
        return self.add(member) if member.version == 0 else self.save(member)

    def with_role(self, role: str) -> list[Member]:
        """Active users of the office who have this role."""
        return [each for each in self._many({}) if each.active and role in each.roles]
