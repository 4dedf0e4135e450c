"""How supervision says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused


class WindowNotOpen(Refused):
    """The day lies before the window in which this meeting is owed."""

    code = "window_not_open"


class WindowClosed(Refused):
    """The day lies after the window in which this meeting is owed."""

    code = "window_closed"


class WindowStillOpen(Refused):
    """A window cannot be closed before it has ended."""

    code = "window_still_open"
    conflict = True


class NotYetHappened(Refused):
    """The day lies in the future."""

    code = "not_yet_happened"


class NotInPerson(Refused):
    """This meeting is owed face to face, and there is no dispensation."""

    code = "not_in_person"


class NotConfirmed(Refused):
    """A text message counts only when an officer confirms it."""

    code = "not_confirmed"


class AlreadyMet(Refused):
    """Another meeting fulfils this obligation already."""

    code = "already_met"
    conflict = True


class ObligationNotOpen(Refused):
    """The obligation is no longer waiting for its meeting."""

    code = "obligation_not_open"
    conflict = True


class ReasonMissing(Refused):
    """This needs a reason in writing."""

    code = "reason_missing"


class VisitAlreadyOpen(Refused):
    """The case has a home visit open; there is never a second."""

    code = "visit_already_open"
    conflict = True


class VisitNotOpen(Refused):
    """The home visit was made or withdrawn already."""

    code = "visit_not_open"
    conflict = True


class ProposalAlreadyOpen(Refused):
    """The case has a proposal that is not decided yet."""

    code = "proposal_already_open"
    conflict = True


class ProposalNotInState(Refused):
    """The proposal is not where this step begins."""

    code = "proposal_not_in_state"
    conflict = True


class EvidenceMissing(Refused):
    """A miss that the proposal rests on does not stand (any more)."""

    code = "evidence_missing"


class OwnProposal(Refused):
    """Nobody decides what he proposed."""

    code = "own_proposal"


class OfficerUnknown(Refused):
    """Nobody of that id is an officer at work in this office."""

    code = "officer_unknown"


class ReasonNeeded(Refused):
    """A protected person is read only with a reason (R6)."""

    code = "reason_needed"


class CaseNotActive(Refused):
    """The case is not under supervision now."""

    code = "case_not_active"
    conflict = True
