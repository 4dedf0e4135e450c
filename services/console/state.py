"""Whether the console runs, and whether it can serve: for those who watch over processes."""

from typing import Any

from flask import Flask
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.store import Document

ENDPOINTS = frozenset({"health", "ready"})


def register(app: Flask, database: Database[Document]) -> None:
    """`/health`: the process answers. `/ready`: sessions can be kept, else 503 and why not."""

    def health() -> dict[str, str]:
        return {"status": "up"}

    def ready() -> Any:
        try:
            database.command("ping")
        except PyMongoError as error:
            missing = [f"store: {type(error).__name__}"]
            return {"status": "not ready", "missing": missing}, 503
        return {"status": "ready"}

    app.add_url_rule("/health", "health", health)
    app.add_url_rule("/ready", "ready", ready)
