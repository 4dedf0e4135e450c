"""Policy packs: the decree's date chooses, and a slip in a file is refused by name."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from chassis.policies import PolicyFileRefused
from supervision.domain.policies import Kind, SchemeUnknown, policy_for
from supervision.policy_files import load_policies, shipped_policies

SHIPPED = Path(__file__).parents[3] / "services/supervision/policies/permenkumham-32-2020.yaml"


def written(tmp_path, name="pack.yaml", **changes):
    pack = yaml.safe_load(SHIPPED.read_text()) | changes
    path = tmp_path / name
    path.write_text(yaml.safe_dump({key: value for key, value in pack.items() if value != "GONE"}))
    return path


@pytest.mark.parametrize(
    ("scheme", "decree_date", "code"),
    [
        ("asimilasi_rumah", "2021-05-28", "permenkumham-32-2020"),
        ("asimilasi_rumah", "2021-06-30", "permenkumham-32-2020"),
        ("asimilasi_rumah", "2021-07-01", "permenkumham-24-2021"),
        ("asimilasi_rumah", "2022-06-01", "permenkumham-43-2021"),
        ("pb", "2021-05-28", "permenkumham-3-2018"),
        ("cb", "2026-01-01", "permenkumham-3-2018"),
        ("cmb", "2026-01-01", "permenkumham-3-2018"),
    ],
)
def test_the_decrees_date_chooses_the_pack(scheme, decree_date, code):
    chosen = policy_for(scheme, date.fromisoformat(decree_date), shipped_policies())
    assert (chosen.code, chosen.is_in_force(date.fromisoformat(decree_date))) == (code, True)


@pytest.mark.parametrize(
    ("decree_date", "code"),
    [("2019-01-01", "permenkumham-32-2020"), ("2026-01-01", "permenkumham-43-2021")],
)
def test_a_decree_outside_every_validity_gets_the_nearest_pack(decree_date, code):
    chosen = policy_for("asimilasi_rumah", date.fromisoformat(decree_date), shipped_policies())
    assert (chosen.code, chosen.is_in_force(date.fromisoformat(decree_date))) == (code, False)


def test_a_scheme_that_no_pack_knows_is_refused():
    with pytest.raises(SchemeUnknown):
        policy_for("tamasya", date(2021, 1, 1), shipped_policies())


def test_asimilasi_is_weekly_from_afar_and_monthly_in_person():
    pack = policy_for("asimilasi_rumah", date(2021, 1, 1), shipped_policies())
    assert [(each.kind, each.every, each.in_person) for each in pack.duties] == [
        (Kind.WEEKLY_REMOTE, 7, False),
        (Kind.MONTHLY_IN_PERSON, "month", True),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("miss_treshold", 3),
        ("miss_threshold", "3"),
        ("miss_threshold", 0),
        ("miss_threshold", "GONE"),
        ("start_days", True),
        ("valid_from", "soon"),
        ("valid_to", date(2020, 1, 1)),
        ("schemes", []),
        ("duties", [{"kind": "daily", "every": 1, "in_person": False}]),
        ("duties", [{"kind": "monthly", "every": "year", "in_person": False}]),
        ("duties", [{"kind": "monthly", "every": "month", "in_person": False}] * 2),
        ("least_share_of_cut_window", "3/2"),
        ("least_share_of_cut_window", "1/0"),
        ("least_share_of_cut_window", "half"),
        ("least_share_of_cut_window", 1),
    ],
)
def test_a_slip_in_a_pack_is_refused_with_the_file_and_the_key(tmp_path, key, value):
    with pytest.raises(PolicyFileRefused) as refused:
        load_policies([written(tmp_path, **{key: value})])
    assert "pack.yaml" in str(refused.value)
    assert key in str(refused.value)


def test_what_is_no_yaml_is_refused_with_the_file(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("code: [")
    with pytest.raises(PolicyFileRefused, match=r"broken\.yaml"):
        load_policies([path])


def test_two_packs_in_force_at_once_for_a_scheme_are_refused(tmp_path):
    first = written(tmp_path, "first.yaml")
    second = written(tmp_path, "second.yaml", valid_from=date(2021, 6, 30), valid_to=None)
    with pytest.raises(PolicyFileRefused, match=r"second\.yaml: valid_from.*asimilasi_rumah"):
        load_policies([first, second])


def test_a_pack_that_begins_when_another_ends_is_taken(tmp_path):
    first = written(tmp_path, "first.yaml")
    second = written(tmp_path, "second.yaml", valid_from=date(2021, 7, 1), valid_to=None)
    assert len(load_policies([second, first])) == 2
