"""What a journey sees from outside: the days as they pass, and the log as it stands."""

from collections import defaultdict
from datetime import date

from chassis.log.rabbitmq import RabbitLog


class Watched:
    """Progress that a test can follow."""

    def __init__(self, lived: list[date]) -> None:
        self._lived = lived

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *raised: object) -> None:
        return None

    def day(self, day: date, story: object) -> None:
        self._lived.append(day)


def positions(url: str) -> dict[str, tuple[int, int]]:
    """Read from the stream itself, from its beginning."""
    log = RabbitLog(url)
    reader = log.reader(None)
    seen: dict[str, set[int]] = defaultdict(set)
    while batch := reader.batch(2_000, 3.0):
        for message in batch:
            seen[message.service].add(message.position)
    reader.close()
    log.close()
    return {service: (len(each), max(each)) for service, each in seen.items()}
