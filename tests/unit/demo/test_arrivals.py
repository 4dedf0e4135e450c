"""The prison's list reaches the office day by day, as it was written."""

from datetime import date

from pamong.demo.arrivals import by_day, sample

FIRST = date(2021, 1, 1)
HEADINGS = (
    "no;nama;nik;tanggal_lahir;pidana_tahun;pidana_bulan;pidana_hari;tanggal_mulai_ditahan;"
    "tanggal_ekspirasi;skema;nomor_sk;tanggal_sk;tanggal_serah_terima;tanggal_mulai;"
    "telepon_klien;penjamin_telepon"
)


def a_list(*handed_over: str) -> bytes:
    rows = [
        f"{number};Paijo;;1/1/1990;1;0;0;1/1/2020;1/1/2022;pb;SK-{number};1/1/2021;{day};{day};0812;"
        for number, day in enumerate(handed_over, start=1)
    ]
    return "\r\n".join((HEADINGS, *rows, "")).encode()


def test_every_row_of_the_sample_arrives_once():
    arrivals = by_day(sample(), FIRST)
    numbers = [number for each in arrivals.values() for number in each.rows]
    assert sorted(numbers) == list(range(1, 613))


def test_rows_are_sent_as_they_were_written():
    lines = sample().splitlines(keepends=True)
    sent = [
        line for each in by_day(sample(), FIRST).values() for line in each.content.splitlines(True)
    ]
    assert sorted(set(sent)) == sorted(set(lines))


def test_rows_arrive_on_the_day_of_their_handover():
    arrivals = by_day(a_list("5/2/2021", "4 Februari 2021", "2021-02-05"), FIRST)
    assert {day: each.rows for day, each in arrivals.items()} == {
        date(2021, 2, 4): (2,),
        date(2021, 2, 5): (1, 3),
    }


def test_a_row_whose_date_cannot_be_read_comes_with_the_row_before_it():
    arrivals = by_day(a_list("5/2/2021", "31/2/2021", "8/2/2021"), FIRST)
    assert arrivals[date(2021, 2, 5)].rows == (1, 2)


def test_what_was_handed_over_before_the_first_day_arrives_on_it():
    assert by_day(a_list("5/12/2020"), FIRST)[FIRST].rows == (1,)


def test_a_row_cut_short_still_travels_and_is_nobody():
    content = a_list("5/2/2021") + b"9;Slamet\r\n"
    arrived = by_day(content, FIRST)[date(2021, 2, 5)]
    assert arrived.rows == (1, 9)
    assert set(arrived.clients) == {1}
