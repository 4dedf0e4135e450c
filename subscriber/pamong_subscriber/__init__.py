"""Events of an agency's own cases from Pamong: each once, in order, none missing."""

from pamong_subscriber.credentials import Credentials
from pamong_subscriber.event import Event, NotAnEvent
from pamong_subscriber.inbox import Lost
from pamong_subscriber.places import FilePlaces, MemoryPlaces, Places
from pamong_subscriber.source import Away, ShutOut, Source
from pamong_subscriber.subscriber import Subscriber

__all__ = [
    "Away",
    "Credentials",
    "Event",
    "FilePlaces",
    "Lost",
    "MemoryPlaces",
    "NotAnEvent",
    "Places",
    "ShutOut",
    "Source",
    "Subscriber",
]
