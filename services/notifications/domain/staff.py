"""Members of the office, as far as they are told things by mail."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from notifications.domain.wording import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user of the office; `mail` is the address that the user gave, or None."""

    id: UUID
    office_id: str
    version: int = 0
    roles: tuple[str, ...] = ()
    active: bool = True
    mail: str | None = None
    language: Language = "id"

    @property
    def gets_mail(self) -> bool:
        return self.active and self.mail is not None

    def changed(self, roles: Iterable[str], *, active: bool) -> Self:
        return replace(self, roles=tuple(sorted(roles)), active=active)

    def with_mail(self, mail: str | None, language: Language) -> Self:
        return replace(self, mail=mail, language=language)
