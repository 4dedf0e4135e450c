"""Helper modules of the tests are imported by their bare names: no two may share one."""

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_no_two_modules_of_the_tests_share_a_name() -> None:
    names = Counter(
        each.stem for each in TESTS.rglob("*.py") if each.name not in ("__init__.py", "conftest.py")
    )
    assert [name for name, times in names.items() if times > 1] == []
