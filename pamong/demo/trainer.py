"""The trainer's day: programmes entered ahead, people asked to join, sessions, certificates."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pamong.demo.curriculum import entered_on
from pamong.demo.desk import Desk
from pamong.demo.entering import Entering
from pamong.demo.learners import Asked, attendance, chosen
from training.year_file import ProgrammeWritten

A_DAY = 4
"""So many people are asked to join, and so many certificates written, on one day."""
SPARE = 2
"""So many more than there are places are asked, and wait."""
CANDIDATES = 500
NOBODY = "Tidak ada peserta."


@dataclass(slots=True, kw_only=True)
class Course:
    """A programme that is open or running, and who of the candidates was asked to join."""

    id: str
    title: str
    places: int
    sessions: dict[date, Mapping[str, Any]]
    to_ask: deque[Asked] = field(default_factory=deque)
    asked: set[str] = field(default_factory=set)

    @property
    def wanted(self) -> int:
        """How many more are to be asked."""
        return self.places + SPARE - len(self.asked)

    def is_last(self, day: date) -> bool:
        return day == max(self.sessions)


@dataclass(slots=True, kw_only=True)
class Trainer:
    """Enters each programme on its day and sees it through; forgets those that are over."""

    desk: Desk
    entering: Entering
    seed: int
    ahead: deque[ProgrammeWritten] = field(default_factory=deque)
    courses: list[Course] = field(default_factory=list)
    to_certify: deque[str] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.ahead.extend(self.entering.year.programmes)

    def work(self, day: date) -> None:
        """A handful of requests, and a programme entered now and then."""
        self._certify()
        for course in list(self.courses):
            if day in course.sessions:
                self._hold(course, day)
            elif day < min(course.sessions):
                self._ask_to_join(course)
        while self.ahead and entered_on(self.ahead[0]) <= day:
            self._enter(self.ahead.popleft())

    def _enter(self, programme: ProgrammeWritten) -> None:
        id_, sessions = self.entering.enter(programme)
        self.desk.story.count("programmes")
        self.courses.append(
            Course(
                id=id_,
                title=programme.proposal["title"],
                places=programme.proposal["places"],
                sessions={date.fromisoformat(each["on"]): each for each in sessions},
            )
        )

    def _ask_to_join(self, course: Course) -> None:
        if not course.to_ask and course.wanted:
            course.to_ask.extend(self._choose(course))
        for _ in range(min(A_DAY, len(course.to_ask))):
            asked = course.to_ask.popleft()
            course.asked.add(asked.person_id)
            body = {
                "person_id": asked.person_id,
                "requested_by": "client",
                "lent_device": asked.lent_device,
            }
            path = f"/v1/programmes/{course.id}/enrolments"
            answer = self.desk.post("training", path, body, "enrolments")
            if answer is not None and answer["state"] == "rejected":
                self.desk.story.count("enrolments_rejected")

    def _choose(self, course: Course) -> list[Asked]:
        path = f"/v1/programmes/{course.id}/candidates"
        found = self.desk.get("training", path, limit=CANDIDATES)["items"]
        new = [each for each in found if each["person_id"] not in course.asked]
        return chosen(self.seed, course.title, new, self.desk.story.people, course.wanted)

    def _hold(self, course: Course, day: date) -> None:
        """The session's list as it is today; without anybody the programme ends here."""
        session = course.sessions[day]
        path = f"/v1/sessions/{session['id']}/attendance"
        expected = self.desk.get("training", path)["items"]
        rows = list(self._rows(expected, day, session["entry_checks"]))
        if not rows:
            self._step(course, "cancellation", {"reason": NOBODY}, "programmes_cancelled")
            self.courses.remove(course)
            return
        if self.desk.post("training", path, {"rows": rows}, "sessions") is not None:
            self.desk.story.count("attendance", len(rows))
        if course.is_last(day):
            self._step(course, "completion", {}, "programmes_completed")
            self.courses.remove(course)
            self.to_certify += self._completed(course)

    def _rows(
        self, expected: list[dict[str, Any]], day: date, checks: list[str]
    ) -> Iterator[dict[str, Any]]:
        for each in expected:
            client = self.desk.story.people[each["person_id"]]
            row = attendance(self.seed, client, day, checks)
            yield {"enrolment_id": each["enrolment_id"], **row}

    def _step(self, course: Course, step: str, body: dict[str, Any], counted: str) -> None:
        self.desk.post("training", f"/v1/programmes/{course.id}/{step}", body, counted)

    def _completed(self, course: Course) -> list[str]:
        path = f"/v1/programmes/{course.id}/enrolments"
        found = self.desk.pages("training", path, state="completed")
        people = self.desk.story.people
        return [each["id"] for each in sorted(found, key=lambda e: people[e["person_id"]].number)]

    def _certify(self) -> None:
        """Certificates are numbered in the order of the list."""
        for _ in range(min(A_DAY, len(self.to_certify))):
            path = f"/v1/enrolments/{self.to_certify.popleft()}/certificate"
            self.desk.post("training", path, {}, "certificates")
