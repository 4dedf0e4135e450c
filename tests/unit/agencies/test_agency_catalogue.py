"""What is on offer is published, and only what is offered goes out."""

import pytest

from agencies.domain import refusals
from agencies.domain.catalogue import KINDS, OF_A_CASE, OFFERS, expand
from chassis.events import FACTS
from chassis.schemas import schema_of
from registry import events as of_registry
from supervision import events as of_supervision
from training import events as of_training

PUBLISHERS = (of_registry, of_supervision, of_training)
PUBLISHED = {each.name: each for each in FACTS.values() if each.version == 1}
ORDERS = tuple(f"registry.order-{each}" for each in ("registered", "suspended"))
TOO_MUCH = {"kecamatan", "phone_known", "device", "internet", "age_class", "sex", "officer_id"}


@pytest.mark.parametrize("offer", OFFERS.values(), ids=lambda each: each.kind)
def test_what_is_offered_is_published_with_these_fields(offer):
    published = schema_of(PUBLISHED[offer.kind])["properties"]
    assert set(offer.fields) <= set(published)
    assert offer.case is None or offer.case in offer.fields


@pytest.mark.parametrize("offer", OFFERS.values(), ids=lambda each: each.kind)
def test_how_a_client_lives_is_nobody_elses_concern(offer):
    assert not TOO_MUCH & set(offer.fields)


def test_a_pattern_stands_for_all_kinds_that_it_covers():
    kinds = expand(["registry.order-*"])
    assert set(ORDERS) < set(kinds)
    assert all(each.startswith("registry.order-") for each in kinds)


def test_a_kind_that_is_asked_for_twice_is_had_once():
    assert expand(["registry.order-suspended", "registry.order-s*"]) == (
        "registry.order-suspended",
    )


@pytest.mark.parametrize(
    "pattern", ["registry.person-changed", "supervision.obligation-*", "identity.*", ""]
)
def test_what_is_not_offered_is_refused(pattern):
    with pytest.raises(refusals.KindNotOffered) as refused:
        expand(["registry.order-*", pattern])
    assert refused.value.facts["kind"] == pattern


def test_a_case_is_that_of_an_order():
    assert {each for each in KINDS if not each.startswith("training.")} == OF_A_CASE
