"""How the registry says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused


class TransitionNotAllowed(Refused):
    """The order's state does not lead there: `allowed` are the states that it leads to."""

    code = "transition_not_allowed"
    conflict = True


class DatedInFuture(Refused):
    """What has happened cannot lie in the future."""

    code = "dated_in_future"


class BeforeOrder(Refused):
    """The day lies before the order's beginning."""

    code = "before_order"


class AfterOrder(Refused):
    """On that day the order was no longer in force."""

    code = "after_order"


class BeforeSuspension(Refused):
    """The day lies before that of the suspension."""

    code = "before_suspension"


class OrderNotOver(Refused):
    """The order is completed once its end has passed, not before."""

    code = "order_not_over"
    conflict = True


class BeforeEnd(Refused):
    """An order cannot have been completed on a day on which it was in force."""

    code = "before_end"


class DecreeNumberMissing(Refused):
    """A suspension needs the number of its decree."""

    code = "decree_number_missing"


class ProposalDecided(Refused):
    """The proposal was decided already."""

    code = "proposal_decided"
    conflict = True


class OwnProposal(Refused):
    """Nobody decides what he proposed."""

    code = "own_proposal"


class ReasonNeeded(Refused):
    """One who is protected as a child is read only with a reason."""

    code = "reason_needed"
