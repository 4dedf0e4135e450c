"""Tries at passwords in a row, counted by the system's clock, for names that exist or not."""

import math
from datetime import datetime

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from chassis.store import CollectionPlan, Document, Store
from identity.domain.passwords import wait_after
from identity.domain.refusals import TooManyGuesses

FORGET_SECONDS = 86_400
PLAN = CollectionPlan("guesses", [IndexModel("at", expireAfterSeconds=FORGET_SECONDS, name="old")])


def admit(store: Store, key: bytes, now: datetime) -> None:
    """Count one try for this name, or raise TooManyGuesses with the seconds still to wait.

    Counted before the password is looked at, so that many tries at once are not one.
    """
    guesses = store[PLAN.name]
    while True:
        kept = guesses.find_one({"_id": key})
        _check_waited(kept, now)
        tries = 1 if kept is None else kept["tries"] + 1
        counted = {"tries": tries, "at": now}
        if kept is None:
            try:
                guesses.insert_one({"_id": key, **counted})
            except DuplicateKeyError:
                continue  # another try was first
            return
        if guesses.replace_one({"_id": key, "tries": kept["tries"]}, counted).matched_count:
            return


def _check_waited(kept: Document | None, now: datetime) -> None:
    if kept is None:
        return
    wait = wait_after(kept["tries"])
    left = (kept["at"] + wait - now).total_seconds()
    if wait and left > 0:  # tries at once are counted in another order than they began
        raise TooManyGuesses(seconds=math.ceil(left))


def forget(store: Store, key: bytes) -> None:
    """The password was right, or is new: the row of failures ends."""
    store[PLAN.name].delete_one({"_id": key})
