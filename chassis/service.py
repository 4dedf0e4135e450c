"""A service as the chassis knows it, and the one way in which its commands are run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from pymongo.client_session import ClientSession

from chassis import idempotency
from chassis.handlers import Handler
from chassis.jobs import Job
from chassis.outbox import CHASSIS_COLLECTIONS
from chassis.repository import Repository
from chassis.store import CollectionPlan, ensure
from chassis.transaction import in_transaction
from chassis.unit import Actor, Cause, Surroundings, UnitOfWork

U = TypeVar("U", bound=UnitOfWork)
O = TypeVar("O")  # noqa: E741 an order to a command
R = TypeVar("R")


Chore = Callable[["Runtime[Any]"], int]
"""Small work done again and again, beside the daily jobs: how much of it was done this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Generic[U]):
    """What a service declares: its rooms, by which the chassis runs them."""

    name: str
    unit: type[U]
    repositories: Sequence[type[Repository[Any]]] = ()
    collections: Sequence[CollectionPlan] = ()
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    jobs: Sequence[Job] = ()
    chores: Sequence[Chore] = ()
    blueprints: Sequence[Any] = ()
    words: Sequence[str] = ()

    def plans(self) -> list[CollectionPlan]:
        """All its collections, the chassis' own among them."""
        own = [each.plan() for each in self.repositories]
        return [*CHASSIS_COLLECTIONS, *own, *self.collections]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What a command gave back, and the ids of the events that it published."""

    result: R
    event_ids: tuple[UUID, ...]


class Runtime(Generic[U]):
    """A service with its store: runs commands and reads, each in a unit of work of its own."""

    def __init__(self, service: Service[U], around: Surroundings) -> None:
        self.service = service
        self.around = around
        self.committed: list[Callable[[], None]] = []
        self._repositories = {each.name: each for each in service.repositories}

    def prepare(self) -> None:
        """Collections and indexes, before anything is served."""
        ensure(self.around.database, self.service.plans())

    def transact(
        self,
        command: Callable[[U, O], R],
        order: O,
        *,
        office_id: str,
        actor: Actor,
        cause: Cause | None = None,
        key: str | None = None,
    ) -> Outcome[R]:
        """Run a command: one transaction with its writes, its events and its audit entry.

        With an idempotency `key`, a second run gives the first one's aggregate and changes
        nothing; another order under the same key raises `idempotency.KeyReused`.
        """

        asked = (command.__qualname__, order)

        def work(session: ClientSession) -> Outcome[R]:
            unit = self.unit(session, office_id=office_id, actor=actor, cause=cause)
            if key is not None:
                earlier = idempotency.recall(unit, key, asked)
                if earlier is not None:
                    found = self._repositories[earlier.collection](unit).get(earlier.id)
                    return Outcome(found, (earlier.event,) if earlier.event else ())
            result = command(unit, order)
            if not unit.audited:
                unit.record(command.__name__, subjects=unit.changed())
            if key is not None:
                idempotency.remember(unit, key, asked, result)
            unit.flush()
            return Outcome(result, tuple(unit.event_ids))

        outcome = in_transaction(self.around.client, work)
        if outcome.event_ids:
            self.wake()
        return outcome

    def wake(self) -> None:
        """There are events in the outbox: tell the relay of this process."""
        for tell in self.committed:
            tell()

    def read(
        self,
        question: Callable[[U, O], R],
        order: O,
        *,
        office_id: str,
        actor: Actor,
        cause: Cause | None = None,
    ) -> R:
        """Answer a question; the record of who read a person is written before the answer."""
        # A causal session would put a read concern on the write, which a bulk write refuses.
        with self.around.client.start_session(causal_consistency=False) as session:
            unit = self.unit(session, office_id=office_id, actor=actor, cause=cause)
            answer = question(unit, order)
            unit.flush()
            return answer

    def unit(
        self, session: ClientSession, *, office_id: str, actor: Actor, cause: Cause | None
    ) -> U:
        return self.service.unit(
            self.around, session, office_id=office_id, actor=actor, cause=cause or Cause()
        )
