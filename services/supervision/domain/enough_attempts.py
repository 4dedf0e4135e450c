"""Enough tries: whose silence it is when nobody was met, and when an officer goes (R15).

What becomes of a window in which nobody was met: `Obligation.close`.
"""

from collections.abc import Collection, Iterable

from supervision.domain.contacts import Attempt, Target
from supervision.domain.policies import Policy


def nobody_reached(attempts: Iterable[Attempt], policy: Policy) -> bool:
    """Whether it was tried enough, and nobody answered at all: then an officer goes."""
    tries = tuple(attempts)
    return tried_enough(tries, policy) and not any(each.reached for each in tries)


def tried_enough(attempts: Iterable[Attempt], policy: Policy) -> bool:
    """Whether silence is the client's: enough tries, on two channels or to client and guarantor."""
    tries = tuple(attempts)
    return len(tries) >= policy.attempts_needed and tried_two_ways(tries)


def tried_two_ways(tries: Collection[Attempt]) -> bool:
    """Whatever the policy: one way alone is never enough."""
    two_channels = len({each.channel for each in tries}) > 1
    both = {Target.CLIENT, Target.GUARANTOR} <= {each.target for each in tries}
    return two_channels or both
