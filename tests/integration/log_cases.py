"""What any log promises: the same cases for the embedded log and for the stream on RabbitMQ."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from chassis.log import Log, LogLost, Message, NotConfirmed, Reader

AT_ONCE, SOON = 0.0, 5.0


class Ground(Protocol):
    """A log under test, and what may happen to it."""

    log: Log

    def another(self) -> Log:
        """The same log, as another process has it."""

    def restart(self) -> None:
        """What keeps the log is ended and started again."""

    def stop(self) -> None:
        """What keeps the log goes away, without a word."""

    def start(self) -> None:
        """And is there again."""

    def recreate(self) -> None:
        """The log is lost, and made anew, empty."""

    def truncate(self, keep: int) -> None:
        """Only its first messages are left, as after a restore."""


def messages(count: int, *, first: int = 1, service: str = "north") -> list[Message]:
    return [
        Message(
            service=service,
            position=first + n,
            epoch=1,
            type=f"pamong.{service}.counted.v1",
            office_id="jakarta-timur-utara",
            body=b'{"number":%d}' % (first + n),
        )
        for n in range(count)
    ]


def read(reader: Reader, count: int, *, limit: int = 500) -> list[Message]:
    """So many messages, waiting for each batch at most a few seconds."""
    found: list[Message] = []
    while len(found) < count:
        batch = reader.batch(min(limit, count - len(found)), SOON)
        assert batch, f"{len(found)} of {count} messages came"
        found.extend(batch)
    return found


def numbers(found: list[Message]) -> list[int]:
    return [each.position for each in found]


class LogCases:
    """Derive from it with a fixture `ground`."""

    @pytest.fixture
    def log(self, ground: Ground) -> Iterator[Log]:
        yield ground.log
        ground.log.close()

    def test_what_was_published_is_read_in_its_order_as_it_was(self, log: Log) -> None:
        log.publish(messages(3))
        found = read(log.reader(None), 3)
        assert [each.at(0) for each in found] == [each.at(0) for each in messages(3)]

    def test_each_reader_has_a_cursor_of_its_own(self, log: Log) -> None:
        log.publish(messages(4))
        ahead, behind = log.reader(None), log.reader(None)
        assert numbers(read(ahead, 4)) == [1, 2, 3, 4]
        assert numbers(read(behind, 2)) == [1, 2]
        assert numbers(read(behind, 2)) == [3, 4]

    def test_offsets_rise(self, log: Log) -> None:
        log.publish(messages(2))
        log.publish(messages(2, first=3))
        offsets = [each.offset for each in read(log.reader(None), 4)]
        assert None not in offsets
        assert offsets == sorted(set(offsets))

    def test_reading_goes_on_after_the_offset_that_was_read_last(self, log: Log) -> None:
        log.publish(messages(5))
        second = read(log.reader(None), 5)[1]
        assert numbers(read(log.reader(second.offset), 3)) == [3, 4, 5]

    def test_after_the_last_message_there_is_nothing_until_the_next(self, log: Log) -> None:
        log.publish(messages(2))
        last = read(log.reader(None), 2)[-1]
        reader = log.reader(last.offset)
        assert reader.batch(10, AT_ONCE) == []
        log.publish(messages(1, first=3))
        assert numbers(read(reader, 1)) == [3]

    def test_a_reader_that_waits_has_a_message_at_once(self, log: Log) -> None:
        reader = log.reader(None)
        assert reader.batch(10, AT_ONCE) == []
        log.publish(messages(1))
        assert numbers(read(reader, 1)) == [1]

    def test_nothing_to_publish_is_nothing_published(self, log: Log) -> None:
        log.publish([])
        assert log.reader(None).batch(10, 0.3) == []

    def test_an_offset_beyond_the_end_is_read_from_the_beginning(self, log: Log) -> None:
        log.publish(messages(3))
        assert numbers(read(log.reader(90_000), 3)) == [1, 2, 3]

    def test_a_log_made_anew_is_read_from_its_beginning(self, ground: Ground) -> None:
        ground.log.publish(messages(5))
        last = read(ground.log.reader(None), 5)[-1]
        ground.recreate()
        anew = ground.another()
        anew.publish(messages(2, first=6))
        assert numbers(read(anew.reader(last.offset), 2)) == [6, 7]

    def test_a_truncated_log_is_read_from_its_beginning(self, ground: Ground) -> None:
        ground.log.publish(messages(6))
        last = read(ground.log.reader(None), 6)[-1]
        ground.truncate(keep=2)
        assert numbers(read(ground.another().reader(last.offset), 2)) == [1, 2]

    def test_what_was_confirmed_is_there_after_a_restart(self, ground: Ground) -> None:
        ground.log.publish(messages(3))
        ground.restart()
        again = ground.another()
        again.publish(messages(2, first=4))
        assert numbers(read(again.reader(None), 5)) == [1, 2, 3, 4, 5]

    def test_publisher_and_reader_are_told_when_the_log_goes_away(self, ground: Ground) -> None:
        ground.log.publish(messages(1))
        reader = ground.log.reader(None)
        read(reader, 1)
        ground.stop()
        try:
            with pytest.raises(NotConfirmed):
                ground.log.publish(messages(1, first=2))
            with pytest.raises(LogLost):
                reader.batch(10, SOON)
            with pytest.raises(LogLost):
                ground.log.reader(None)
        finally:
            ground.start()
        ground.log.publish(messages(1, first=2))
        assert numbers(read(ground.another().reader(None), 2)) == [1, 2]

    def test_many_messages_are_read_in_small_batches_to_the_last(self, log: Log) -> None:
        """More than are ever under way unacknowledged, fewer at a time than come at once."""
        count = 4_500
        for start in range(0, count, 500):
            log.publish(messages(500, first=start + 1))
        found = read(log.reader(None), count, limit=170)
        assert numbers(found) == list(range(1, count + 1))
