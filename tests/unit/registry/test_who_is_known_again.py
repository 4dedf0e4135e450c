"""One person over several decrees, each handover once, whatever order they come in (R1)."""

from hypothesis import given
from hypothesis import strategies as st
from register_builders import HERS, HIS, OFFICE, a_handover, an_act

from chassis.ids import new_id
from registry.domain.handover import Handover
from registry.domain.person import Person
from registry.domain.recognition import Known
from registry.domain.repeats import Seen, identity_of


class Desk:
    """Handovers taken in one by one, as the register does it."""

    def __init__(self) -> None:
        self.known = Known({}, [])

    def take(self, handover: Handover) -> Person | None:
        """Whose it is; None where it is on record."""
        who = identity_of(handover)
        if self.known.order(who) is not None:
            return None
        found = self.known.person(who)
        if found is None:
            person, _ = Person.first_seen(handover, id=new_id(), office_id=OFFICE, act=an_act())
        else:
            person, _ = found.seen_again(handover, act=an_act())
        self.known.remember(person)
        self.known.leave(who, new_id())
        return person


def persons(*handovers: Handover) -> list[int | None]:
    """Whose each is, numbered as they turn up; None where it is on record."""
    desk, seen = Desk(), {}
    found = [desk.take(each) for each in handovers]
    return [None if each is None else seen.setdefault(each.id, len(seen)) for each in found]


def test_one_nik_is_one_person_under_every_decree_and_name():
    assert persons(a_handover(decree="1"), a_handover(decree="2", name="S. Riyadi")) == [0, 0]


def test_where_a_nik_is_missing_name_and_birth_date_decide():
    nik_first = persons(a_handover(decree="1"), a_handover(decree="2", nik=None))
    nik_last = persons(a_handover(decree="1", nik=None), a_handover(decree="2"))
    assert (nik_first, nik_last) == ([0, 0], [0, 0])
    other_day = a_handover(decree="2", nik=None, born="1987-11-13")
    assert persons(a_handover(decree="1"), other_day) == [0, 1]


def test_a_nik_once_learnt_parts_from_namesakes():
    """Without NIK, then with one, then a namesake with another."""
    found = persons(
        a_handover(decree="1", nik=None), a_handover(decree="2", nik=HIS), a_handover(nik=HERS)
    )
    assert found == [0, 0, 1]


def test_one_without_a_nik_is_taken_for_none_of_several_namesakes():
    found = persons(
        a_handover(decree="1", nik=HIS),
        a_handover(decree="2", nik=HERS),
        a_handover(decree="3", nik=None),
        a_handover(decree="4", nik=None),
    )
    assert found == [0, 1, 2, 2]


def test_the_same_decree_again_is_on_record():
    assert persons(a_handover(), a_handover(handed_over="2021-10-19")) == [0, None]


handovers = st.builds(
    a_handover,
    name=st.sampled_from(["Slamet", " slamet ", "Wulan"]),
    nik=st.sampled_from([HIS, HERS, "3175991211870009", None]),
    decree=st.sampled_from(["1", "2", " 1 "]),
    born=st.sampled_from(["1987-11-12", "1987-11-13"]),
)


@given(rows=st.lists(handovers, max_size=12))
def test_the_register_finds_the_same_repeats_as_a_dry_run(rows):
    seen, desk = Seen(), Desk()
    assert [desk.take(each) is None for each in rows] == [seen.repeats(each) for each in rows]


@given(rows=st.lists(handovers, max_size=12))
def test_nobody_has_two_niks_and_no_nik_two_persons(rows):
    desk, niks = Desk(), {}
    for each in rows:
        person = desk.take(each)
        if person is not None and each.person.nik is not None:
            assert person.particulars.nik == each.person.nik
            assert niks.setdefault(each.person.nik, person.id) == person.id
