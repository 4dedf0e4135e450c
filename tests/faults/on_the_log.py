"""Blows to the log itself, and to what is on it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pymongo
from blows import Blow, Heal
from kombu import Connection, Queue
from machines import Machines
from pymongo.errors import PyMongoError
from reckoning import Excused
from unwanted import plant, write_by_hand

from chassis import leases
from chassis.log import Message, Reader
from chassis.log.rabbitmq import STREAM, RabbitLog
from chassis.outbox import feed, head_of
from chassis.relay import Relay

FEW = 200
STORE_SECONDS, PATIENCE = 5.0, 90.0


@dataclass(slots=True)
class OnTheLog:
    """Acts in the broker's and the relays' place."""

    machines: Machines
    excused: Excused
    chance: random.Random

    def delete_stream(self, blow: Blow) -> Heal:
        """Everything on it is gone; it is made anew, by whoever is first."""
        with Connection(self.machines.broker.url) as connection:
            Queue(STREAM)(connection.channel()).delete()
        self.machines.declare_stream()
        return None

    def truncate_stream(self, blow: Blow) -> Heal:
        """Its beginning is cut off, while this service's follower stands still behind it."""
        stopped = [each for each in self.machines.of(blow.target) if " work" in each]
        for each in stopped:
            self.machines.pause(each)

        def heal() -> None:
            try:
                self._cut_off()
            finally:
                for each in stopped:
                    self.machines.resume(each)

        return heal

    def _cut_off(self) -> None:
        """As much as the segments of the stream allow."""
        control = self.machines.broker.control
        control(
            *("set_policy", "cut", f"^{STREAM}$", '{"max-length-bytes":1000}'),
            *("--apply-to", "queues"),
        )
        try:
            self._repeat("registry")  # a segment is cut off when the next one begins
        finally:
            control("clear_policy", "cut")

    def repeat(self, blow: Blow) -> Heal:
        self._repeat(blow.target)
        return None

    def _repeat(self, service: str) -> None:
        """What was published once is published again, as by a relay that came back."""
        database = self.machines.client[service]
        after = self.chance.randrange(max(1, head_of(database).settled))
        until = head_of(database).settled
        log = RabbitLog(self.machines.broker.url)
        try:
            log.publish([each for each in feed(database, after, FEW) if each.position <= until])
        finally:
            log.close()

    def by_hand(self, blow: Blow) -> Heal:
        write_by_hand(self.machines, blow.target)
        return None

    def planted(self, blow: Blow) -> Heal:
        plant(self.machines, self.excused, blow.target)
        return None

    def lose_confirmed(self, blow: Blow) -> Heal:
        with self.machines.without_workers(blow.target):
            self._lose_confirmed(blow.target)
        return None

    def lose_the_tail(self, service: str, told: Callable[[], None]) -> int:
        """The last that it told is confirmed, and not on the log: only heads can show that."""
        with self.machines.without_workers(service):
            told()
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    return self._lose_confirmed(service)
                except PyMongoError:
                    if time.monotonic() > deadline:
                        raise

    def _lose_confirmed(self, service: str) -> int:
        """What is pending is numbered and settled, and never reaches the log. Nobody else relays
        for this service meanwhile.

        PyMongoError where a relay that was killed has left a transaction: the store ends it after
        a minute.
        """
        database = self.machines.client[service]
        lease = {
            "$set": {"holder": "the nemesis", "until": datetime.now(UTC) + timedelta(seconds=90)},
            "$inc": {"fence": 1},
        }
        of_relay = {"_id": "relay"}
        kept = database[leases.COLLECTION].find_one_and_update(
            of_relay, lease, upsert=True, return_document=True
        )
        lost = 0
        try:
            with pymongo.timeout(STORE_SECONDS):
                relay = Relay(service, self.machines.client, database, Nowhere(), kept["fence"])
                while step := relay.step():
                    lost += step
        finally:
            free = {"$set": {"until": datetime.fromtimestamp(0, UTC)}}
            database[leases.COLLECTION].update_one(of_relay, free)
        return lost


class Nowhere:
    """A log that confirms everything and keeps nothing."""

    def publish(self, messages: list[Message]) -> None:
        """Confirmed, and gone."""

    def reader(self, after: int | None) -> Reader:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is held open."""
