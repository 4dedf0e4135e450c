"""MongoDB is spoken in one room of each service: its store."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "services"
OUTSIDE = sorted(
    each.relative_to(SERVICES)
    for each in SERVICES.rglob("*.py")
    if each.relative_to(SERVICES).parts[1] != "store"
)


@pytest.mark.parametrize("module", OUTSIDE, ids=str)
def test_outside_its_store_a_service_speaks_no_mongodb(module: Path) -> None:
    tree = ast.parse((SERVICES / module).read_text())
    assert not {each for each in _imported(tree) if each.partition(".")[0] in ("pymongo", "bson")}
    assert not [each for each in ast.walk(tree) if _opens_a_collection(each)]


def _imported(tree: ast.AST) -> Iterator[str]:
    for each in ast.walk(tree):
        if isinstance(each, ast.Import):
            yield from (name.name for name in each.names)
        elif isinstance(each, ast.ImportFrom):
            yield each.module or ""


def _opens_a_collection(node: ast.AST) -> bool:
    """`….database[name]`."""
    if not isinstance(node, ast.Subscript):
        return False
    return isinstance(node.value, ast.Attribute) and node.value.attr == "database"
