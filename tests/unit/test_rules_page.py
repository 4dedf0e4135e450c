"""The page of rules: every rule is there, and where it lives is where it says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text()


def test_every_rule_stands_on_the_page_once() -> None:
    assert re.findall(r'<a id="r(\d+)"></a>', PAGE) == [str(number) for number in range(1, 44)]


def test_every_place_that_the_page_names_is_there() -> None:
    places = re.findall(r"`((?:services|chassis)/[^`*]+)`", PAGE)
    assert len(places) > 40
    assert [each for each in places if not (ROOT / each).exists()] == []


def test_every_rule_that_code_cites_is_on_the_page() -> None:
    cited = {
        int(number)
        for source in (ROOT / "services").rglob("*.py")
        for number in re.findall(r"\bR(\d{1,2})\b", source.read_text())
    }
    assert cited <= set(range(1, 44))
