"""The bus' promises, whatever happens to it in whatever order: the product's own code and store.

`PAMONG_EXAMPLES=500` tries more, and other ones each time.
"""

import os
from collections.abc import Callable
from functools import partial

from bus import Breaking
from driven_bus import DrivenBus, Partly
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chassis.log import Log
from chassis.store import Client

EXAMPLES = int(os.environ.get("PAMONG_EXAMPLES", "0"))
SETTINGS = settings(
    max_examples=EXAMPLES or 24,
    stateful_step_count=30,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
WHICH = st.integers(0, 1)
WHOSE = st.sampled_from([(0,), (1,), (0, 1)])
ENDS = (partial(Breaking, after=False), Partly, partial(Breaking, after=True))
EVERYTHING = 1_000_000
SHARE = st.floats(0, 1, exclude_max=True)


class BusAtRandom(RuleBasedStateMachine):
    def __init__(self, client: Client) -> None:
        super().__init__()
        self.driven = DrivenBus(client)

    # What goes on

    @rule(
        who=st.sampled_from([(0,), (1,), (0, 1)]), times=st.integers(1, 2), numbered=st.booleans()
    )
    def commit(self, who: tuple[int, ...], times: int, numbered: bool) -> None:
        tallies = list(self.driven.told)
        self.driven.commit(*(tallies[each] for each in who), times=times)
        if numbered:
            self.driven.relay(-1)

    @rule(which=WHICH, steps=st.integers(1, 2))
    def relay_steps(self, which: int, steps: int) -> None:
        for _ in range(steps):
            self.driven.relay(which)

    @rule(which=WHICH, turns=st.integers(1, 3), messages=st.integers(1, 4))
    def follower_reads(self, which: int, turns: int, messages: int) -> None:
        for _ in range(turns):
            self.driven.follow(which, messages)

    @rule(feeds_are_away=st.booleans())
    def a_minute_passes(self, feeds_are_away: bool) -> None:
        self.driven.bus.feeds.away = feeds_are_away
        self.driven.a_minute_passes()

    # What goes wrong

    @rule(messages=st.integers(1, 4))
    def another_follower_takes_the_lease(self, messages: int) -> None:
        """And then the one before, which thought it had it still, goes on."""
        self.driven.follow(-1, messages)
        self.driven.new_follower()
        self.driven.follow(-1, messages)
        self.driven.follow(0, messages)

    @rule()
    def another_relay_takes_the_lease(self) -> None:
        self.driven.relay(-1)
        self.driven.new_relay()
        self.driven.relay(-1)
        self.driven.relay(0)

    @rule(when=st.sampled_from(ENDS), times=st.integers(1, 2))
    def relay_ends(self, when: Callable[[Log], Log], times: int) -> None:
        """When it has numbered, when it has published one, before it settles."""
        self.driven.commit(next(iter(self.driven.told)), times=times)
        self.driven.relay_ends(when(self.driven.bus.log))

    @rule(messages=st.integers(1, 4))
    def follower_ends_before_it_commits(self, messages: int) -> None:
        self.driven.follower_ends(messages)

    @rule(share=SHARE, many=st.sampled_from([1, 2, 3, EVERYTHING]))
    def the_log_loses_some(self, share: float, many: int) -> None:
        """In the middle, its tail, or all of it: then it is made anew."""
        offsets = self.driven.offsets()
        if offsets:
            first = offsets[int(share * len(offsets))]
            self.driven.lose(first, first + many - 1)

    @rule()
    def a_backup_is_made(self) -> None:
        self.driven.back_up()

    @precondition(lambda self: self.driven.backup is not None)
    @rule()
    def the_source_is_restored(self) -> None:
        self.driven.restore()

    # What holds

    @invariant()
    def numbered_if_and_only_if_committed(self) -> None:
        self.driven.numbered()

    @invariant()
    def applied_once_and_in_order(self) -> None:
        self.driven.applied()

    def teardown(self) -> None:
        self.driven.levels()
        self.driven.gone()


def test_whatever_happens_each_event_is_applied_once_in_order(store_client: Client) -> None:
    run_state_machine_as_test(lambda: BusAtRandom(store_client), settings=SETTINGS)
