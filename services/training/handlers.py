"""What others' facts mean to training: who may join, and who loses a place.

Event classes are training's own, with the fields that it reads.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from chassis.handlers import follows
from training.commands.people import note_order
from training.domain.offer import AgeClass, Sex
from training.domain.person import OrderState
from training.store import Unit
from training.store.offices import hear_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    person_id: UUID
    kecamatan: str | None
    sex: Sex | None
    age_class: AgeClass
    protected: bool
    device: str | None
    internet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTold:
    order_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerTold:
    person_id: UUID
    officer_id: UUID


@follows("registry.person-recorded", version=1, reads={"people": "person_id"})
def know_person(unit: Unit, event: PersonTold) -> None:
    """A candidate or a client; the name is asked for later."""
    keep_person(unit, event)


@follows("registry.person-changed", version=1, reads={"people": "person_id"})
def follow_changes(unit: Unit, event: PersonTold) -> None:
    """Moved, or has another telephone; the name may be another too."""
    keep_person(unit, event)


@follows("registry.order-registered", version=1, reads={"people": "person_id"})
def let_join(unit: Unit, event: OrderTold) -> None:
    note_order(unit, event.person_id, event.order_id, OrderState.ACTIVE)


@follows("registry.order-reinstated", version=1, reads={"people": "person_id"})
def let_join_again(unit: Unit, event: OrderTold) -> None:
    """What was lost is not given back: the person may ask again."""
    note_order(unit, event.person_id, event.order_id, OrderState.ACTIVE)


@follows("registry.order-suspended", version=1, reads={"people": "person_id"})
def lose_places_with_suspension(unit: Unit, event: OrderTold) -> None:
    note_order(unit, event.person_id, event.order_id, OrderState.SUSPENDED)


@follows("registry.order-revoked", version=1, reads={"people": "person_id"})
def lose_places_with_revocation(unit: Unit, event: OrderTold) -> None:
    note_order(unit, event.person_id, event.order_id, OrderState.REVOKED)


@follows("registry.order-completed", version=1, reads={"people": "person_id"})
def lose_places_with_the_end(unit: Unit, event: OrderTold) -> None:
    note_order(unit, event.person_id, event.order_id, OrderState.COMPLETED)


@follows("supervision.officer-assigned", version=1, reads={"people": "person_id"})
def know_officer(unit: Unit, event: OfficerTold) -> None:
    """Who acts for the person from now on."""
    person = unit.people.known_or_new(event.person_id)
    unit.people.keep(replace(person, officer_id=event.officer_id))


def keep_person(unit: Unit, event: PersonTold) -> None:
    person = unit.people.known_or_new(event.person_id)
    if person.version == 0:
        hear_of(unit)
    unit.names.may_have_changed(event.person_id)
    unit.people.keep(
        person.changed(
            sex=event.sex,
            age_class=event.age_class,
            kecamatan=event.kecamatan,
            device=event.device,
            internet=event.internet,
            protected=event.protected,
        )
    )
