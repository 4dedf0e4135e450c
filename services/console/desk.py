"""The signed-in user at work: who it is, and what is asked and done in that name."""

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from flask import g

from console.answers import Answer, Asker, Away, Part, Refusal
from console.form import Form
from console.questions import Question, ask, header_text
from console.services import Services
from console.store.sessions import Session, Sessions

UUID_LIKE = re.compile(r"[0-9a-fA-F-]{36}")
NAMES_AT_ONCE = 500


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

    def read(self, service: str, path: str, about: UUID, of: str | None = None) -> Answer:
        """One thing of a person. A reason given for either holds for both from now on."""
        reason = self.reason_for(about, of or "")
        answer = self.get(ask(service, path, reason=reason))
        if reason:
            for each in (about, answer.body.get("person_id")):
                self.give_reason(each, reason)
        return answer

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

    def search(self, wanted: Mapping[str, str]) -> Answer:
        """Persons who are known by all of this. Raises Away, SignedOut or Refusal."""
        path = "/v1/persons/search"
        return self.services.ask(self.asker, "POST", "registry", path, json=dict(wanted))

    def names(self, user_ids: Iterable[str]) -> Mapping[str, str]:
        """The colleagues with these ids by name; those whom identity does not tell are left out."""
        ids = sorted(each for each in user_ids if UUID_LIKE.fullmatch(each))[:NAMES_AT_ONCE]
        if not ids:
            return {}
        try:
            path = "/v1/users/batch"
            found = self.services.ask(self.asker, "POST", "identity", path, json={"ids": ids})
        except (Away, Refusal):
            return {}
        return {str(each["id"]): each["name"] for each in found.body["items"]}

    def clients(self, person_ids: Iterable[object]) -> Mapping[str, str]:
        """The clients with these ids by name, for lists; those who are protected are left out."""
        ids = {str(each) for each in person_ids}
        found = self.parts(
            **{
                each: ask("registry", f"/v1/persons/{each}", reason=self.reason_for(each))
                for each in ids
            }
        )
        return {ident: each.value["name"] for ident, each in found.items() if each.is_there}

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

    def reason_for(self, *ids: object) -> str | None:
        """Why the user reads of a protected person, as given in this session about one of these."""
        given = self.session.reasons
        return next((given[str(each)] for each in ids if str(each) in given), None)

    def give_reason(self, about: object, reason: str) -> None:
        if self.session.reasons.get(str(about)) != reason:
            self._sessions.give_reason(self.session, str(about), reason)

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
