"""What a password must be, and how long a guesser waits."""

import unicodedata
from datetime import timedelta

from identity.domain import refusals

SHORTEST = 12
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)


def normalised(password: str) -> str:
    """The same password typed on another keyboard is the same text (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, username: str) -> None:
    """Long enough, and not the username. Nothing else: rules of signs only make bad ones."""
    password = normalised(password)
    if len(password) < SHORTEST:
        raise refusals.PasswordTooShort(field="password", needed=SHORTEST)
    if password.strip().casefold() == username.casefold():
        raise refusals.PasswordIsUsername(field="password")


def wait_after(failures: int) -> timedelta:
    """How long nobody may try again after so many failures in a row: twice as long each time."""
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES, 10)  # more would only make a huge number
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
