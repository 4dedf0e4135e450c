"""The year 2021 that is shipped goes through the API as it stands, and is lived once."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from training_office import TrainingOffice, said

from chassis.testing.rig import WIB
from training.year_file import YearFileRefused, enter_year, read_year

WRITTEN = files("pamong").joinpath("sample", "programmes-2021.yaml").read_text(encoding="utf-8")


def entered(office: TrainingOffice) -> dict[str, str]:
    callers = {"trainer": office.trainer, "head": office.head, "officer": office.officer}

    def ask(role: str, method: str, path: str, body: Mapping[str, Any] | None) -> Mapping[str, Any]:
        answer = getattr(callers[role], method.lower())(path, body)
        assert answer.status_code in (200, 201), answer.get_data(as_text=True)
        found: Mapping[str, Any] = answer.get_json()
        return found

    return enter_year(read_year(WRITTEN), ask, WIB)


def test_the_shipped_year_is_entered_and_open(office: TrainingOffice) -> None:
    entered(office)
    items = said(office.trainer.get("/v1/programmes"))["items"]
    assert [(each["title"], each["state"], each["starts"][:7]) for each in items] == [
        ("Bimbingan Kerja Tata Boga", "open", "2021-03"),
        ("Pijat Refleksi", "open", "2021-06"),
        ("Anyaman Gantungan Pot Bunga", "open", "2021-06"),
        ("Budidaya Tanaman Hidroponik", "open", "2021-06"),
    ]
    assert [each["warnings"] for each in items] == [[], [], [], ["partner_without_agreement"]]
    year = said(office.head.get("/v1/plans/2021"))
    assert [each["planned"] for each in year["quarters"]] == [1, 3, 0, 0]


def test_the_cooking_of_march_is_for_women_who_pass_an_antigen_test(
    office: TrainingOffice,
) -> None:
    ids = entered(office)
    programme = {"id": ids["Bimbingan Kerja Tata Boga"]}
    man = office.hear_client(sex="L")
    assert office.enrol(programme, man)["findings"] == ["outside_target"]
    woman, ill = (office.enrol(programme, office.hear_client()) for _ in range(2))
    for session in office.sessions(programme):
        office.rig.move(max(office.rig.today, date.fromisoformat(session["on"])))
        office.attend(session, woman, "attended", checks={"antigen": True})
        office.attend(session, ill, "attended", checks={"antigen": False})
    office.step(programme, "completion")
    assert office.enrolment(woman)["state"] == "completed"
    assert office.enrolment(ill)["state"] == "incomplete"
    report = said(office.head.get(f"/v1/programmes/{programme['id']}/report"))
    assert (report["participants"], report["turned_away"]) == (1, 1)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (WRITTEN.replace("room: Aula Bapas", "room: Aula Lain", 1), "Aula Lain"),
        (WRITTEN.replace("partners: [POKMAS Yuni", "partners: [POKMAS Yani", 1), "POKMAS Yani"),
        (WRITTEN.replace("rooms:", "room:", 1), "room"),
        (WRITTEN.replace('"09:00"', "pagi", 1), "from"),
        ("year: [", "flow"),
    ],
)
def test_a_slip_in_a_year_is_refused_with_its_place(written: str, named: str) -> None:
    with pytest.raises(YearFileRefused, match=named):
        read_year(written)
