"""What an agency may see of an order of its own: enough to find it in its own files (R7)."""

from collections.abc import Mapping
from typing import Any

OF_ORDER = (
    "number",
    "book",
    "scheme",
    "decree_number",
    "decree_date",
    "start",
    "end",
    "handed_over",
    "state",
    "suspended_on",
    "re_entry",
    "expiry",
    "prosecutor",
    "facility",
)
OF_SENTENCE = ("prison_register_number", "court", "judgment_number")


def detail(order: Mapping[str, Any], person: Mapping[str, Any]) -> dict[str, Any]:
    """Of registry's answers: no telephone, address, birth date or offence; children by initials."""
    sentence = order.get("sentence") or {}
    name = str(person["name"])
    return {
        "order_id": order["id"],
        "person_id": order["person_id"],
        "name": initials(name) if person["protected"] else name,
        "protected": person["protected"],
        **{field: order.get(field) for field in OF_ORDER},
        **{field: sentence.get(field) for field in OF_SENTENCE},
    }


def initials(name: str) -> str:
    """`S. R.` of Slamet Riyadi."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
