"""What of a person is shown to whom."""

from typing import Any

from registry.domain.ages import age_class
from registry.domain.identity import mask
from registry.domain.names import initials
from registry.questions.persons import PersonOnDay

AS_KNOWN = (
    "alias",
    "sex",
    "birth_place",
    "birth_date",
    "address",
    "education",
    "occupation",
    "phone",
    "phone_written",
    "device",
    "internet",
)
"""Fields of a person that are shown as they are known."""


def shown(seen: PersonOnDay) -> dict[str, Any]:
    """All that staff see, or of one who is protected what a list may show."""
    return whole(seen) if seen.whole else _hidden(seen)


def whole(seen: PersonOnDay) -> dict[str, Any]:
    """All but the NIK, of which a part is."""
    known = seen.person.particulars
    return {
        **{name: getattr(known, name) for name in AS_KNOWN},
        **_common(seen),
        "name": known.name,
        "nik": mask(known.nik) if known.nik else None,
        "guarantor": seen.person.guarantor,
    }


def for_training(seen: PersonOnDay) -> dict[str, Any]:
    """Trainers see the name, how to reach the client, and with what he can learn."""
    hidden = ("nik", "birth_place", "birth_date", "address", "guarantor")
    return {name: None if name in hidden else each for name, each in whole(seen).items()}


def named(seen: PersonOnDay) -> dict[str, Any]:
    """What other services keep to show a name by."""
    known = seen.person.particulars
    return {
        **_common(seen),
        "name": known.name,
        "sex": known.sex,
        "kecamatan": seen.person.kecamatan,
        "device": known.device,
        "internet": known.internet,
    }


def _hidden(seen: PersonOnDay) -> dict[str, Any]:
    known = seen.person.particulars
    return {**_common(seen), "name": initials(known.name), "sex": known.sex}


def _common(seen: PersonOnDay) -> dict[str, Any]:
    person = seen.person
    return {
        "id": person.id,
        "version": person.version,
        "protected": person.is_protected(seen.today),
        "age_class": age_class(person.particulars.birth_date, seen.today),
    }
