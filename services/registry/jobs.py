"""Daily work of the registry."""

from datetime import date

from chassis.jobs import Job
from chassis.service import Runtime
from chassis.unit import Actor
from registry.commands.persons import come_of_age
from registry.questions.persons import anybody_turning
from registry.store import RegistryUnit
from registry.store.persons import offices


def tell_who_came_of_age(runtime: Runtime[RegistryUnit], day: date) -> dict[str, int]:
    """Birthdays change what others must know of a child: age class and protection (R6)."""
    told, actor = 0, Actor(id=runtime.service.name)
    for office_id in offices(runtime.around.database):
        if runtime.read(anybody_turning, day, office_id=office_id, actor=actor):
            told += runtime.transact(come_of_age, day, office_id=office_id, actor=actor).result
    return {"persons": told}


JOBS = (Job("come-of-age", tell_who_came_of_age),)
