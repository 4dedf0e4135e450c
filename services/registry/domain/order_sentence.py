"""An order's papers as a sentence, to be reckoned by `served_time` (R17)."""

from collections.abc import Iterable
from dataclasses import replace

from chassis.refusals import Refused
from registry import events
from registry.domain.order import Order
from registry.domain.sentence import Sentence, Term
from registry.domain.served_time import Reckoning, reckon


def sentence_of(order: Order, others: Iterable[Order]) -> Sentence:
    """What the papers say. `others`: all orders of the same person, this one or not among them.

    Revoked orders of the same detention cost their days as well. A term that is not known is
    taken from the end that the list states.
    """
    detained = order.conviction.detained_from
    lost = [
        each.episode
        for each in others
        if each.id != order.id
        and each.suspended_on is not None
        and each.conviction.detained_from == detained
    ]
    return Sentence(
        detained=detained,
        term=order.conviction.term or Term(days=(order.decree.end - detained).days),
        episodes=(*lost, order.episode),
    )


def dated(order: Order, others: Iterable[Order]) -> Order:
    """The order with its expiry as it is reckoned now; none where the papers do not give one."""
    found = reckoning_of(order, others)
    return replace(order, expiry=found.expiry if found else None)


def revoked(order: Order, others: Iterable[Order]) -> tuple[Order, events.OrderRevoked]:
    """What is told of an order whose client is back: the days lost, and the new expiry."""
    start, suspended, back = order.decree.start, order.suspended_on, order.re_entry
    if suspended is None or back is None:
        raise ValueError(f"order {order.id} is not revoked")
    found = reckoning_of(order, others)
    told = events.OrderRevoked(
        order_id=order.id,
        person_id=order.person_id,
        revoked_on=suspended,
        re_entry=back,
        not_counted_days=found.not_counted_days if found else (back - start).days,
        expiry=found.expiry if found else None,
    )
    return replace(order, expiry=told.expiry), told


def reckoning_of(order: Order, others: Iterable[Order]) -> Reckoning | None:
    """None where the papers contradict themselves: that keeps nobody from recording what is."""
    try:
        return reckon(sentence_of(order, others))
    except Refused:
        return None
