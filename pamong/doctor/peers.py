"""The services' APIs: each answers, and is ready."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import requests

from pamong.doctor.clocks import clock_by_header
from pamong.doctor.findings import Finding, good, wrong

SECONDS = 10.0
TOLD_AT_MOST = 200
CLOCK_OF = "identity"


def peers(addresses: Mapping[str, str]) -> Iterator[Finding]:
    """All are asked at once, so that several that are away cost no more than one."""
    with ThreadPoolExecutor(len(addresses)) as pool:
        yield from (each for found in pool.map(_asked, *_columns(addresses)) for each in found)


def _columns(addresses: Mapping[str, str]) -> tuple[list[str], list[str]]:
    return list(addresses), list(addresses.values())


def _asked(service: str, address: str) -> list[Finding]:
    before = time.time()
    try:
        answer = requests.get(f"{address}/ready", timeout=SECONDS)
    except requests.RequestException as error:
        return [wrong("peer.away", service=service, address=address, why=type(error).__name__)]
    found = [readiness(service, answer)]
    if service == CLOCK_OF:
        found.append(clock_by_header(service, answer.headers, before, time.time()))
    return found


def readiness(service: str, answer: requests.Response) -> Finding:
    """As `/ready` says it: 503 comes with what is missing."""
    if answer.status_code == requests.codes.ok:
        return good("peer.ready", service=service)
    try:
        missing = "; ".join(answer.json()["missing"])
    except (ValueError, KeyError, TypeError):
        missing = f"HTTP {answer.status_code}"
    return wrong("peer.not_ready", service=service, missing=missing[:TOLD_AT_MOST])
