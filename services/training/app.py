"""Training as the chassis runs it."""

from chassis import names
from chassis.handlers import handlers_of
from chassis.service import Service
from training import handlers
from training.api import course, enrolments, figures, partners, people, programmes, rooms, sessions
from training.jobs import JOBS
from training.store import COLLECTIONS, REPOSITORIES, Unit
from training.store.names import Names
from training.store.offices import offices

SERVICE: Service[Unit] = Service(
    name="training",
    unit=Unit,
    repositories=REPOSITORIES,
    collections=COLLECTIONS,
    handlers=handlers_of(handlers),
    jobs=JOBS,
    chores=(names.fetching(Names.PLAN.name, offices),),
    blueprints=(
        partners.blp,
        rooms.blp,
        programmes.blp,
        course.blp,
        sessions.blp,
        enrolments.blp,
        people.blp,
        figures.blp,
    ),
    words=("training",),
)
