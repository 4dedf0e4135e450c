"""An enrolment: one person in one programme, from the asking to what came of it (R22, R31)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from training import events
from training.domain import refusals
from training.domain.attendance import Attendance, Came, outcome, share_attended
from training.domain.enrolment_terms import (
    HAS_PLACE,
    IS_OPEN,
    PLACE_FREED,
    SUCCEEDED,
    Certificate,
    Dropped,
    Remark,
    Requester,
    State,
)
from training.domain.follow_up import FollowUp, IncomeBand, Outcome, planned
from training.domain.history import Moment, Step, step
from training.domain.policies import Policy
from training.domain.screening import Finding
from training.domain.session import Session
from training.domain.waiting_list import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """`field` is the programme's; `lent_device`: the office lends what online needs.

    `findings` say why the person was rejected; `remarks` are sealed at rest and shown to no list.
    """

    id: UUID
    office_id: str
    version: int = 0
    programme_id: UUID
    person_id: UUID
    field: str
    requested_by: Requester
    lent_device: bool = False
    state: State = State.REQUESTED
    findings: tuple[Finding, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    certificate: Certificate | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    history: tuple[Step, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in IS_OPEN

    @property
    def has_place(self) -> bool:
        return self.state in HAS_PLACE

    @property
    def next_follow_up(self) -> date | None:
        """The day from which the next follow-up is to be told."""
        return min((each.due for each in self.follow_ups if not each.told), default=None)

    def reject(self, findings: Collection[Finding], moment: Moment) -> Self:
        """Screened, with findings: there is no place, and it is said why."""
        self._check_state({State.REQUESTED})
        screened = self._become(State.SCREENED, moment)
        rejected = screened._become(State.REJECTED, moment, ", ".join(findings))
        return replace(rejected, findings=tuple(findings))

    def settle(
        self, standing: Standing, moment: Moment
    ) -> tuple[Self, tuple[events.EnrolmentConfirmed | events.EnrolmentWaitlisted, ...]]:
        """Screened without findings: as it stands on the roll."""
        self._check_state({State.REQUESTED})
        screened = self._become(State.SCREENED, moment)
        if standing is Standing.ACCEPTED:
            accepted = screened._become(State.ACCEPTED, moment)
            return accepted, (events.EnrolmentConfirmed(**self._ids),)
        waiting = screened._become(State.WAITLISTED, moment)
        return waiting, (events.EnrolmentWaitlisted(**self._ids),)

    def move_up(self, moment: Moment) -> tuple[Self, tuple[events.EnrolmentConfirmed, ...]]:
        """A place was freed, or added, for who waited longest."""
        self._check_state({State.WAITLISTED})
        accepted = self._become(State.ACCEPTED, moment, PLACE_FREED)
        return accepted, (events.EnrolmentConfirmed(**self._ids, why=PLACE_FREED),)

    def withdraw(
        self, reason: str, moment: Moment
    ) -> tuple[Self, tuple[events.EnrolmentWithdrawn, ...]]:
        """The person no longer wants the place."""
        self._check_state(IS_OPEN)
        if not reason.strip():
            raise refusals.ReasonMissing(field="reason")
        withdrawn = self._become(State.WITHDRAWN, moment)._remarked(
            Remark(about=State.WITHDRAWN, text=reason)
        )
        return withdrawn, (events.EnrolmentWithdrawn(**self._ids),)

    def drop(
        self, why: Dropped, moment: Moment, reason: str = ""
    ) -> tuple[Self, tuple[events.EnrolmentDropped, ...]]:
        """The place is lost, or the waiting was in vain."""
        self._check_state(IS_OPEN)
        state = State.EXPIRED if why is Dropped.EXPIRED else State.DROPPED
        dropped = self._become(state, moment, why)._remarked(Remark(about=state, text=reason))
        return dropped, (events.EnrolmentDropped(**self._ids, why=why),)

    def attend(
        self,
        session: Session,
        came: Came,
        moment: Moment,
        *,
        checks: Mapping[str, bool],
        reason: str = "",
    ) -> tuple[Self, tuple[events.AttendanceRecorded, ...]]:
        """What is on record of this session; the same again changes nothing."""
        self._check_state(HAS_PLACE)
        settled = outcome(came, checks.values())
        if any((each.session_id, each.state) == (session.id, settled) for each in self.attendance):
            return self, ()
        row = Attendance(
            session_id=session.id, on=session.on, state=settled, recorded_at=moment.at, by=moment.by
        )
        others = tuple(each for each in self.attendance if each.session_id != session.id)
        attended = replace(self, attendance=(*others, row))
        if settled is Came.ATTENDED and self.state is State.ACCEPTED:
            attended = attended._become(State.ATTENDING, moment)
        failed = tuple(sorted(name for name, passed in checks.items() if not passed))
        attended = attended._remarked(
            Remark(about=settled, session_id=session.id, text=reason, failed_checks=failed)
        )
        return attended, (
            events.AttendanceRecorded(
                **self._ids, session_id=session.id, on=session.on, state=settled
            ),
        )

    def finish(self, held: int, policy: Policy, moment: Moment, today: date) -> Self:
        """The programme has ended: completed, with follow-ups to ask, or not attended enough."""
        self._check_state(HAS_PLACE)
        if share_attended(self.attendance, held) < policy.least_attendance:
            return self._become(State.INCOMPLETE, moment)
        completed = self._become(State.COMPLETED, moment)
        return replace(completed, follow_ups=planned(today, policy.follow_up_days))

    def certify(
        self, number: str, moment: Moment, on: date
    ) -> tuple[Self, tuple[events.CertificateIssued, ...]]:
        """The person has it in writing, once."""
        self._check_state({State.COMPLETED})
        certified = replace(
            self._become(State.CERTIFIED, moment), certificate=Certificate(number=number, on=on)
        )
        return certified, (events.CertificateIssued(**self._ids, number=number, on=on),)

    def tell_follow_ups(self, today: date) -> tuple[Self, tuple[events.FollowUpDue, ...]]:
        """Those that are due by today, each told once."""
        due = [each for each in self.follow_ups if each.due <= today and not each.told]
        told = (replace(each, told=each.told or each in due) for each in self.follow_ups)
        return replace(self, follow_ups=tuple(told)), tuple(
            events.FollowUpDue(**self._ids, after_days=each.after_days, on=each.due) for each in due
        )

    def record_outcome(
        self,
        after_days: int,
        result: Outcome,
        on: date,
        moment: Moment,
        *,
        income: IncomeBand | None = None,
        note: str = "",
    ) -> tuple[Self, tuple[events.OutcomeRecorded, ...]]:
        """What the person says came of it; asked again, the later answer stands."""
        self._check_state(SUCCEEDED)
        if after_days not in {each.after_days for each in self.follow_ups}:
            raise refusals.FollowUpUnknown(field="after_days", after_days=after_days)
        follow_ups = tuple(
            replace(
                each,
                told=True,
                outcome=result,
                asked_on=on,
                recorded_at=moment.at,
                by=moment.by,
            )
            if each.after_days == after_days
            else each
            for each in self.follow_ups
        )
        remark = Remark(about=f"follow_up_{after_days}", text=note, income=income)
        happened = events.OutcomeRecorded(**self._ids, after_days=after_days, on=on, outcome=result)
        return replace(self, follow_ups=follow_ups)._remarked(remark), (happened,)

    @property
    def _ids(self) -> dict[str, Any]:
        return {
            "enrolment_id": self.id,
            "programme_id": self.programme_id,
            "person_id": self.person_id,
        }

    def _remarked(self, remark: Remark) -> Self:
        if not remark.says_something:
            return self
        return replace(self, remarks=(*self.remarks, remark))

    def _become(self, state: State, moment: Moment, why: str | None = None) -> Self:
        return replace(self, state=state, history=(*self.history, step(state, moment, why)))

    def _check_state(self, needed: Iterable[State]) -> None:
        if self.state not in needed:
            allowed = ", ".join(each.value for each in State if each in needed)
            raise refusals.EnrolmentNotInState(state=self.state.value, needed=allowed)


def request(enrolment: Enrolment, moment: Moment) -> Enrolment:
    """Someone asks for a place; the first step of its history."""
    return replace(enrolment, history=(step(State.REQUESTED, moment),))
