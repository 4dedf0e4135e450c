"""Lists of handovers recorded: each row once, one person once, the same as a dry run says (R1)."""

import json
import threading
from pathlib import Path

import pytest
from registry_office import HERS, HIS, OTHER, Office, a_handover, a_list, a_row

from pamong.import_results import judged
from registry.sheets import open_sheet

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "pamong/sample/serah-terima-2021-semester-1.csv"
EXPECTED = json.loads(
    (ROOT / "tests/unit/registry/serah-terima-2021-semester-1.expected.json").read_text("utf-8")
)


def outcomes(lines):
    return [(each["row"], each["outcome"]) for each in lines]


def test_the_sample_comes_out_row_for_row_as_it_should_and_again_changes_nothing(office) -> None:
    lines = office.imported(SAMPLE.read_bytes())
    judged_here = [{name: each[name] for name in ("row", "outcome", "codes")} for each in lines]
    assert judged_here == [
        {name: each[name] for name in ("row", "outcome", "codes")} for each in EXPECTED
    ]
    before = {
        each: office.database[each].count_documents({})
        for each in ("persons", "orders", "books", "known_handovers", "outbox")
    }
    counters = list(office.database["books"].find({}))
    again = office.imported(SAMPLE.read_bytes())
    assert {each["outcome"] for each in again} == {"already_recorded", "refused"}
    assert [each["number"] for each in again] == [each["number"] for each in lines]
    after = {each: office.database[each].count_documents({}) for each in before}
    assert (after, list(office.database["books"].find({}))) == (before, counters)
    _books_are_without_gaps(office, len([e for e in EXPECTED if e["outcome"] == "accepted"]))


def _books_are_without_gaps(office: Office, entries: int) -> None:
    numbers = [each["number"].split("/") for each in office.database["orders"].find({})]
    assert len(numbers) == entries
    for book in {each[0] for each in numbers}:
        taken = sorted(int(each[1]) for each in numbers if each[0] == book)
        assert taken == list(range(1, len(taken) + 1))


def test_children_go_to_their_own_book(office: Office) -> None:
    office.imported(SAMPLE.read_bytes())
    accepted = [each for each in EXPECTED if each["outcome"] == "accepted"]
    children = [e for e in accepted if e["child"] and e["scheme"] == "asimilasi_rumah"]
    by_book = office.head.get("/v1/figures").json["orders_by_book"]
    assert by_book["IV.I"] == len(children)


def test_a_batch_may_take_longer_than_a_request_for_one_thing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.in_hand.SECONDS", 0.001)
    (line,) = office.imported(a_list(a_row()))
    assert line["outcome"] == "accepted"


def test_an_accepted_row_says_its_order_person_and_number(office: Office) -> None:
    (line,) = office.imported(a_list(a_row(penjamin_telepon="")))
    assert (line["row"], line["codes"]) == (1, ["guarantor_phone_absent"])
    order = office.head.get(f"/v1/orders/{line['order_id']}").json
    assert (order["person_id"], order["number"]) == (line["person_id"], line["number"])
    assert order["warnings"] == ["guarantor_phone_absent"]


def test_other_columns_are_named_first_and_kept_with_the_order(office: Office) -> None:
    first, line = office.imported(a_list(a_row(Agama="Islam")))
    assert first == {"extra": ["Agama"]}
    order = office.head.get(f"/v1/orders/{line['order_id']}").json
    assert order["extra"] == [{"heading": "Agama", "text": "Islam"}]
    assert "Islam" not in office.everything_kept()


def test_a_row_that_is_refused_or_broken_is_told_in_its_place(office: Office) -> None:
    rows = [a_row(no=str(n), nomor_sk=f"SK-{n}") for n in (1, 2, 3)]
    rows[1]["tanggal_sk"] = "?"
    content = a_list(*rows).replace("\r\n3;", '\r\n3;"x;')
    lines = office.imported(content)
    assert [(each["row"], each["codes"], each["order_id"] is None) for each in lines] == [
        (1, [], False),
        (2, ["date_unreadable"], True),
        (3, ["row_unreadable"], True),
    ]


@pytest.mark.parametrize("niks", [(HIS, HIS), (HIS, ""), ("", HIS), ("", "")])
def test_repeats_are_found_within_a_file_and_between_files(office: Office, niks) -> None:
    rows = [a_row(no=str(n), nik=nik) for n, nik in enumerate(niks, start=1)]
    assert outcomes(office.imported(a_list(*rows))) == [(1, "accepted"), (2, "already_recorded")]
    assert outcomes(office.imported(a_list(rows[1]))) == [(1 + 1, "already_recorded")]


def test_one_person_over_several_files_and_decrees_is_one(office: Office) -> None:
    found = [
        *office.imported(a_list(a_row(nik="", nomor_sk="1"))),
        *office.imported(a_list(a_row(nik=HIS, nomor_sk="2"))),
        *office.imported(a_list(a_row(nik=HIS, nomor_sk="3", nama="S. Riyadi"))),
        *office.imported(a_list(a_row(nik=HERS, nomor_sk="4"))),
    ]
    ids = [each["person_id"] for each in found]
    assert ids[0] == ids[1] == ids[2] != ids[3]


def test_a_namesake_is_told_apart_as_in_a_dry_run(office: Office) -> None:
    rows = [
        a_row(no=str(n), nik=nik, nomor_sk=decree)
        for n, (nik, decree) in enumerate(
            [(HIS, "1"), ("", "1"), ("3175991211870009", "1"), ("", "2"), (HERS, "2"), ("", "1")], 1
        )
    ]
    file = office_file(a_list(*rows))
    with open_sheet(file) as sheet:
        dry = [(each.row, each.outcome) for each in judged(sheet)]
    one_by_one = [line for row in rows for line in office.imported(a_list(row))]
    assert outcomes(one_by_one) == dry


def office_file(content: str):
    import io

    return io.BytesIO(content.encode())


def test_a_row_and_a_handover_typed_in_are_one(office: Office) -> None:
    office.handed_over()
    assert outcomes(office.imported(a_list(a_row()))) == [(1, "already_recorded")]
    again = office.registrar.post("/v1/handovers", a_handover())
    assert again.status_code == 200


def test_offices_import_for_themselves(office: Office) -> None:
    content = a_list(a_row())
    here, there = office.imported(content), office.imported(content, OTHER)
    assert outcomes(here) == outcomes(there) == [(1, "accepted")]
    assert here[0]["number"] == there[0]["number"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"nama;nik\nSlamet;1\n", "sheet_headings_missing"),
        (b"PK\x03\x04 no workbook", "sheet_unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(office, content, code, language) -> None:
    answer = office.send(content, Accept_Language=language)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["detail"]


def test_a_list_may_be_larger_than_other_requests(office: Office) -> None:
    filler = "x" * (33 * 1024 * 1024)
    content = a_list(a_row()) + "\n" + "\n".join([";" * 15] * 3) + "\n"
    lines = office.imported(content + filler)
    assert outcomes(lines)[0] == (1, "accepted")


def test_a_list_with_headings_alone_has_no_lines(office: Office) -> None:
    assert office.imported(a_list(a_row()).splitlines()[0]) == []


def test_two_imports_of_one_list_at_once_record_it_once(office: Office) -> None:
    rows = [a_row(no=str(n), nik="", nama=f"Orang {n % 40}", nomor_sk=f"{n}") for n in range(1, 81)]
    content = a_list(*rows)
    found: list[list[tuple[int, str]]] = []
    ready = threading.Barrier(3)

    def send() -> None:
        ready.wait()
        found.append(outcomes(office.imported(content)))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 3
    for row in range(80):
        told = sorted(each[row][1] for each in found)
        assert told == ["accepted", "already_recorded", "already_recorded"]
    assert office.database["orders"].count_documents({}) == 80
    assert office.database["persons"].count_documents({}) == 40
    _books_are_without_gaps(office, 80)
