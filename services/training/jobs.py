"""Daily work: programmes begin on their first day, and follow-ups fall due."""

from datetime import date
from typing import Any

from chassis.jobs import Job
from chassis.service import Runtime
from chassis.unit import Actor
from training.commands.course import begin_due
from training.commands.results import tell_follow_ups
from training.store.enrolments import due_follow_ups
from training.store.offices import offices

ITSELF = Actor(id="training")


def begin_programmes(runtime: Runtime[Any], day: date) -> dict[str, int]:
    begun = [
        runtime.transact(begin_due, day, office_id=office_id, actor=ITSELF).result
        for office_id in offices(runtime.around.database)
    ]
    return {"begun": sum(begun)}


def remind_of_follow_ups(runtime: Runtime[Any], day: date) -> dict[str, int]:
    """Told when due; the days before `day` that were not run are in it."""
    database = runtime.around.database
    due = due_follow_ups(database, offices(database), day)
    for office_id, enrolment_id in due:
        runtime.transact(tell_follow_ups, enrolment_id, office_id=office_id, actor=ITSELF)
    return {"due": len(due)}


JOBS = (
    Job("begin-programmes", begin_programmes),
    Job("follow-ups", remind_of_follow_ups),
)
