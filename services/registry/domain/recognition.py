"""Who and what is known again when handovers come in: one person, each handover once (R1)."""

from collections.abc import Iterable
from uuid import UUID

from registry.domain.names import same_name_key
from registry.domain.person import Person
from registry.domain.repeats import Identity, Key, keys_to_leave, keys_to_look_for


class Known:
    """What the register has of some handovers, kept up as they are recorded one by one.

    `orders` are found by the keys that handovers left, `persons` by NIK, or where one of the two
    has none by name and birth date. `left` and `names` are what was recorded since.
    """

    def __init__(self, orders: dict[Key, UUID], persons: Iterable[Person]) -> None:
        self._orders = orders
        self._persons: dict[UUID, Person] = {}
        self._by_nik: dict[str, UUID] = {}
        self._by_name: dict[Key, list[UUID]] = {}
        self.left: dict[Key, UUID] = {}
        self.names: set[Key] = set()
        for each in persons:
            self.remember(each)

    def order(self, who: Identity) -> UUID | None:
        """The order under which the same person was handed over by the same decree."""
        return next(
            (self._orders[key] for key in keys_to_look_for(who) if key in self._orders), None
        )

    def person(self, who: Identity) -> Person | None:
        """The same person. Of several namesakes with a NIK none is taken for one without."""
        if who.nik and who.nik in self._by_nik:
            return self._persons[self._by_nik[who.nik]]
        namesakes = [self._persons[each] for each in self._by_name.get(name_key(who), ())]
        for each in namesakes:
            if each.particulars.nik is None:
                return each
        return namesakes[0] if who.nik is None and len(namesakes) == 1 else None

    def remember(self, person: Person) -> None:
        """The person as it is now; it may have a NIK that it had not."""
        new = person.id not in self._persons
        self._persons[person.id] = person
        if person.particulars.nik:
            self._by_nik[person.particulars.nik] = person.id
        if new:
            self._by_name.setdefault(person_key(person), []).append(person.id)

    def leave(self, who: Identity, order_id: UUID) -> None:
        """From now on this handover is on record; the first to leave a key keeps it."""
        for key in keys_to_leave(who):
            if key not in self._orders:
                self._orders[key] = order_id
            self.left[key] = self._orders[key]
        self.names.add(name_key(who))


def name_key(who: Identity) -> Key:
    """By what namesakes of one birth date are found."""
    return (who.name, str(who.birth_date))


def person_key(person: Person) -> Key:
    """The same of one on record."""
    known = person.particulars
    return (same_name_key(known.name), str(known.birth_date))
