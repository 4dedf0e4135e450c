"""The signed-in user at work: who it is, and what is asked and done in that name."""

import unicodedata
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from flask import g

from console.answers import Answer, Asker, Away, Part, Refusal
from console.form import Form
from console.services import Services
from console.store import Session, Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a page wants to know of a service."""

    service: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(service: str, path: str, *, reason: str | None = None, **query: Any) -> Question:
    """A question; `reason` is why a protected person's file is read."""
    headers = {"Pamong-Reason": header_text(reason)} if reason else {}
    known = {name: each for name, each in query.items() if each not in (None, "")}
    return Question(service=service, path=path, query=known, headers=headers)


class Desk:
    """Asks the services with the user's token, in the user's language and office."""

    def __init__(
        self,
        session: Session,
        token: str,
        language: str,
        *,
        sessions: Sessions,
        services: Services,
        pool: Executor,
    ) -> None:
        self.session = session
        self.services = services
        self._sessions = sessions
        self._pool = pool
        self.asker = Asker(
            token=token,
            office=session.office,
            language=language,
            awaited=session.awaited(datetime.now(UTC)),
        )

    def is_any(self, *roles: str) -> bool:
        """Whether the user has one of these roles."""
        return not set(roles).isdisjoint(self.session.roles)

    def get(self, question: Question) -> Answer:
        """The answer. Raises Away, SignedOut or Refusal."""
        return self.services.ask(
            self.asker,
            "GET",
            question.service,
            question.path,
            params=question.query,
            headers=question.headers,
        )

    def part(self, question: Question) -> Part:
        """The answer as a piece of a page, which may do without it. Raises SignedOut."""
        try:
            answer = self.get(question)
        except Away as error:
            return Part(away=error.service)
        except Refusal as refusal:
            return Part(refused=refusal.detail, code=refusal.code)
        return Part(value=answer.body, version=answer.version)

    def parts(self, **questions: Question) -> dict[str, Part]:
        """Several at once: a page takes as long as its slowest part. Raises SignedOut."""
        asked = {name: self._pool.submit(self.part, each) for name, each in questions.items()}
        return {name: each.result() for name, each in asked.items()}

    def change(
        self,
        method: str,
        service: str,
        path: str,
        body: Mapping[str, Any],
        form: Form,
        *,
        reason: str | None = None,
    ) -> Answer:
        """Have something done, once for each form shown. Raises Away, SignedOut or Refusal."""
        headers = {"Idempotency-Key": form.key} if method == "POST" else {}
        if form.version:
            headers["If-Match"] = form.version
        if reason:
            headers["Pamong-Reason"] = header_text(reason)
        answer = self.services.ask(self.asker, method, service, path, json=body, headers=headers)
        if answer.event:
            self._sessions.changed(self.session, service, answer.event)
        return answer

    def reason_for(self, person_id: object) -> str | None:
        """Why the user reads this protected person's file, as given in this session."""
        return self.session.reasons.get(str(person_id))

    def give_reason(self, person_id: object, reason: str) -> None:
        self._sessions.give_reason(self.session, str(person_id), reason)

    def tell(self, key: str, **facts: str) -> None:
        """A notice on the next page."""
        self._sessions.tell(self.session, key, facts)

    def choose_office(self, office: str) -> None:
        if office in self.session.offices:
            self._sessions.choose_office(self.session, office)

    def take_notices(self) -> list[dict[str, Any]]:
        """What is to be told; once."""
        if self.session.notices:
            self._sessions.told(self.session)
        return [dict(each) for each in self.session.notices]


def desk() -> Desk:
    """The user of this request."""
    return cast(Desk, g.desk)


def header_text(text: str) -> str:
    """Free text as an HTTP header can carry it: one line, Latin letters."""
    plain = unicodedata.normalize("NFKD", " ".join(text.split()))
    return plain.encode("latin-1", "ignore").decode("latin-1")
