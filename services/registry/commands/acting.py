"""The act that a unit of work is, as the domain wants to know it."""

from registry.domain.act import Act
from registry.store import RegistryUnit


def act_of(unit: RegistryUnit) -> Act:
    """Who does it and when, by the office's clock."""
    return Act(by=unit.actor.id, at=unit.now, today=unit.today)
