"""What arrives, put right: repeats are left out, gaps are filled, the callback is called."""

from collections.abc import Callable, Iterator

from pamong_subscriber.event import Event, NotAnEvent, read_event
from pamong_subscriber.places import Places

Handle = Callable[[Event], None]
Replay = Callable[[int], Iterator[object]]
"""What is kept after a number, as decoded JSON, in order."""
OnLost = Callable[[int, int], None]


class Lost(Exception):
    """The numbers `first` to `last` can be had no more."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"events {first} to {last} are kept no longer")
        self.first, self.last = first, last


def raise_lost(first: int, last: int) -> None:
    raise Lost(first, last)


class Inbox:
    """Gives each event of a subscription to `handle` once and in order, then keeps its number."""

    def __init__(
        self,
        subscription: str,
        handle: Handle,
        places: Places,
        replay: Replay,
        on_lost: OnLost = raise_lost,
    ) -> None:
        self._subscription = subscription
        self._handle = handle
        self._places = places
        self._replay = replay
        self._on_lost = on_lost
        self._last = places.load(subscription)

    def take(self, body: object) -> None:
        """One that arrived, as decoded JSON. Raises NotAnEvent, Lost, or what `handle` raises."""
        event = self._read(body)
        if event.number > self._last + 1:
            self.catch_up()
        self._give(event)

    def catch_up(self) -> None:
        """Everything that is there and has not been given yet."""
        for body in self._replay(self._last):
            self._give(self._read(body))

    def _read(self, body: object) -> Event:
        event = read_event(body)
        if event.subscription != self._subscription:
            raise NotAnEvent(f"of subscription {event.subscription}, not {self._subscription}")
        return event

    def _give(self, event: Event) -> None:
        if event.number <= self._last:
            return
        if event.number > self._last + 1:
            self._on_lost(self._last + 1, event.number - 1)
        self._handle(event)
        self._places.save(self._subscription, event.number)
        self._last = event.number
