"""Texts that an office put in the place of those that come with Pamong."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from pymongo import IndexModel

from chassis.repository import Repository
from notifications.domain.wording import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTemplate:
    """The office's own texts of one template, by wording and language."""

    id: UUID
    office_id: str
    version: int = 0
    code: str
    texts: dict[str, dict[Language, str]]


def id_of(office_id: str, code: str) -> UUID:
    """There is one of each code in an office."""
    return uuid5(NAMESPACE_URL, f"urn:pamong:template:{office_id}:{code}")


class OfficeTemplates(Repository[OfficeTemplate]):
    name = "templates"
    shape = OfficeTemplate
    indexes = (IndexModel([("office_id", 1), ("code", 1)], unique=True, name="code"),)

    def all(self) -> dict[str, OfficeTemplate]:
        return {each.code: each for each in self._many({})}

    def keep(self, template: OfficeTemplate) -> OfficeTemplate:
        return self.add(template) if template.version == 0 else self.save(template)
