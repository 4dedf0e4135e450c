"""The deadlines of to-dos, read from `policies/todos.yaml` (R4, R9)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml


@cache
def shipped_deadlines() -> Mapping[str, int]:
    """Days for each code, as they come with Pamong."""
    source = files("registry").joinpath("policies", "todos.yaml")
    return msgspec.convert(yaml.safe_load(source.read_text("utf-8")), dict[str, int])
