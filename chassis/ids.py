"""Ids: UUIDv7, ordered by the system's clock."""

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """A fresh UUIDv7; two of one process are never out of order."""
    return uuid_utils.compat.uuid7()


def id_after(*earlier: UUID | None) -> UUID:
    """A fresh id that also sorts after every given one, whatever the clock did since."""
    floor = max((each.int for each in earlier if each is not None), default=-1)
    return max(new_id(), UUID(int=floor + 1), key=lambda each: each.int)


def made_at(ident: UUID) -> float:
    """When an id was made (seconds since 1970), where it says so; else 0."""
    return (ident.int >> 80) / 1000 if ident.version == 7 else 0.0
