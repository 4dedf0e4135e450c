"""What is examined: the services that these settings reach, or the trial started beside us."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chassis.settings import PREFIX, SERVICES, read_settings
from pamong.connection import FOLDERS
from pamong.embedded import running_in

OF_ITS_OWN = "_FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Where everything is. `services` are those whose databases may be looked into.

    `folder` holds the data, where they lie on this machine.
    """

    store_url: str
    broker_url: str | None
    broker_admin_url: str | None
    addresses: Mapping[str, str]
    master_key_file: Path
    services: Sequence[str]
    folder: Path | None
    clock_movable: bool


def by_settings(service: str | None) -> Patient:
    """As the environment says. Raises SettingsWrong."""
    settings = read_settings()
    return Patient(
        store_url=settings.store_url,
        broker_url=settings.broker_url,
        broker_admin_url=settings.broker_admin_url,
        addresses=settings.addresses,
        master_key_file=settings.master_key_file,
        services=() if service is None else (service,),
        folder=None,
        clock_movable=settings.clock_movable,
    )


def trial(service: str | None) -> Patient | None:
    """The one that `pamong up` or `pamong demo` runs in a folder here; None without one."""
    if any(name.startswith(PREFIX) for name in os.environ):
        return None
    for folder in FOLDERS:
        told = running_in(folder)
        if told is not None:
            return Patient(
                store_url=told["store_url"],
                broker_url=None,
                broker_admin_url=None,
                addresses={each: f"{told['address']}/{each}/api" for each in SERVICES},
                master_key_file=folder / "keys" / "master",
                services=SERVICES if service is None else (service,),
                folder=folder,
                clock_movable=False,
            )
    return None


def key_files(patient: Patient | None) -> dict[str, Path]:
    """Files that must be kept secret, by what names them."""
    if patient is not None and patient.folder is not None:
        found = sorted((patient.folder / "keys").iterdir())
        return {f"keys/{each.name}": each for each in found if each.is_file()}
    return {
        name: Path(path)
        for name, path in sorted(os.environ.items())
        if name.startswith(PREFIX) and name.endswith(OF_ITS_OWN)
    }
