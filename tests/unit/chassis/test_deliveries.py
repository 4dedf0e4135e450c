"""What a follower makes of a message before it touches the store."""

from chassis.deliveries import BYTES_KEPT, Unreadable, read
from chassis.log import Message

MORE_THAN_A_DOCUMENT_HOLDS = 17_000_000


def test_of_what_no_relay_sent_no_more_is_kept_than_the_store_can_hold() -> None:
    """Else it could not be parked, and everything behind it would wait for ever."""
    by_hand = Message(
        service="",
        position=0,
        epoch=0,
        type="",
        office_id="",
        body=b"x" * MORE_THAN_A_DOCUMENT_HOLDS,
        offset=7,
    )
    found = read(by_hand, {})
    assert isinstance(found, Unreadable)
    assert (len(found.message.body), found.message.offset) == (BYTES_KEPT, 7)
