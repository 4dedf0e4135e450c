"""All checks in order: what the later ones need is looked at first."""

from collections.abc import Iterator

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.privacy import read_master_key
from chassis.settings import SettingsWrong
from chassis.store import Client, Document, connect
from pamong.composition import declared
from pamong.doctor.broker import broker
from pamong.doctor.clocks import stores_clock
from pamong.doctor.events import events
from pamong.doctor.findings import Finding, good, note, wrong
from pamong.doctor.indexes import indexes
from pamong.doctor.keys import key_file, vault
from pamong.doctor.patient import Patient, by_settings, key_files, trial
from pamong.doctor.peers import peers
from pamong.doctor.space import space_of_folder, space_of_store
from pamong.doctor.store import greet, reached, silent, transactions


def examine(service: str | None) -> Iterator[Finding]:
    """The findings, as they are made."""
    patient = trial(service)
    if patient is None:
        try:
            patient = by_settings(service)
        except SettingsWrong as error:
            yield wrong("settings.wrong", why=str(error))
            yield from (key_file(*each) for each in key_files(None).items())
            return
        yield good("settings.right")
    else:
        yield good("settings.trial", folder=str(patient.folder))
    yield from whole(patient)


def whole(patient: Patient) -> Iterator[Finding]:
    """Everything but the settings themselves."""
    if patient.clock_movable:
        yield note("settings.movable")
    yield from (key_file(*each) for each in key_files(patient).items())
    yield from of_store(patient)
    if patient.folder is None:
        yield from broker(patient.broker_url, patient.broker_admin_url)
    yield from peers(patient.addresses)


def of_store(patient: Patient) -> Iterator[Finding]:
    """The store, and what each service has in it. The rest is not asked when it is away."""
    try:
        with connect(patient.store_url) as client:
            greeting = greet(client)
            yield from reached(greeting)
            yield stores_clock(greeting)
            if patient.folder is not None:
                yield space_of_folder(patient.folder)
            elif patient.services:
                yield space_of_store(client[patient.services[0]])
            if not patient.services:
                yield note("service.none")
            for service in patient.services:
                yield from of_service(client, client[service], patient)
    except PyMongoError as error:
        yield silent(error)


def of_service(client: Client, database: Database[Document], patient: Patient) -> Iterator[Finding]:
    yield transactions(client, database)
    yield from indexes(database, declared(database.name).plans())
    try:
        master_key = read_master_key(patient.master_key_file)
    except (OSError, ValueError):
        yield wrong("vault.no_key", service=database.name)
    else:
        yield vault(client, database, master_key)
    yield from events(database)
