"""Supervision as the chassis knows it."""

from chassis.handlers import handlers_of
from chassis.service import Service
from supervision import handlers
from supervision.api import (
    calendar,
    cases,
    figures,
    obligations,
    officers,
    proposals,
    timeline,
    visits,
    worklist,
)
from supervision.jobs import CHORES, JOBS
from supervision.store import history, people
from supervision.store.calendars import Calendars
from supervision.store.cases import Cases
from supervision.store.obligations import Obligations
from supervision.store.officers import Officers
from supervision.store.proposals import Proposals
from supervision.store.visits import Visits
from supervision.unit import Unit

SERVICE: Service[Unit] = Service(
    name="supervision",
    unit=Unit,
    repositories=(Cases, Obligations, Visits, Proposals, Officers, Calendars),
    collections=(people.PLAN, history.PLAN),
    handlers=handlers_of(handlers),
    jobs=JOBS,
    chores=CHORES,
    blueprints=(
        worklist.blp,
        obligations.blp,
        visits.blp,
        proposals.blp,
        cases.blp,
        officers.blp,
        figures.blp,
        timeline.blp,
        calendar.blp,
    ),
    words=("supervision",),
)
