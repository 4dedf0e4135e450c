"""The bus' promises, whatever happens to it in whatever order: the product's own code and store.

`PAMONG_EXAMPLES=500` tries more, and other ones each time.
"""

import os

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

from chassis.store import Client

EXAMPLES = int(os.environ.get("PAMONG_EXAMPLES", "0"))
SETTINGS = settings(
    max_examples=EXAMPLES or 20,
    stateful_step_count=25,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
WHICH = st.integers(0, 1)
SHARE = st.floats(0, 1, exclude_max=True)


class BusAtRandom(RuleBasedStateMachine):
    def __init__(self, client: Client) -> None:
        super().__init__()
        self.driven = DrivenBus(client)

    # What is told

    @rule(which=WHICH, times=st.integers(1, 3))
    def commit(self, which: int, times: int) -> None:
        self.driven.commit(list(self.driven.told)[which], times=times)

    @rule()
    def commit_of_both(self) -> None:
        self.driven.commit(*self.driven.told, times=1)

    # Relays

    @rule(which=WHICH)
    def relay_steps(self, which: int) -> None:
        self.driven.relay(which)

    @rule()
    def another_relay_takes_the_lease(self) -> None:
        self.driven.new_relay()

    @rule()
    def relay_ends_when_it_has_numbered(self) -> None:
        self.driven.relay_ends(Breaking(self.driven.bus.log, after=False))

    @rule()
    def relay_ends_while_it_publishes(self) -> None:
        self.driven.relay_ends(Partly(self.driven.bus.log))

    @rule()
    def relay_ends_before_it_settles(self) -> None:
        self.driven.relay_ends(Breaking(self.driven.bus.log, after=True))

    # Followers

    @rule(which=WHICH, messages=st.integers(1, 4))
    def follower_reads(self, which: int, messages: int) -> None:
        self.driven.follow(which, messages)

    @rule()
    def another_follower_takes_the_lease(self) -> None:
        self.driven.new_follower()

    @rule(messages=st.integers(1, 4))
    def follower_ends_before_it_commits(self, messages: int) -> None:
        self.driven.follower_ends(messages)

    @rule()
    def a_minute_passes(self) -> None:
        self.driven.a_minute_passes()

    @rule()
    def the_feed_goes_away_or_comes_back(self) -> None:
        self.driven.bus.feeds.away = not self.driven.bus.feeds.away

    # Losses

    @rule(share=SHARE, many=st.integers(1, 3))
    def the_log_loses_some(self, share: float, many: int) -> None:
        offsets = self.driven.offsets()
        if offsets:
            first = offsets[int(share * len(offsets))]
            self.driven.lose(first, first + many - 1)

    @rule(share=SHARE)
    def the_log_loses_its_tail(self, share: float) -> None:
        offsets = self.driven.offsets()
        if offsets:
            self.driven.lose(offsets[int(share * len(offsets))], offsets[-1])

    @rule()
    def the_log_is_made_anew(self) -> None:
        offsets = self.driven.offsets()
        if offsets:
            self.driven.lose(1, offsets[-1])

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
