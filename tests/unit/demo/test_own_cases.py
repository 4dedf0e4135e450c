"""Which events belong to an agency, by the registry's own feed."""

import json

from demo_builders import EAST, LET_IN, own_cases

from pamong.demo.own_cases import OwnCases

BEFORE, AFTER = "2020-12-31T02:00:00Z", "2021-02-01T02:00:00Z"


def heard(kind: str, at: str, cases: OwnCases) -> dict[str, str]:
    data = json.dumps({"order_id": "a", "prosecutor": EAST}).encode()
    cases.hear(f"registry.{kind}", f"{kind} {at}", at, data)
    return cases.kinds


def test_its_own_are_the_orders_that_name_it():
    assert own_cases().orders == {"a"}
    assert own_cases().kinds == {
        "e0": "registry.order-registered",
        "e2": "registry.order-suspended",
    }


def test_what_was_before_it_was_let_in_is_not_told_it():
    cases = OwnCases(prosecutor=EAST, since=LET_IN)
    assert heard("order-registered", BEFORE, cases) == {}
    assert list(heard("order-suspended", AFTER, cases).values()) == ["registry.order-suspended"]


def test_it_is_told_of_orders_alone():
    assert heard("handover-received", AFTER, OwnCases(prosecutor=EAST, since=LET_IN)) == {}
