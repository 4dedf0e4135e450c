"""Passwords as argon2id hashes, by the parameters of today."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from identity.domain.passwords import normalised

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's parameters for a server that signs many people in at the same minute."""
AT_ONCE = threading.BoundedSemaphore(4)
"""Each takes 19 MB for as long as it runs: whoever asks for more waits for a turn."""


def hashed(password: str) -> str:
    """The encoded hash, with its parameters and its own salt."""
    with AT_ONCE:
        return HASHER.hash(normalised(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password; for none kept False, after the same work."""
    if kept is None:
        hashed(password)
        return False
    with AT_ONCE:
        try:
            return HASHER.verify(kept, normalised(password))
        except VerificationError:
            return False


def is_outdated(kept: str) -> bool:
    """Made by parameters of another time: to be hashed anew when the password is at hand."""
    return HASHER.check_needs_rehash(kept)
