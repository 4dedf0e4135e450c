"""Policy packs of training: read strictly, chosen by the programme's first day."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from chassis.policies import PolicyFileRefused
from training.domain.policies import policy_on
from training.domain.refusals import PolicyMissing
from training.policy_files import load_policies, shipped_policies

SHIPPED = Path(__file__).parents[3] / "services/training/policies/bimbingan-kerja.yaml"


def written(tmp_path, name="pack.yaml", **changes):
    pack = yaml.safe_load(SHIPPED.read_text()) | changes
    path = tmp_path / name
    path.write_text(yaml.safe_dump({key: value for key, value in pack.items() if value != "GONE"}))
    return path


def test_the_shipped_pack_asks_for_four_fifths():
    pack = policy_on(date(2021, 6, 14), shipped_policies())
    assert pack.least_attendance == Fraction(4, 5)
    assert pack.follow_up_days == (30, 90, 180)


def test_an_offices_later_pack_is_chosen_from_its_first_day(tmp_path):
    first = written(tmp_path, "lama.yaml", valid_to=date(2022, 1, 1))
    second = written(
        tmp_path, "baru.yaml", code="baru", valid_from=date(2022, 1, 1), least_attendance="9/10"
    )
    packs = load_policies([second, first])
    assert policy_on(date(2021, 12, 31), packs).code == "bimbingan-kerja"
    assert policy_on(date(2022, 1, 1), packs).least_attendance == Fraction(9, 10)


def test_before_every_pack_there_is_no_policy():
    with pytest.raises(PolicyMissing):
        policy_on(date(2015, 12, 31), shipped_policies())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("least_attendence", "4/5"),
        ("least_attendance", "5/4"),
        ("least_attendance", "0/5"),
        ("least_attendance", "1/0"),
        ("least_attendance", 0.8),
        ("least_attendance", "GONE"),
        ("follow_up_days", []),
        ("follow_up_days", [90, 30]),
        ("follow_up_days", [0]),
        ("online_devices", []),
        ("valid_to", date(2010, 1, 1)),
        ("weights", {"interested": 1}),
    ],
)
def test_a_slip_in_a_pack_is_refused_with_the_file_and_the_key(tmp_path, key, value):
    with pytest.raises(PolicyFileRefused) as refused:
        load_policies([written(tmp_path, **{key: value})])
    assert "pack.yaml" in str(refused.value)
    assert key in str(refused.value)


def test_two_packs_in_force_at_once_are_refused(tmp_path):
    first = written(tmp_path, "lama.yaml")
    second = written(tmp_path, "baru.yaml", valid_from=date(2022, 1, 1))
    with pytest.raises(PolicyFileRefused, match=r"baru\.yaml: valid_from"):
        load_policies([first, second])
