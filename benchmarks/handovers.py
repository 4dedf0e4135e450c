"""Handovers as a registrar's browser sends them: each of somebody else."""

from datetime import UTC, datetime, timedelta
from typing import Any


def a_handover(number: int) -> dict[str, Any]:
    """The body of `POST /v1/handovers`; another number is another person and decree."""
    today = datetime.now(UTC).date()
    return {
        "person": {
            "name": f"Slamet Riyadi {_word(number)}",
            "nik": f"3175991211{number:06d}",
            "sex": "L",
            "birth_place": "Jakarta",
            "birth_date": "1987-11-12",
            "address": {"street": "Gg. Mawar 12", "kelurahan": "Jati", "kecamatan": "Pulogadung"},
            "education": "SMA",
            "occupation": "buruh",
            "device": "smartphone",
            "internet": "good",
            "phone": f"0812{number:08d}",
        },
        "guarantor": {"name": "Wulan", "relation": "istri", "phone": f"0813{number:08d}"},
        "order": {
            "scheme": "asimilasi_rumah",
            "decree_number": f"W10.PAS.1-{number}",
            "decree_date": (today - timedelta(3)).isoformat(),
            "start": today.isoformat(),
            "end": (today + timedelta(240)).isoformat(),
        },
        "sentence": {
            "detained_from": (today - timedelta(400)).isoformat(),
            "term": {"years": 2, "months": 6},
            "facility": "Lapas Cipinang",
            "offence": "363 KUHP",
        },
        "handed_over": today.isoformat(),
        "prosecutor": "Kejari Jakarta Timur",
    }


def _word(number: int) -> str:
    """A word of letters that no other number has."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
