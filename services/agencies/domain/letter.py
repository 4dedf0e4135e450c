"""An event as an agency gets it: the publisher's, with its place among those of the agency."""

from typing import Any
from uuid import UUID

import msgspec

from agencies.domain.catalogue import OFFERS, Offer
from agencies.domain.subscription import Subscription
from chassis.envelope import Envelope

DETAIL = "v1/my/orders/{order_id}"
"""Below the address at which this service answers."""


def letter(event: Envelope, to: Subscription) -> bytes:
    """CloudEvents 1.0, structured JSON. `subscriptionsequence` counts what `to` gets, from 1."""
    offer = OFFERS[event.kind]
    sent: dict[str, Any] = {
        "specversion": event.specversion,
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "time": event.time,
        "datacontenttype": event.datacontenttype,
        "sequence": event.sequence,
        "subscriptionid": to.id,
        "subscriptionsequence": to.sequence,
        "data": {**_offered(event, offer), "detail_url": _detail(event, offer)},
    }
    if event.personid is not None:
        sent["personid"] = event.personid
    return msgspec.json.encode(sent)


def order_of(event: Envelope) -> UUID | None:
    """The order that the event is about, None where it is about none."""
    field = OFFERS[event.kind].case
    return None if field is None else UUID(event.data[field])


def _offered(event: Envelope, offer: Offer) -> dict[str, Any]:
    return {name: event.data[name] for name in offer.fields if name in event.data}


def _detail(event: Envelope, offer: Offer) -> str | None:
    order_id = order_of(event)
    return None if order_id is None else DETAIL.format(order_id=order_id)
