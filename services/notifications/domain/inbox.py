"""The inbox: what an officer, or whoever has a role in the office, is to know or do."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

Facts = dict[str, str | int]
"""Codes, ISO days, ids and numbers."""


class Kind(StrEnum):
    """What it says; the last four ask for something to be done."""

    OFFICER_ASSIGNED = "officer_assigned"
    ORDER_SUSPENDED = "order_suspended"
    ORDER_REINSTATED = "order_reinstated"
    ORDER_REVOKED = "order_revoked"
    ORDER_COMPLETED = "order_completed"
    OBLIGATION_MISSED = "obligation_missed"
    OBLIGATION_NOT_ATTEMPTED = "obligation_not_attempted"
    PROGRAMME_OPENED = "programme_opened"
    ENROLMENT_DROPPED = "enrolment_dropped"
    CASELOAD_EXCEEDED = "caseload_exceeded"
    MESSAGE_FAILED = "message_failed"
    MESSAGE_UNKNOWN = "message_unknown"
    NOBODY_BY_PHONE = "nobody_by_phone"
    CALL = "call"
    START_OVERDUE = "start_overdue"
    HOME_VISIT_OPENED = "home_visit_opened"
    REVOCATION_PROPOSED = "revocation_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """For one user (`to_user`), or for whoever of `to_role` sees it first."""

    id: UUID
    office_id: str
    version: int = 0
    kind: Kind
    at: datetime
    to_user: UUID | None = None
    to_role: str | None = None
    person_id: UUID | None = None
    message_id: UUID | None = None
    facts: Facts = field(default_factory=dict)
    seen: bool = False
    seen_by: str | None = None
    seen_at: datetime | None = None
    withdrawn: bool = False

    def is_for(self, user_id: str, roles: frozenset[str]) -> bool:
        return str(self.to_user) == user_id if self.to_user else self.to_role in roles

    def see(self, user_id: str, at: datetime) -> Self:
        """Taken note of; the first time counts."""
        if self.seen:
            return self
        return replace(self, seen=True, seen_by=user_id, seen_at=at)

    def withdraw(self, at: datetime) -> Self:
        """What it asked for is done, or is no longer to be done."""
        return self if self.seen else replace(self, seen=True, seen_at=at, withdrawn=True)
