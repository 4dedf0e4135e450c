"""Users and granters with good defaults: name only what matters."""

from uuid import UUID, uuid4

from identity.domain.roles import Granter
from identity.domain.user import User

OFFICE = "jakarta-timur-utara"


def a_user(
    *roles: str, id: UUID | None = None, offices: tuple[str, ...] = (OFFICE,), active: bool = True
) -> User:
    return User(
        id=id or uuid4(),
        office_id=OFFICE,
        username="siti.pk",
        name="Siti Aminah",
        roles=roles or ("officer",),
        offices=offices,
        active=active,
    )


def a_granter(*roles: str, id: str | None = None, offices: tuple[str, ...] = (OFFICE,)) -> Granter:
    return Granter(id=id or str(uuid4()), roles=roles or ("head",), offices=offices)
