"""A list is recorded in batches, and one row that fails takes no other with it (R1)."""

import io

import pytest
from handover_lists import a_list, a_row
from register_builders import an_order

from chassis.transaction import Unavailable
from registry.commands.registration import Registered
from registry.importing import ROWS_A_BATCH, recorded
from registry.sheets import open_sheet


class Register:
    """Notes the batches that come; fails on any with a person of this name."""

    def __init__(self, fails_on: str = "", error: type[Exception] = ArithmeticError) -> None:
        self.batches: list[int] = []
        self._fails_on, self._error = fails_on, error

    def __call__(self, rows):
        if any(each.handover.person.name == self._fails_on for each in rows):
            raise self._error
        self.batches.append(len(rows))
        return [Registered(an_order(), True) for each in rows]


def record(register, *rows):
    with open_sheet(io.BytesIO(a_list(*rows).encode())) as sheet:
        return [each for batch in recorded(sheet, register) for each in batch]


def many(count):
    return [a_row(no=str(n), nomor_sk=f"SK-{n}") for n in range(1, count + 1)]


def test_rows_are_recorded_in_batches_and_told_in_the_order_of_the_file():
    register = Register()
    found = record(register, *many(2 * ROWS_A_BATCH + 1))
    assert register.batches == [ROWS_A_BATCH, ROWS_A_BATCH, 1]
    assert [each.row for each in found] == list(range(1, 2 * ROWS_A_BATCH + 2))


def test_refused_rows_stand_where_they_are_in_the_file():
    rows = [a_row(no="1"), a_row(no="2", skema="?"), a_row(no="3", nik="", nomor_sk="2")]
    found = record(Register(), *rows)
    assert [(each.row, each.outcome, each.codes) for each in found] == [
        (1, "accepted", ()),
        (2, "refused", ("scheme_unknown",)),
        (3, "accepted", ("nik_absent",)),
    ]


def test_a_batch_that_fails_is_recorded_row_by_row():
    register = Register(fails_on="Gagal")
    rows = many(5)
    rows[2]["nama"] = "Gagal"
    found = record(register, *rows)
    assert register.batches == [1, 1, 1, 1]
    assert [each.outcome for each in found].count("accepted") == 4
    assert (found[2].row, found[2].codes) == (3, ("not_recorded",))


def test_a_store_that_is_away_ends_the_import():
    with pytest.raises(Unavailable):
        record(Register(fails_on="Slamet Riyadi", error=Unavailable), a_row())
