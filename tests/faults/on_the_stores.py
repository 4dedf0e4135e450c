"""Blows to what a service has in its database."""

from collections.abc import Callable
from dataclasses import dataclass

from backups import Backup, back_up, restore
from blows import Blow, Heal
from machines import Machines
from reckoning import Excused

from chassis.epochs import begin_epoch
from chassis.transaction import in_transaction


@dataclass(frozen=True, slots=True)
class OnTheStores:
    """Blows to what one service has in its database."""

    machines: Machines
    excused: Excused
    say: Callable[[str], None]

    def restore_backup(self, blow: Blow) -> Heal:
        """Taken now, restored when it is healed."""
        database = self.machines.client[blow.target]
        kept = back_up(self.machines.client, database)
        return lambda: self._restore(blow.target, kept)

    def _restore(self, service: str, backup: Backup) -> None:
        """As docs/bus.md says: restore, raise the epoch, and only then let workers at it."""
        names = self.machines.of(service)
        for each in names:
            self.machines.kill(each)
        self.machines.wires["store"][service].cut()
        database = self.machines.client[service]
        gone = restore(database, backup, self.excused)
        in_transaction(self.machines.client, lambda session: begin_epoch(database, session))
        self.say(f"{service} is as it was: {gone} of its events are gone")
        for each in names:
            self.machines.start(each)
