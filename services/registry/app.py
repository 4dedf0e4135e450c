"""The registry as the chassis runs it."""

from chassis.handlers import handlers_of
from chassis.service import Service
from registry import handlers
from registry.api import contacts, figures, handovers, imports, orders, persons, proposals, timeline
from registry.jobs import JOBS
from registry.store import COLLECTIONS, REPOSITORIES, RegistryUnit

SERVICE: Service[RegistryUnit] = Service(
    name="registry",
    unit=RegistryUnit,
    repositories=REPOSITORIES,
    collections=COLLECTIONS,
    handlers=handlers_of(handlers),
    jobs=JOBS,
    blueprints=(
        imports.blp,
        handovers.blp,
        persons.blp,
        timeline.blp,
        contacts.blp,
        orders.blp,
        proposals.blp,
        figures.blp,
    ),
    words=("registry",),
)
