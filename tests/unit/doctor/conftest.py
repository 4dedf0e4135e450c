"""What every finding is held to: it can be said in both languages, with what to do next."""

import pytest

from chassis.words import LANGUAGES
from pamong.doctor.findings import Finding, State
from pamong.doctor.report import next_step, sentence


@pytest.fixture
def told():
    """The keys of findings, each of which has its sentences."""

    def keys(*findings: Finding) -> list[str]:
        for each in findings:
            for language in LANGUAGES:
                assert sentence(each, language)
                assert next_step(each, language) or each.state is not State.WRONG
        return [each.says for each in findings]

    return keys
