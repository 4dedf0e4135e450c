"""The registrar's day: the prison's list as it comes, and who is back in prison."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import msgspec

from pamong.demo.arrivals import DaysList
from pamong.demo.asking import Request, Unfinished
from pamong.demo.desk import Desk
from pamong.demo.story import RowTold

ACCEPTED, ALREADY = "accepted", "already_recorded"
Answer = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Registrar:
    """Sends lists and confirms re-entries; knows who is expected back, and when."""

    desk: Desk
    expected_back: list[tuple[date, str]] = field(default_factory=list)

    def send(self, today: DaysList) -> None:
        """Have a day's list recorded, and note what the registry says of every row."""

        def read(content: bytes) -> list[Answer]:
            answers = answers_in(content)
            if len(answers) < len(today.rows):
                raise Unfinished
            return answers

        request = Request(
            method="POST",
            service="registry",
            path="/v1/imports",
            token=self.desk.token,
            office=self.desk.office,
            body=today.content,
            key=str(uuid4()),
            content_type="text/csv",
        )
        self.desk.story.count("rows", len(today.rows))
        answers = self.desk.services.ask(request, read)
        self._note(today, first_told(answers, set(self.desk.story.clients)))

    def _note(self, today: DaysList, answers: Sequence[Answer]) -> None:
        story = self.desk.story
        for number, answer in zip(today.rows, answers, strict=True):
            story.rows.append(
                RowTold(
                    number=number,
                    outcome=answer["outcome"],
                    codes=tuple(answer["codes"]),
                    order_id=answer.get("order_id"),
                    register_number=answer.get("number"),
                    scheme=today.schemes.get(number),
                )
            )
            if answer["outcome"] == ACCEPTED:
                story.clients[answer["order_id"]] = today.clients[number]
                story.people[answer["person_id"]] = today.clients[number]

    def confirm_re_entries(self, day: date) -> None:
        """Those who are back by today."""
        due = [each for each in self.expected_back if each[0] <= day]
        self.expected_back = [each for each in self.expected_back if each[0] > day]
        for on, order_id in due:
            body = {"on": on.isoformat()}
            self.desk.post("registry", f"/v1/orders/{order_id}/re-entry", body, "re_entries")


def answers_in(content: bytes) -> list[Answer]:
    """The rows' answers; Unfinished where the last line broke off."""
    try:
        lines = [msgspec.json.decode(line) for line in content.splitlines() if line.strip()]
    except msgspec.DecodeError as error:
        raise Unfinished from error
    return [line for line in lines if "row" in line]


def first_told(answers: Sequence[Answer], known: set[str]) -> list[Answer]:
    """What a list came to when it was sent first, from the answers to its last sending.

    A row that is `already_recorded` under an order that nobody knew before was recorded by an
    earlier sending, whose answer was lost: it was accepted.
    """
    known, first = set(known), []
    for answer in answers:
        order_id = answer.get("order_id")
        if answer["outcome"] == ALREADY and order_id is not None and order_id not in known:
            answer = {**answer, "outcome": ACCEPTED}
        if answer["outcome"] == ACCEPTED:
            known.add(answer["order_id"])
        first.append(answer)
    return first
