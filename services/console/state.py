"""Whether the console runs, and whether it can serve: for those who watch over processes."""

from typing import Any

from flask import Flask

from chassis.store import Store
from console.store import missing

ENDPOINTS = frozenset({"health", "ready"})


def register(app: Flask, store: Store) -> None:
    """`/health`: the process answers. `/ready`: sessions can be kept, else 503 and why not."""

    def health() -> dict[str, str]:
        return {"status": "up"}

    def ready() -> Any:
        if lacking := missing(store):
            return {"status": "not ready", "missing": lacking}, 503
        return {"status": "ready"}

    app.add_url_rule("/health", "health", health)
    app.add_url_rule("/ready", "ready", ready)
