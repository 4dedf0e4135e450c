"""The year's plan."""

from dataclasses import dataclass, replace

from chassis.refusals import StaleVersion
from training.domain.plan import AnnualPlan, Target
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYear:
    year: int
    version: int | None
    targets: tuple[Target, ...]


def plan_year(unit: Unit, order: PlanYear) -> AnnualPlan:
    """These targets, in place of those planned before."""
    plan = unit.plans.of_year(order.year)
    if order.version not in (None, plan.version):
        raise StaleVersion(current=plan.version, asked=order.version)
    planned = replace(plan, targets=order.targets)
    return unit.plans.save(planned) if plan.version else unit.plans.add(planned)
