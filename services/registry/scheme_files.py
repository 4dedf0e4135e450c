"""The windows of the schemes, read from `policies/schemes.yaml` (R1)."""

from functools import cache
from importlib.resources import files

import msgspec
import yaml

from registry.domain.schemes import Validity


@cache
def shipped_validities() -> tuple[Validity, ...]:
    """When the law knew each scheme, as it comes with Pamong."""
    source = files("registry").joinpath("policies", "schemes.yaml")
    return msgspec.convert(yaml.safe_load(source.read_text("utf-8")), tuple[Validity, ...])
