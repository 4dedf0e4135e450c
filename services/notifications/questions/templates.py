"""How does this office put it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.refusals import NotFound
from notifications.domain.wording import Template
from notifications.unit import Unit


@dataclass(frozen=True, slots=True)
class TemplateAsIs:
    """With the version of the office's own texts; 0 where Pamong's stand."""

    template: Template
    version: int

    @property
    def own(self) -> bool:
        return self.version > 0


def list_templates(unit: Unit, _: None) -> Sequence[TemplateAsIs]:
    own = unit.office_templates.all()
    return [
        TemplateAsIs(each, own[code].version if code in own else 0)
        for code, each in unit.templates().items()
    ]


def read_template(unit: Unit, code: str) -> TemplateAsIs:
    for each in list_templates(unit, None):
        if each.template.code == code:
            return each
    raise NotFound(thing="template", id=code)
