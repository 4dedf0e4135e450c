"""Whoever registers at the same moment, and whoever dies doing so: no gap, no number twice (R3)."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

import pytest
from registering import register, register_until_killed
from registry_office import Office

PROCESSES = 50
SECONDS = 120.0


@pytest.fixture
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["registry.app", "chassis.testing.rig", "pymongo.encryption"])
    return context


def test_fifty_processes_at_once_and_one_of_them_killed(office: Office, processes, store_url):
    go = processes.Event()
    started = []
    for who in range(PROCESSES):
        ours, theirs = processes.Pipe(duplex=False)
        work = register_until_killed if who == 0 else register
        process = processes.Process(
            target=work, args=(store_url, office.database.name, who, go, theirs), daemon=True
        )
        process.start()
        theirs.close()
        started.append((process, ours))
    try:
        assert {_told(pipe) for _, pipe in started} == {"ready"}
        go.set()
        victim, of_victim = started[0]
        told = [_told(of_victim)]
        victim.kill()
        victim.join(SECONDS)
        told += _rest(of_victim)
        told += [_told(pipe) for _, pipe in started[1:]]
    finally:
        for process, _ in started:
            process.kill()
    assert victim.exitcode == -9
    assert len(set(told)) == len(told) >= PROCESSES
    kept = sorted(each["number"] for each in office.database["orders"].find({}))
    assert kept == [f"IX.B/{n:04}/2021" for n in range(1, len(kept) + 1)]
    assert set(told) <= set(kept)
    assert office.database["books"].find_one({})["last"] == len(kept)


def _told(pipe: Connection) -> str:
    assert pipe.poll(SECONDS), "a process does not answer"
    word: str = pipe.recv()
    return word


def _rest(pipe: Connection) -> list[str]:
    """What the dead had told before; it may have died in the middle of a word."""
    words = []
    try:
        while pipe.poll(0):
            words.append(pipe.recv())
    except (EOFError, OSError):
        return words
    return words
