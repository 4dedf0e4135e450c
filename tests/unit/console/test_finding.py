"""What is looked for is recognised by its looks."""

import pytest

from console.shown.finding import recognised


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("3175991211870001", {"nik": "3175991211870001"}),
        ("3175 9912 1187 0001", {"nik": "3175991211870001"}),
        ("0001", {"nik_last4": "0001"}),
        ("0812-0001-2345", {"phone": "0812-0001-2345"}),
        ("+62 812 0001 2345", {"phone": "+62 812 0001 2345"}),
        ("IX.B/0007/2021", {"number": "IX.B/0007/2021"}),
        ("Slamet Riyadi", {"name": "Slamet Riyadi"}),
        ("Nur'aini", {"name": "Nur'aini"}),
    ],
)
def test_a_search_is_what_it_looks_like(text, search):
    assert recognised(text) == search
