"""How training says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused


class EndBeforeStart(Refused):
    """What ends before it begins, or at the same instant."""

    code = "end_before_start"


class ReasonMissing(Refused):
    """This needs a reason in writing."""

    code = "reason_missing"


class ReasonNeeded(Refused):
    """The record of someone under child protection is opened for a stated reason only."""

    code = "reason_needed"


class AgreementEnded(Refused):
    """The partner's agreement does not cover the days of the programme."""

    code = "agreement_ended"


class BudgetLineWrong(Refused):
    """A line of the budget whose source and sums do not go together."""

    code = "budget_line_wrong"


class BudgetLineUnknown(Refused):
    """The budget has no line of that number."""

    code = "budget_line_unknown"


class CostsSomething(Refused):
    """A programme without cost plans no rupiah."""

    code = "costs_something"


class RoomTaken(Refused):
    """The room is booked in these hours already."""

    code = "room_taken"
    conflict = True


class BookedForSession(Refused):
    """The room goes with the session: that is moved or cancelled."""

    code = "booked_for_session"
    conflict = True


class ProgrammeNotInState(Refused):
    """The programme is not where this step begins."""

    code = "programme_not_in_state"
    conflict = True


class PlanFixed(Refused):
    """What was approved is changed only after the programme is postponed."""

    code = "plan_fixed"
    conflict = True


class OwnProposal(Refused):
    """Nobody approves what he proposed."""

    code = "own_proposal"


class NotReadyToOpen(Refused):
    """Something is missing without which nobody can enrol."""

    code = "not_ready_to_open"
    conflict = True


class FewerThanMinimum(Refused):
    """There are never fewer places than the least number of participants."""

    code = "fewer_than_minimum"


class PlacesTaken(Refused):
    """More people have a place than there would be places."""

    code = "places_taken"
    conflict = True


class OutsideProgramme(Refused):
    """The day is not one of the programme's days."""

    code = "outside_programme"


class ModeDoesNotFit(Refused):
    """Only a hybrid programme has sessions of another mode than its own."""

    code = "mode_does_not_fit"


class SessionNotInState(Refused):
    """The session was held or cancelled."""

    code = "session_not_in_state"
    conflict = True


class NotYetHeld(Refused):
    """A session in the future has no attendance."""

    code = "not_yet_held"


class AttendanceMissing(Refused):
    """Sessions of the programme have no attendance on record."""

    code = "attendance_missing"
    conflict = True


class ChecksMissing(Refused):
    """The session has entry checks, and the row does not say how they went."""

    code = "checks_missing"


class ChecksUnknown(Refused):
    """The row has a check that the session does not make."""

    code = "checks_unknown"


class AlreadyEnrolled(Refused):
    """The person has a place, or waits for one, in this programme."""

    code = "already_enrolled"
    conflict = True


class EnrolmentNotInState(Refused):
    """The enrolment is not where this step begins."""

    code = "enrolment_not_in_state"
    conflict = True


class NotTakingPart(Refused):
    """No enrolment of this programme has that id."""

    code = "not_taking_part"


class FollowUpUnknown(Refused):
    """No such follow-up is planned for this enrolment."""

    code = "follow_up_unknown"


class NotYetAsked(Refused):
    """Nobody was asked on a day in the future."""

    code = "not_yet_asked"


class PolicyMissing(Refused):
    """No policy pack is in force on that day."""

    code = "policy_missing"
