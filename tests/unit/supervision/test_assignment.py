"""Assignment: every case gets an officer, and the choice says why."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from supervision.domain.assignment import Officer, Reason, choose_officer

LIMIT = 60


def officer(number, caseload, *kecamatan):
    return Officer(id=UUID(int=number), caseload=caseload, kecamatan=frozenset(kecamatan))


OFFICERS = st.lists(
    st.builds(
        Officer,
        id=st.uuids(),
        caseload=st.integers(0, 80),
        kecamatan=st.frozensets(st.sampled_from("ABC")),
    ),
    min_size=1,
    max_size=8,
)


def test_whoever_serves_the_kecamatan_goes_before_whoever_has_fewer_cases():
    chosen = choose_officer([officer(1, 10), officer(2, 50, "A")], "A", LIMIT)
    assert chosen.officer_id == UUID(int=2)
    assert chosen.reasons == (Reason.KNOWS_KECAMATAN,)


def test_among_equals_the_one_with_the_fewest_cases_is_chosen():
    chosen = choose_officer([officer(1, 30, "A"), officer(2, 20, "A")], "A", LIMIT)
    assert chosen.officer_id == UUID(int=2)
    assert chosen.reasons == (Reason.KNOWS_KECAMATAN, Reason.FEWEST_CASES)


def test_an_officer_at_the_limit_gives_way_to_one_from_another_kecamatan():
    chosen = choose_officer([officer(1, LIMIT, "A"), officer(2, 59, "B")], "A", LIMIT)
    assert chosen.officer_id == UUID(int=2)
    assert not chosen.exceeds_limit


def test_with_everyone_at_the_limit_the_case_still_gets_an_officer_and_it_is_told():
    chosen = choose_officer([officer(1, 61), officer(2, LIMIT)], "A", LIMIT)
    assert chosen.officer_id == UUID(int=2)
    assert chosen.exceeds_limit
    assert Reason.EVERYONE_AT_LIMIT in chosen.reasons


def test_an_office_without_officers_has_no_choice():
    assert choose_officer([], "A", LIMIT) is None


@given(officers=OFFICERS, kecamatan=st.sampled_from(["A", "B", None]))
def test_the_limit_is_exceeded_only_when_nobody_is_below_it(officers, kecamatan):
    chosen = choose_officer(officers, kecamatan, LIMIT)
    assert chosen.exceeds_limit == all(each.caseload >= LIMIT for each in officers)
