"""The subscriber: connects, checks, leaves out repeats, fills gaps, calls back, acknowledges."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from typing import Any

from pamong_subscriber.credentials import Credentials
from pamong_subscriber.event import Event
from pamong_subscriber.inbox import Handle, Inbox, OnLost, raise_lost
from pamong_subscriber.pamong import PamongSource
from pamong_subscriber.places import FilePlaces, Places
from pamong_subscriber.source import Away, Source

AGAIN_SECONDS = 5.0


class Subscriber:
    """One agency's subscription at one office."""

    def __init__(self, source: Source, places: Places) -> None:
        self._source = source
        self._places = places

    @classmethod
    def of(cls, credentials: str | Path, place: str | Path, ca: str | None = None) -> "Subscriber":
        """By the file of credentials; how far it is, is kept in the file `place`."""
        return cls(PamongSource(Credentials.of(credentials), ca=ca), FilePlaces(place))

    def follow(
        self, handle: Handle, *, stop: Signal | None = None, on_lost: OnLost = raise_lost
    ) -> None:
        """Call `handle` with each event, once and in order, until `stop` is set.

        An event is done with when `handle` returns. What that raises ends it, and the next start
        begins with the same event. Raises ShutOut when the subscription has ended, Lost when
        numbers can be had no more, NotAnEvent for what is none.
        """
        inbox, stop = self._inbox(handle, on_lost), stop or Signal()
        while not stop.is_set():
            try:
                self._follow(inbox, stop)
                return
            except Away:  # a gap could not be filled: what was not acknowledged comes again
                stop.wait(AGAIN_SECONDS)

    def catch_up(self, handle: Handle, *, on_lost: OnLost = raise_lost) -> None:
        """Call `handle` with what is there now, and return. Raises Away besides."""
        self._inbox(handle, on_lost).catch_up()

    def detail(self, event: Event) -> Mapping[str, Any] | None:
        """What may be seen of the event's case now; None where it is about none.

        Each time it is recorded. Raises LookupError for a case that is not the agency's any more.
        """
        url = event.data.get("detail_url")
        return None if url is None else self._source.detail(url)

    def _inbox(self, handle: Handle, on_lost: OnLost) -> Inbox:
        source = self._source
        return Inbox(source.subscription, handle, self._places, source.replay, on_lost)

    def _follow(self, inbox: Inbox, stop: Signal) -> None:
        _catch_up(inbox)
        with closing(self._source.arrivals(stop)) as arrivals:
            for arrival in arrivals:
                if arrival is None:
                    _catch_up(inbox)
                else:
                    inbox.take(arrival.body)
                    arrival.done()


def _catch_up(inbox: Inbox) -> None:
    try:
        inbox.catch_up()
    except Away:  # the queue may answer, and what is missing then is asked for again
        return
