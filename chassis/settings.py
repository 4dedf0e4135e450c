"""Settings: PAMONG_… in the environment, checked before anything listens."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from environs import EnvError, EnvValidationError, FileAwareEnv
from marshmallow import ValidationError
from marshmallow.validate import OneOf

PREFIX = "PAMONG_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SERVICES = ("identity", "registry", "supervision", "training", "notifications", "agencies")


class SettingsWrong(Exception):
    """A setting is missing, unknown or not readable; the message names it and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a process of a service needs to know. `addresses` are the services' base URLs.

    Only workers need the broker; `broker_admin_url` is where its management API
    answers, `mail_url` a mail server (docs/operators.md).
    """

    store_url: str
    broker_url: str | None
    broker_admin_url: str | None
    mail_url: str | None
    master_key_file: Path
    service_secret_file: Path
    zone: ZoneInfo
    clock_movable: bool
    addresses: Mapping[str, str]
    console_secret_file: Path
    log_level: str
    port: int


def read_settings() -> Settings:
    """From the environment; NAME_FILE names a file that holds the value of NAME.

    SettingsWrong names every setting at fault.
    """
    env = FileAwareEnv(eager=False)
    known = {f"{PREFIX}{name}" for name in _NAMES}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsWrong(f"unknown settings: {', '.join(unknown)}; known: {sorted(known)}")
    try:
        with env.prefixed(PREFIX):
            read = Settings(
                store_url=env.str("STORE_URL"),
                broker_url=env.str("BROKER_URL", None),
                broker_admin_url=env.str("BROKER_ADMIN_URL", None),
                mail_url=env.str("MAIL_URL", None) or None,
                master_key_file=env.path("MASTER_KEY_FILE"),
                service_secret_file=env.path("SERVICE_SECRET_FILE"),
                console_secret_file=env.path("CONSOLE_SECRET_FILE", Path("console-secret")),
                zone=_zone(env.str("ZONE", "Asia/Jakarta", validate=_is_zone)),
                clock_movable=env.bool("CLOCK_MOVABLE", False),
                addresses={each: env.str(f"{each.upper()}_URL") for each in SERVICES},
                log_level=env.str("LOG_LEVEL", "INFO", validate=OneOf(LEVELS)),
                port=env.int("PORT", 8000),
            )
        env.seal()
    except EnvValidationError as error:
        wrong = dict(error.error_messages)  # type: ignore[arg-type]
        told = (f"{name}: {' '.join(why)}" for name, why in sorted(wrong.items()))
        raise SettingsWrong("; ".join(told)) from error
    except (EnvError, OSError, ValueError) as error:
        raise SettingsWrong(str(error)) from error
    return read


def _zone(name: str | None) -> ZoneInfo:
    """Of a name that is wrong there is none: `seal` says so, with all that is wrong."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _is_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValidationError(f"{name} is no time zone, such as Asia/Jakarta.") from None


_NAMES = (
    "STORE_URL",
    "STORE_URL_FILE",
    "BROKER_URL",
    "BROKER_URL_FILE",
    "BROKER_ADMIN_URL",
    "BROKER_ADMIN_URL_FILE",
    "MAIL_URL",
    "MAIL_URL_FILE",
    "MASTER_KEY_FILE",
    "SERVICE_SECRET_FILE",
    "CONSOLE_SECRET_FILE",
    "ZONE",
    "CLOCK_MOVABLE",
    "LOG_LEVEL",
    "PORT",
    "TEST_BACKENDS",
    *(f"{each.upper()}_URL" for each in SERVICES),
)
