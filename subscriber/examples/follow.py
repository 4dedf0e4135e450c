"""Follow your own cases: python follow.py credentials.json [certificate.pem]"""

import sys

from pamong_subscriber import Event, Subscriber

credentials, *certificate = sys.argv[1:]
subscriber = Subscriber.of(credentials, "place.json", *certificate)


def note(event: Event) -> None:
    case = subscriber.detail(event) or {}
    print(event.number, event.time.date(), event.kind, case.get("number"), case.get("name"))  # noqa: T201


subscriber.follow(note)
