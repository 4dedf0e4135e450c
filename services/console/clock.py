"""What day it is for the services: the banner's date, and "two days left"."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from chassis.clock import day_of
from console.answers import Asker, Away, Refusal, SignedOut
from console.services import Services

FRESH_SECONDS = 1.0
TOLD_BY = ("registry", "identity", "supervision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The instant that rules go by; `movable` in a demo. `today` is the office's day."""

    now: datetime
    today: date
    movable: bool = False


class Clock:
    """Asks a service, at most once a second."""

    def __init__(self, services: Services, zone: ZoneInfo) -> None:
        self._services = services
        self._zone = zone
        self._asked = 0.0
        self._moment: Moment | None = None
        self._lock = threading.Lock()

    def moment(self) -> Moment:
        """By the first service that answers; by the system's clock where none does."""
        with self._lock:
            if self._moment is None or time.monotonic() - self._asked > FRESH_SECONDS:
                self._moment = self._ask()
                self._asked = time.monotonic()
            return self._moment

    def _ask(self) -> Moment:
        for service in TOLD_BY:
            try:
                told = self._services.ask(Asker(), "GET", service, "/v1/clock").body
            except (Away, Refusal, SignedOut):
                continue
            now = datetime.fromisoformat(told["now"])
            return Moment(now=now, today=day_of(now, self._zone), movable=told["movable"])
        now = datetime.now(UTC)
        return Moment(now=now, today=day_of(now, self._zone))
