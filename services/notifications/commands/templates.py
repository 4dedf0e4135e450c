"""An office's own words."""

from dataclasses import dataclass, replace

from chassis.refusals import NotFound
from notifications.domain.wording import Language, check
from notifications.store.templates import OfficeTemplate, id_of
from notifications.template_files import shipped_templates
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PutTexts:
    code: str
    texts: dict[str, dict[Language, str]]
    version: int | None


def put_texts(unit: Unit, order: PutTexts) -> OfficeTemplate:
    """Put the office's texts in the place of those that come with Pamong, when they are fit."""
    book = shipped_templates()
    shipped = book.templates.get(order.code)
    if shipped is None:
        raise NotFound(thing="template", id=order.code)
    check(replace(shipped, texts=order.texts), book.rules)
    ident = id_of(unit.office_id, order.code)
    if order.version:
        unit.office_templates.get(ident, version=order.version)
    known = unit.office_templates.get_or_none(ident) or OfficeTemplate(
        id=ident, office_id=unit.office_id, code=order.code, texts={}
    )
    return unit.office_templates.keep(replace(known, texts=order.texts))
