"""How agencies says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused


class KindNotOffered(Refused):
    """Other agencies may not have events of this kind, or there is none of it."""

    code = "kind_not_offered"


class KindNotOfACase(Refused):
    """An event of this kind is about no case: no agency has it as its own."""

    code = "kind_not_of_a_case"


class ProsecutorMissing(Refused):
    """Own cases are known by the prosecutor's office that they name."""

    code = "prosecutor_missing"


class ProsecutorNotMeant(Refused):
    """Who is told of all cases is told so whichever prosecutor's office they name."""

    code = "prosecutor_not_meant"


class AlreadySubscribed(Refused):
    """The agency has a subscription in this office; it is ended before another one begins."""

    code = "already_subscribed"
    conflict = True


class SubscriptionNotInState(Refused):
    """The subscription is not where this step begins."""

    code = "subscription_not_in_state"
    conflict = True


class OwnProposal(Refused):
    """Nobody approves what he proposed."""

    code = "own_proposal"
