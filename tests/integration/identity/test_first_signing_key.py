"""Whoever asks first makes the first key; whoever asks at the same moment uses that one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from identity.store import signing_keys


def test_many_who_ask_at_once_find_one_key(identity):
    around, now = identity.runtime.around, datetime.now(UTC)
    with ThreadPoolExecutor(8) as pool:
        keys = pool.map(lambda _: signing_keys.signing_key(around, now).kid, range(8))
    assert len(set(keys)) == 1
