"""Entering a year of training as the people of the office who may: trainer, officer, head."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from pamong.demo.asking import Request
from pamong.demo.desk import Desk
from training.year_file import ProgrammeWritten, Year, enter_year

ONCE = ("/v1/rooms", "/v1/partners")
Answer = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Entering:
    """One programme of the year at a time; what they have in common is entered once.

    `desks`: by role. Raises asking.Refused where training does not take what is written.
    """

    year: Year
    desks: Mapping[str, Desk]
    zone: ZoneInfo
    _known: dict[tuple[str, str], Answer] = field(default_factory=dict)
    _answers: list[Answer] = field(default_factory=list)

    def enter(self, programme: ProgrammeWritten) -> tuple[str, list[Answer]]:
        """Propose it, plan it, have it approved, open it: its id, and its sessions."""
        self._answers.clear()
        ids = enter_year(replace(self.year, programmes=(programme,)), self._ask, self.zone)
        return ids[programme.proposal["title"]], list(self._answers)

    def _ask(
        self, role: str, method: str, path: str, body: Mapping[str, Any] | None
    ) -> Mapping[str, Any]:
        once = path.startswith("/v1/plans/") or path in ONCE
        what = path, str((body or {}).get("name"))
        if once and what in self._known:
            return self._known[what]
        answer = self._send(role, method, path, body)
        if once:
            self._known[what] = answer
        if path.endswith("/sessions"):
            self._answers.append(answer)
        return answer

    def _send(self, role: str, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        desk = self.desks[role]
        request = Request(
            method=method,
            service="training",
            path=path,
            token=desk.token,
            office=desk.office,
            body=body,
            key=str(uuid4()) if method == "POST" else None,
        )
        answer: Answer = desk.services.ask(request)
        return answer
