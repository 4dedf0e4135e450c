"""`python -m chassis.testing.ready`: ends well if there is a broker to test with, else says how."""

import sys

from chassis.testing.backends import BackendUnavailable, Choice, chosen
from chassis.testing.brokers import HOW_TO_GET_ONE, RABBITMQ
from chassis.testing.private_rabbitmq import server_program


def ready() -> bool:
    choice = chosen()
    if server_program() is not None and choice is not Choice.CONTAINERS:
        return True
    return choice is not Choice.LOCAL and _engine_has_one()


def _engine_has_one() -> bool:
    from chassis.testing.containers import fetch

    try:
        fetch(RABBITMQ)
    except BackendUnavailable:
        return False
    return True


if __name__ == "__main__":
    sys.exit(None if ready() else HOW_TO_GET_ONE)
