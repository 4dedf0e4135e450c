"""The files of `contracts/`: made from the code, compared, written."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from chassis.apidocs import description_of
from chassis.events import FactType
from chassis.schemas import schema_of
from pamong.contracts import declared
from pamong.contracts.asyncapi import asyncapi
from pamong.contracts.examples import sent

EVENTS, OPENAPI, ASYNCAPI = "events", "openapi", "asyncapi.yaml"


def generated() -> Mapping[str, str]:
    """The text of every file, by its path in the folder."""
    kinds = declared.facts()
    files = {f"{EVENTS}/{each.type}.json": _json(event_contract(each)) for each in kinds}
    for name, app in declared.apps().items():
        files[f"{OPENAPI}/{name}.json"] = _json(description_of(app))
    files[ASYNCAPI] = _yaml(asyncapi(kinds))
    return files


def event_contract(kind: FactType) -> dict[str, Any]:
    """The schema of the data, with an example of it, alone and as the whole event."""
    event = json.loads(sent(kind))
    return {**schema_of(kind), "examples": [event["data"]], "x-event": event}


def events_in(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """The schemas that a folder of contracts has, by type."""
    return {each.stem: json.loads(each.read_text()) for each in (folder / EVENTS).glob("*.json")}


def differences(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """A line for each file that is missing, is too many, or says something else."""
    present = _present(folder)
    return sorted(
        [f"missing: {each}" for each in wanted.keys() - present]
        + [f"nothing has this any more: {each}" for each in present - wanted.keys()]
        + [
            f"differs: {each}"
            for each in wanted.keys() & present
            if (folder / each).read_text(encoding="utf-8") != wanted[each]
        ]
    )


def write_to(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Make the folder as wanted; the lines of what was different."""
    told = differences(folder, wanted)
    for name in _present(folder) - wanted.keys():
        (folder / name).unlink()
    for name, text in wanted.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return told


def _present(folder: Path) -> set[str]:
    found = [*folder.glob(f"{EVENTS}/*"), *folder.glob(f"{OPENAPI}/*"), *folder.glob(ASYNCAPI)]
    return {each.relative_to(folder).as_posix() for each in found}


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


class _Plain(yaml.SafeDumper):
    """Without anchors: the same part twice is written twice. Lines of a text stay lines."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = "|" if "\n" in data else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Plain.add_representer(str, _Plain.represent_str)


def _yaml(content: Mapping[str, Any]) -> str:
    return yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
