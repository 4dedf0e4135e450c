"""A publisher to test against, without Pamong: events in order, repeated, dropped, lost."""

from collections.abc import Generator, Iterator, Mapping
from datetime import UTC, datetime
from threading import Event as Signal
from typing import Any
from uuid import uuid4

from pamong_subscriber.places import MemoryPlaces, Places
from pamong_subscriber.source import Arrival
from pamong_subscriber.subscriber import Subscriber


class FakePublisher:
    """One subscription. What is published arrives, and can be asked for again."""

    def __init__(self, office: str = "jakarta-timur-utara") -> None:
        self.subscription = str(uuid4())
        self.acknowledged = 0
        self.details: dict[str, Mapping[str, Any]] = {}
        self._office = office
        self._kept: dict[int, dict[str, Any]] = {}
        self._arriving: list[object] = []
        self._numbers = 0

    def publish(self, kind: str, **data: Any) -> int:
        """The next event, such as `registry.order-suspended`; its number."""
        self._arriving.append(self._next(kind, data))
        return self._numbers

    def publish_past_the_queue(self, kind: str, **data: Any) -> int:
        """The next event, which the queue dropped: it can only be asked for."""
        self._next(kind, data)
        return self._numbers

    def repeat(self) -> None:
        """What arrived last arrives again."""
        self._arriving.append(self._arriving[-1])

    def send(self, body: object) -> None:
        """Something else arrives."""
        self._arriving.append(body)

    def forget(self, number: int) -> None:
        """That event can be had no more."""
        kept = self._kept.pop(number)
        self._arriving = [each for each in self._arriving if each is not kept]

    def subscriber(self, places: Places | None = None) -> Subscriber:
        """Whose `follow` ends when everything has arrived."""
        return Subscriber(self, places or MemoryPlaces())

    def arrivals(self, stop: Signal) -> Generator[Arrival | None, None, None]:
        while self._arriving and not stop.is_set():
            yield Arrival(self._arriving[0], self._done)

    def replay(self, after: int) -> Iterator[object]:
        yield from (each for number, each in sorted(self._kept.items()) if number > after)

    def detail(self, url: str) -> Mapping[str, Any]:
        return self.details[url]

    def _done(self) -> None:
        self._arriving.pop(0)
        self.acknowledged += 1

    def _next(self, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
        self._numbers += 1
        service = kind.split(".")[0]
        order = data.get("order_id")
        event: dict[str, Any] = {
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": f"/offices/{self._office}/{service}",
            "type": f"pamong.{kind}.v1",
            "subject": str(order or uuid4()),
            "time": datetime.now(UTC).isoformat(),
            "datacontenttype": "application/json",
            "sequence": f"{self._numbers:020}",
            "subscriptionid": self.subscription,
            "subscriptionsequence": self._numbers,
            "data": {"detail_url": f"v1/my/orders/{order}" if order else None, **data},
        }
        self._kept[self._numbers] = event
        return event
