"""Room on the disk that holds the data, by the folder here or by what the store says of its own."""

import shutil
from pathlib import Path

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.store import Document
from pamong.doctor.findings import Finding, good, note, wrong

LEAST_BYTES = 2 * 1024**3
LEAST_SHARE = 0.05
GIGABYTE = 1024**3


def space_of_folder(folder: Path) -> Finding:
    usage = shutil.disk_usage(folder)
    return space(str(folder), usage.free, usage.total)


def space_of_store(database: Database[Document]) -> Finding:
    """MongoDB tells the size of the file system under its data; others need not."""
    try:
        told = database.command("dbStats")
    except PyMongoError as error:
        return note("space.unseen", why=type(error).__name__)
    total = told.get("fsTotalSize", 0)
    if not total:
        return note("space.unseen", why="dbStats")
    return space("store", int(total - told["fsUsedSize"]), int(total))


def space(where: str, free: int, total: int) -> Finding:
    facts = {"where": where, "free": free / GIGABYTE, "total": total / GIGABYTE}
    scarce = free < LEAST_BYTES or free < total * LEAST_SHARE
    return wrong("space.scarce", **facts) if scarce else good("space.enough", **facts)
