"""Which events other agencies may have, and what of them: ids, codes and dates of a case (R36)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from agencies.domain import refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kind of event. Of its data `fields` are passed on, and nothing that is added later.

    `case` is the field that names the order; None for what is about no case.
    """

    kind: str
    case: str | None = "order_id"
    fields: tuple[str, ...]


OF_ORDER = ("order_id", "person_id")
OFFERS = {
    each.kind: each
    for each in (
        Offer(kind="registry.handover-received", fields=(*OF_ORDER, "handed_over", "prosecutor")),
        Offer(
            kind="registry.order-registered",
            fields=(
                *OF_ORDER,
                "scheme",
                "decree_date",
                "start",
                "end",
                "handed_over",
                "book",
                "number",
                "prosecutor",
            ),
        ),
        Offer(kind="registry.order-suspended", fields=(*OF_ORDER, "on")),
        Offer(kind="registry.order-reinstated", fields=(*OF_ORDER, "on")),
        Offer(
            kind="registry.order-revoked",
            fields=(*OF_ORDER, "revoked_on", "re_entry", "not_counted_days", "expiry"),
        ),
        Offer(kind="registry.order-completed", fields=(*OF_ORDER, "on")),
        Offer(
            kind="supervision.start-overdue", case="case_id", fields=("case_id", "person_id", "due")
        ),
        Offer(
            kind="training.programme-completed",
            case=None,
            fields=("programme_id", "field", "kind", "mode", "form", "starts", "ends", "places"),
        ),
        Offer(
            kind="training.certificate-issued",
            case=None,
            fields=("enrolment_id", "programme_id", "person_id", "number", "on"),
        ),
    )
}
KINDS = tuple(OFFERS)
OF_A_CASE = frozenset(kind for kind, each in OFFERS.items() if each.case is not None)


def expand(patterns: Iterable[str]) -> tuple[str, ...]:
    """The kinds that these are or that they cover, such as `registry.order-*`, in order.

    KindNotOffered when one of them covers nothing that is offered.
    """
    found: set[str] = set()
    for pattern in patterns:
        covered = [kind for kind in KINDS if fnmatchcase(kind, pattern)]
        if not covered:
            raise refusals.KindNotOffered(field="events", kind=pattern, offered=", ".join(KINDS))
        found.update(covered)
    return tuple(kind for kind in KINDS if kind in found)
