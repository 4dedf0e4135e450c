"""One timeline of several services, in words."""

from console_builders import ENGLISH, INDONESIAN, a_line

from console.shown.timeline import actors, merged

OFFICER = "11111111-1111-7111-8111-111111111111"


def lines(*items, speech=INDONESIAN, names=None, service="supervision"):
    return merged({service: items}, names or {}, speech)


def test_the_newest_comes_first_whoever_told_it():
    told = {
        "registry": [
            a_line("handover-received", on="2021-05-01", facts={"number": "IX.B/0001/2021"})
        ],
        "supervision": [a_line("supervision-started", on="2021-05-03")],
    }
    assert [each.service for each in merged(told, {}, INDONESIAN)] == ["supervision", "registry"]


def test_codes_and_days_are_put_into_words():
    missed = a_line(
        "obligation-missed",
        facts={"kind": "weekly_remote", "window_start": "2021-05-24", "window_end": "2021-05-31"},
    )
    assert lines(missed)[0].text == "Lapor mingguan: tidak hadir, Sen, 24 Mei sampai Min, 30 Mei"
    assert lines(missed, speech=ENGLISH)[0].text.startswith("Weekly contact: missed")


def test_kinds_may_be_written_with_either_dash():
    assert (
        lines(a_line("supervision_started"))[0].text == lines(a_line("supervision-started"))[0].text
    )


def test_an_officer_is_told_by_name():
    assigned = a_line("officer-assigned", facts={"officer_id": OFFICER}, working=["fewest_cases"])
    (line,) = lines(assigned, names={OFFICER: "Siti Rohmah"})
    assert line.text == "PK: Siti Rohmah"
    assert line.working == ("Kliennya paling sedikit",)


def test_whoever_acts_or_is_named_is_asked_for_by_name_once():
    told = {"supervision": [a_line("x", actor="a", facts={"officer_id": OFFICER}), a_line("y")]}
    assert actors(told) == {"a", OFFICER}


def test_a_kind_that_nobody_wrote_words_for_is_still_told():
    assert lines(a_line("moon-landed"))[0].text == "Moon landed"


def test_a_fact_that_is_missing_leaves_a_dash():
    assert lines(a_line("home-visit-opened"))[0].text.endswith("–")


def test_what_is_alike_on_one_day_is_one_line():
    cancelled = a_line("obligation-cancelled", facts={"kind": "weekly_remote", "why": "suspended"})
    (line,) = lines(cancelled, cancelled, cancelled)
    assert line.text.endswith("(3 kali)")


def test_what_two_services_tell_is_told_once():
    told = {
        "registry": [a_line("revocation_proposed", facts={"grounds": "K2"})],
        "supervision": [a_line("revocation-proposed", facts={"grounds": "K2"})],
    }
    assert [each.service for each in merged(told, {}, INDONESIAN)] == ["supervision"]


def test_a_working_with_days_is_told_step_by_step():
    revoked = a_line(
        "order_revoked",
        facts={"expiry": "2022-08-10"},
        working=[{"why": "gap", "on": "2021-12-06", "until": "2021-12-08", "days": 2}],
    )
    (line,) = lines(revoked, service="registry")
    assert line.working == (
        "Tidak dihitung: dari pencabutan sampai kembali · 6 Des 2021 · sampai sebelum 8 Des 2021"
        " · 2 hari",
    )
