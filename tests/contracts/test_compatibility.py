"""What a new schema may do to those who read the old one."""

import pytest

from pamong.contracts.compatibility import breaks, differs

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
MAYBE = {"anyOf": [TEXT, {"type": "null"}]}


def a_schema(*optional: str, **properties):
    required = [each for each in properties if each not in optional]
    return {"type": "object", "properties": properties, "required": required}


OLD = a_schema(scheme=TEXT, book=TEXT)


@pytest.mark.parametrize(
    "new",
    [
        a_schema(scheme=TEXT, book=TEXT, number=TEXT),
        a_schema("number", scheme=TEXT, book=TEXT, number=TEXT),
        a_schema(book=TEXT, scheme=TEXT),
        a_schema(scheme={**TEXT, "description": "A code."}, book=TEXT),
    ],
    ids=["a new field", "a new field that may be missing", "another order", "more words"],
)
def test_readers_stand(new):
    assert differs(OLD, new) == []


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (a_schema(scheme=TEXT), "book is gone"),
        (a_schema(scheme=TEXT, book=NUMBER), "book has other values"),
        (a_schema(scheme=TEXT, book=MAYBE), "book has other values"),
        (a_schema(scheme=TEXT, book={**TEXT, "format": "date"}), "book has other values"),
        (a_schema("book", scheme=TEXT, book=TEXT), "book may be missing"),
    ],
    ids=["removed", "retyped", "may be null now", "another format", "may be missing now"],
)
def test_readers_do_not_stand(new, told):
    assert differs(OLD, new) == [told]


def test_a_field_that_was_always_nullable_may_name_its_types_in_another_order():
    turned = {"anyOf": list(reversed(MAYBE["anyOf"]))}
    assert differs(a_schema(book=MAYBE), a_schema(book=turned)) == []


def test_an_event_that_goes_breaks_and_one_that_comes_does_not():
    old, new = {"a.v1": OLD}, {"a.v2": OLD}
    assert breaks(old, new) == ["a.v1: the event is gone"]
    assert breaks(old, {**old, **new}) == []
