"""Ages that the law knows: of majority, and of the end of a child's protection (R6)."""

from datetime import date

from registry.domain.handover import Handover

ADULT_AGE = 18
PROTECTION_ENDS = 21


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone reaches an age; 1 March in a year without a 29 February."""
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def is_child(birth_date: date, on: date) -> bool:
    """Under 18 on that day. Who is born on 29 February comes of age on 1 March."""
    return on < birthday(birth_date, ADULT_AGE)


def age_class(birth_date: date, on: date) -> str:
    """`child` or `adult` on that day."""
    return "child" if is_child(birth_date, on) else "adult"


def protected_until(handover: Handover) -> date | None:
    """The 21st birthday of one who was a child at the offence or is one at the handover.

    The day of the offence is that of the detention where it is unknown.
    """
    born = handover.person.birth_date
    offence = handover.sentence.offence_date or handover.sentence.detained_from
    if is_child(born, offence) or is_child(born, handover.handed_over):
        return birthday(born, PROTECTION_ENDS)
    return None
