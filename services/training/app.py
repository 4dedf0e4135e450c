"""Training as the chassis runs it."""

from chassis.handlers import handlers_of
from chassis.service import Service
from training import handlers
from training.api import course, enrolments, figures, partners, people, programmes, rooms, sessions
from training.jobs import JOBS
from training.names import fetch_names
from training.store import COLLECTIONS, REPOSITORIES, Unit

SERVICE: Service[Unit] = Service(
    name="training",
    unit=Unit,
    repositories=REPOSITORIES,
    collections=COLLECTIONS,
    handlers=handlers_of(handlers),
    jobs=JOBS,
    chores=(fetch_names,),
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
