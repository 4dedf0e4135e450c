"""Policy packs of notifications: read strictly, chosen by the day."""

from datetime import date

import pytest

from chassis.policies import PolicyFileRefused
from notifications.domain.policies import policy_on
from notifications.policy_files import load_policies, shipped_policies

WRITTEN = """
code: {code}
source: uji
valid_from: {valid_from}
valid_to: {valid_to}
quiet: {{starts: "20:00", ends: "07:00"}}
reminders:
  - {{code: a, days_before: 1, at: "14:00", until: "20:00"}}
  - {{code: b, days_before: 0, at: "07:15", until: "13:00"}}
notice_hours: 72
retry_seconds: [60, 600]
call_tries: 3
unknown_after_seconds: 120
resend_unknown: false
mailed: []
"""


def load(tmp_path, *packs, **change):
    for count, pack in enumerate(packs or [{}]):
        values = {"code": f"pak-{count}", "valid_from": "2020-01-01", "valid_to": "null"} | pack
        text = WRITTEN.format(**values)
        for old, new in change.items():
            text = text.replace(old.replace("_", " "), new)
        (tmp_path / f"{count}.yaml").write_text(text)
    return load_policies(tmp_path.iterdir())


def test_the_shipped_pack_leaves_people_in_peace_at_night():
    policy = policy_on(date(2021, 6, 1), shipped_policies())
    assert (policy.quiet.starts, policy.quiet.ends) == ("20:00", "07:00")


def test_the_pack_in_force_on_the_day_is_chosen(tmp_path):
    packs = load(
        tmp_path,
        {"valid_to": "2021-07-01"},
        {"valid_from": "2021-07-01"},
    )
    assert policy_on(date(2021, 6, 30), packs).code == "pak-0"
    assert policy_on(date(2021, 7, 1), packs).code == "pak-1"
    assert policy_on(date(2019, 1, 1), packs).code == "pak-0"


def test_two_packs_in_force_at_once_are_refused(tmp_path):
    with pytest.raises(PolicyFileRefused, match="in force with"):
        load(tmp_path, {}, {"valid_from": "2021-01-01"})


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"14:00"', '"20:30"', "until is not after at"),
        ('at: "07:15"', 'at: "06:59"', "quiet hours"),
        ("days_before: 1", "days_before: 0", "not after a"),
        ("[60, 600]", "[600, 60]", "do not grow"),
        ("call_tries: 3", "call_tries: 0", "call_tries"),
        ("mailed: []", "mailed: [letter]", "mailed"),
        ("call_tries: 3", "call_trys: 3", "call_trys"),
        ('starts: "20:00"', 'starts: "24:00"', "starts"),
    ],
)
def test_a_slip_of_the_pen_is_refused_with_its_place(tmp_path, old, new, why):
    text = WRITTEN.format(code="p", valid_from="2020-01-01", valid_to="null")
    assert old in text
    (tmp_path / "p.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(PolicyFileRefused, match=why):
        load_policies(tmp_path.iterdir())


def test_waits_are_those_of_the_pack_until_they_are_used_up():
    policy = shipped_policies()[0]
    waits = [policy.wait_after(tries) for tries in range(1, len(policy.retry_seconds) + 2)]
    assert waits[-1] is None
    assert None not in waits[:-1]
