"""`pamong explain`: plain input, the rule's result, and a message that names what is wrong."""

import json

import pytest
from click.testing import CliRunner

from pamong.cli import main

SENTENCE = {
    "detained": "2020-12-20",
    "term": {"years": 1, "months": 6, "days": 0},
    "remissions": [],
    "count_gap": False,
    "episodes": [
        {
            "scheme": "asimilasi_rumah",
            "start": "2021-10-18",
            "revoked": "2021-12-06",
            "re_entry": "2021-12-08",
        }
    ],
}
SCHEDULE = ("schedule", "--scheme", "asimilasi_rumah", "--start", "2026-03-18", "--end")


def explain(*arguments, given=None):
    return CliRunner().invoke(main, ["explain", *arguments], input=given)


def answer(*arguments, given=None):
    result = explain(*arguments, "--json", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_a_deadline_comes_with_the_days_that_did_not_count():
    arguments = ("deadline", "--from", "2026-12-23", "--working-days", "2")
    assert answer(*arguments, "--office-closed", "2026-12-28") == {
        "due": "2026-12-30",
        "skipped": [
            {"date": "2026-12-24", "why": "joint_leave"},
            {"date": "2026-12-25", "why": "public_holiday"},
            {"date": "2026-12-26", "why": "weekend"},
            {"date": "2026-12-27", "why": "weekend"},
            {"date": "2026-12-28", "why": "office_closed"},
        ],
    }


def test_joint_leave_can_be_worked():
    arguments = ("deadline", "--from", "2026-03-17", "--working-days", "2")
    assert answer(*arguments, "--joint-leave-works")["due"] == "2026-03-20"


def test_a_schedule_is_told_as_windows_with_their_due_days():
    assert answer(*SCHEDULE, "2026-03-25") == {
        "obligations": [
            {
                "kind": "weekly_remote",
                "window_start": "2026-03-18",
                "window_end": "2026-03-25",
                "due": "2026-03-24",
            }
        ]
    }


def test_a_sentence_is_reckoned_from_its_papers():
    found = answer("sentence", "-", given=json.dumps(SENTENCE))
    assert found.pop("working")[1] == {
        "why": "revoked",
        "on": "2021-10-18",
        "until": "2021-12-06",
        "days": 49,
    }
    assert found == {
        "expiry": "2022-08-10",
        "half": "2021-09-20",
        "two_thirds": "2022-02-09",
        "not_counted_days": 51,
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Rabu, 10 Agustus 2022"), ("en", "Wednesday, 10 August 2022")],
)
def test_people_read_the_working_in_their_language(language, said):
    result = explain("sentence", "-", "--lang", language, given=json.dumps(SENTENCE))
    assert said in " ".join(result.stdout.split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_line_of_working_has_its_words(language):
    papers = SENTENCE | {
        "remissions": [{"date": "2021-08-17", "days": 30}],
        "count_gap": True,
        "episodes": [*SENTENCE["episodes"], {"scheme": "pb", "start": "2022-01-03"}],
    }
    assert explain("sentence", "-", "--lang", language, given=json.dumps(papers)).exit_code == 0
    papers["episodes"][1]["revoked"] = "2022-01-04"
    papers["detained"] = "2021-08-17"
    assert explain("sentence", "-", "--lang", language, given=json.dumps(papers)).exit_code == 0
    assert explain(*SCHEDULE, "2026-05-18", "--lang", language).exit_code == 0
    late = ("deadline", "--from", "2026-12-23", "--working-days", "2", "--lang", language)
    assert explain(*late).exit_code == 0


def test_people_read_which_regulation_applies_and_when_it_did_not():
    read = " ".join(explain(*SCHEDULE, "2026-05-18", "--lang", "en").stdout.split())
    assert "permenkumham-43-2021" in read
    assert "outside the validity" in read


def test_an_order_too_short_to_owe_anything_says_so():
    assert "No meeting is owed." in explain(*SCHEDULE, "2026-03-19", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("deadline", "--from", "2026-02-30", "--working-days", "2"), "--from"),
        (("deadline", "--from", "26-02-03", "--working-days", "2"), "--from"),
        (("deadline", "--from", "9999-12-31", "--working-days", "2"), "--from"),
        (("deadline", "--from", "2026-02-03", "--working-days", "-1"), "--working-days"),
        (("deadline", "--from", "2026-02-03"), "--working-days"),
        ((*SCHEDULE, "2026-03-18"), "end"),
        ((*SCHEDULE, "soon"), "--end"),
        (("schedule", "--scheme", "x", "--start", "2026-01-01", "--end", "2026-02-01"), "scheme"),
        (("sentence", "nowhere.json"), "nowhere.json"),
    ],
)
def test_bad_input_ends_with_2_and_names_the_field(arguments, named):
    result = explain(*arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr


@pytest.mark.parametrize(
    ("papers", "named"),
    [
        (SENTENCE | {"colour": "blue"}, "colour"),
        (SENTENCE | {"term": {"years": 1, "weeks": 2}}, "term.weeks"),
        (SENTENCE | {"episodes": [{"scheme": "pb", "began": None}]}, "episodes[0].began"),
        (SENTENCE | {"detained": "20-12-2020"}, "detained"),
        (SENTENCE | {"term": {"years": "1"}}, "term.years"),
        (SENTENCE | {"term": {}}, "term"),
        (SENTENCE | {"remissions": [{"date": "2019-01-01", "days": 1}]}, "remissions[0].date"),
        ({"term": {"years": 1}}, "detained"),
        ([], "object"),
    ],
)
def test_papers_with_a_slip_end_with_2_and_name_the_field(papers, named):
    result = explain("sentence", "-", "--json", given=json.dumps(papers))
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr


@pytest.mark.parametrize("text", ["", "{", b"\xff\xfe", '{"detained": ' + "[" * 100_000])
def test_what_is_no_json_ends_with_2(text):
    assert explain("sentence", "-", given=text).exit_code == 2


def test_a_misspelt_key_is_told_rather_than_what_is_missing_for_it():
    result = explain("sentence", "-", given='{"detaind": "2021-01-01", "term": {"years": 1}}')
    assert result.exit_code == 2
    assert "unknown key: detaind" in result.output
