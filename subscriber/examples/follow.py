"""Follow your own cases: python follow.py credentials.json"""

import sys

from pamong_subscriber import Event, Subscriber

subscriber = Subscriber.of(sys.argv[1], place="place.json")


def note(event: Event) -> None:
    case = subscriber.detail(event) or {}
    print(event.number, event.time.date(), event.kind, case.get("number"), case.get("name"))  # noqa: T201


subscriber.follow(note)
