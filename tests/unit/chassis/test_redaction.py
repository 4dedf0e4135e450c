"""No personal data in the log: none by the names of fields, none by the text of an error."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import structlog

from chassis.observability import child_of, log, redact, set_up_logging


@dataclass(frozen=True)
class Client:
    name: str
    nik: str


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """What the log wrote, as a list of JSON objects."""
    kept = structlog.get_config()
    set_up_logging("INFO")
    structlog.configure(
        cache_logger_on_first_use=False, logger_factory=structlog.PrintLoggerFactory()
    )
    yield lambda: [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    structlog.configure(**kept)


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "nik",
        "phone",
        "address",
        "birth_date",
        "token",
        "Name",
        "NIK",
        "person_name",
        "nik_last4",
        "guarantor-phone",
    ],
)
def test_a_personal_field_is_redacted(field: str) -> None:
    assert redact(None, "info", {"event": "x", field: "Siti"})[field] == "[redacted]"


@pytest.mark.parametrize(
    "nested",
    [
        {"person": {"name": "Siti"}},
        {"rows": [{"a": [{"phone": "Siti"}]}]},
        {"pair": ({"nik": "Siti"}, {"address": {"street": "Siti"}})},
        {"client": Client("Siti", "Siti")},
        {"clients": {"one": Client("Siti", "Siti")}},
    ],
)
def test_at_any_depth(nested: dict[str, Any]) -> None:
    assert "Siti" not in json.dumps(redact(None, "info", {"event": "x", **nested}), default=str)


def test_ids_codes_numbers_and_dates_are_told() -> None:
    told = {"event": "x", "service": "registry", "position": 7, "on": date(2021, 6, 1)}
    told |= {"id": UUID(int=1), "names_of": None}
    assert redact(None, "info", dict(told)) == told


def test_an_error_is_told_as_its_kind_and_place_not_by_its_text(lines: Any) -> None:
    def judge(nik: str) -> None:
        try:
            raise KeyError(nik)
        except KeyError as error:
            raise ValueError(f"no such person: {nik}") from error

    try:
        judge("3174012345678901")
    except ValueError:
        log.exception("request failed", route="/v1/persons")
    (line,) = lines()
    assert line["exception"] == "ValueError from KeyError"
    assert any("in judge" in each for each in line["stack"])
    assert "3174012345678901" not in json.dumps(line)


def test_lines_are_json_with_their_level_and_instant(lines: Any) -> None:
    log.warning("gap", of="north")
    (line,) = lines()
    assert (line["event"], line["level"], line["of"]) == ("gap", "warning", "north")
    assert line["timestamp"].endswith("Z")


def test_a_trace_goes_on_under_a_new_span() -> None:
    trace, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
    version, same, new, flags = child_of(f"00-{trace}-{span}-01").split("-")
    assert (version, same, flags) == ("00", trace, "01")
    assert len(new) == 16
    assert new != span


@pytest.mark.parametrize("wrong", [None, "", "x", "00-xyz-00f067aa0ba902b7-01", f"00-{'0' * 32}-1"])
def test_what_is_no_trace_begins_one(wrong: str | None) -> None:
    _, trace, _, _ = child_of(wrong).split("-")
    assert int(trace, 16) != 0
