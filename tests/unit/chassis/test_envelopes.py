"""Envelopes and ids: what is encoded once gets its place later, and ids rise."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.envelope import Envelope, decode, encode, with_place
from chassis.ids import id_after, made_at, new_id


def an_envelope(**more: object) -> Envelope:
    whole: dict[str, object] = {
        "id": new_id(),
        "source": "/offices/jakarta-timur-utara/registry",
        "type": "pamong.registry.order-registered.v2",
        "subject": str(new_id()),
        "time": datetime(2021, 6, 1, tzinfo=UTC),
        "dataschema": "/v1/schemas/x.json",
        "sequence": "1".zfill(20),
        "data": {"count": 1},
    }
    return Envelope(**{**whole, **more})  # type: ignore[arg-type]


@given(
    position=st.integers(1, 2**53),
    epoch=st.integers(1, 2**31),
    data=st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.none()),
)
def test_what_was_encoded_once_gets_its_place_without_being_decoded(
    position: int, epoch: int, data: dict[str, object]
) -> None:
    envelope = an_envelope(data=data)
    placed = decode(with_place(encode(envelope), position, epoch))
    assert placed == msgspec.structs.replace(envelope, position=position, positionepoch=epoch)


def test_what_cloudevents_requires_is_always_written() -> None:
    written = msgspec.json.decode(encode(an_envelope()))
    assert written["specversion"] == "1.0"
    assert written["datacontenttype"] == "application/json"
    assert "personid" not in written


def test_an_envelope_knows_its_service_office_kind_and_version() -> None:
    envelope = an_envelope()
    assert (envelope.service, envelope.office_id) == ("registry", "jakarta-timur-utara")
    assert (envelope.kind, envelope.version) == ("registry.order-registered", 2)


@pytest.mark.parametrize(
    ("versions", "twins"), [(None, set()), ("", set()), ("1,2", {1, 2}), ("x", set())]
)
def test_a_fact_may_be_told_in_several_versions(versions: str | None, twins: set[int]) -> None:
    assert an_envelope(versions=versions).twins == twins


@given(st.lists(st.uuids()))
def test_an_id_sorts_after_all_that_it_must(earlier: list[UUID]) -> None:
    found = id_after(*earlier, None)
    assert all(found.int > each.int for each in earlier)


def test_ids_of_one_process_rise() -> None:
    ids = [new_id() for _ in range(1_000)]
    assert ids == sorted(set(ids))


def test_an_id_tells_when_it_was_made_where_it_can() -> None:
    assert abs(made_at(new_id()) - datetime.now(UTC).timestamp()) < 5
    assert made_at(UUID(int=7)) == 0.0
