"""The report of an import: what needs a hand first, and no names."""

from console.shown.report import RANKS, Pages, chosen_rank, kept, rank_of


def a_row(**given):
    return {"row": 1, "outcome": "accepted", "codes": [], "number": "IX.B/0001/2021"} | given


def test_refused_rows_come_before_remarks_and_those_before_the_rest():
    rows = [
        a_row(outcome="already_recorded"),
        a_row(),
        a_row(codes=["nik_absent"]),
        a_row(outcome="refused", codes=["name_missing"]),
    ]
    assert [RANKS[rank_of(each)] for each in sorted(rows, key=rank_of)] == [
        "refused",
        "noted",
        "accepted",
        "already_recorded",
    ]


def test_only_numbers_codes_and_ids_are_kept():
    assert "name" not in kept({**a_row(), "name": "Slamet"})


def test_a_filter_that_there_is_not_shows_all():
    assert chosen_rank("refused") == 0
    assert chosen_rank("purple") is None


def test_pages_know_their_neighbours():
    assert (Pages(at=1, size=50, total=120).earlier, Pages(at=1, size=50, total=120).later) == (
        None,
        2,
    )
    assert Pages(at=3, size=50, total=120).later is None
    assert Pages(at=1, size=50, total=0).last == 1
