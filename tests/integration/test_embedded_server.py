"""The whole of Pamong in one process: many at once do not keep each other from being answered."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from chassis.children import free_port
from pamong.embedded import THREADS, Embedded

AT_ONCE = 2 * THREADS


def test_however_many_pages_are_asked_for_the_services_behind_them_answer(tmp_path: Path) -> None:
    """Each page asks services by HTTP: were they answered by the same threads, none would be."""
    embedded = Embedded(tmp_path, free_port())
    embedded.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda n: sign_in(embedded.address, n), range(AT_ONCE)))
    finally:
        embedded.stop()
    assert found == [422] * AT_ONCE


def sign_in(address: str, number: int) -> int:
    """As somebody who is not known: 422 says that identity was asked."""
    with requests.Session() as browser:
        form = browser.get(f"{address}/sign-in", timeout=60).text
        found = re.search(r'name="form_token" value="([^"]+)"', form)
        assert found is not None
        stranger = {"username": f"stranger-{number}", "password": "not the right one"}
        sent = {**stranger, "form_token": found[1]}
        return browser.post(f"{address}/sign-in", sent, timeout=60).status_code
