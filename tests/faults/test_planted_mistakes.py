"""`make faults-mutations` takes minutes; that its mistakes can still be planted is seen at once."""

import pytest
from mutations import GHOSTS, LOST, MUTATIONS, OUT_OF_ORDER, ROOT, TWICE, Mutation
from scenes import SCENES


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.name.replace(" ", "-"))
def test_a_mistake_has_its_place_and_its_scene(mutation: Mutation) -> None:
    assert (ROOT / "chassis" / mutation.file).read_text().count(mutation.text) == 1
    assert mutation.scene in {each.__name__ for each in SCENES}


def test_every_count_is_shown_to_find_something() -> None:
    assert {each.count for each in MUTATIONS} == {LOST, GHOSTS, TWICE, OUT_OF_ORDER}
