"""Words for people: every sentence stands in a room's `words.yaml`, Indonesian and English."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words:
    """The sentences of one or more packages, later ones first."""

    def __init__(self, sentences: Mapping[str, Mapping[str, str]]) -> None:
        self.sentences = sentences

    def say(self, key: str, language: Language, /, **facts: Any) -> str:
        """The sentence for `key`; a missing one is a KeyError, for tests to find."""
        return self.sentences[key][language].format_map(facts)

    def __contains__(self, key: str) -> bool:
        return key in self.sentences


@cache
def words_of(*packages: str) -> Words:
    """The words of these packages, read once. A key without both languages is refused."""
    sentences: dict[str, Mapping[str, str]] = {}
    for package in packages:
        text = files(package).joinpath("words.yaml").read_text(encoding="utf-8")
        for key, each in yaml.safe_load(text).items():
            if set(each) != set(LANGUAGES):
                raise ValueError(f"{package}/words.yaml: {key} needs exactly {LANGUAGES}")
            sentences[key] = each
    return Words(sentences)
