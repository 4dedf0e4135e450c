"""Blows to the lines between services, store and broker."""

from dataclasses import dataclass
from functools import partialmethod

from amqp_wire import AmqpWire
from blows import Blow, Heal
from machines import Machines

COMMIT = b"commitTransaction"
SLOW_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class OnTheWires:
    """Each service has wires of its own: only it is struck."""

    machines: Machines

    def _cut(self, end: str, blow: Blow) -> Heal:
        self.machines.wires[end][blow.target].cut()
        return None

    def _hold(self, end: str, blow: Blow) -> Heal:
        wire = self.machines.wires[end][blow.target]
        wire.hold()
        return wire.let_go

    def _half_open(self, end: str, blow: Blow) -> Heal:
        wire = self.machines.wires[end][blow.target]
        wire.freeze()

        def heal() -> None:
            wire.thaw()
            wire.cut()

        return heal

    def _slow(self, end: str, blow: Blow) -> Heal:
        wire = self.machines.wires[end][blow.target]
        wire.slow(SLOW_SECONDS)
        return lambda: wire.slow(0.0)

    cut_store = partialmethod(_cut, "store")
    cut_broker = partialmethod(_cut, "broker")
    cut_api = partialmethod(_cut, "api")
    hold_store = partialmethod(_hold, "store")
    hold_broker = partialmethod(_hold, "broker")
    hold_api = partialmethod(_hold, "api")
    half_open_store = partialmethod(_half_open, "store")
    half_open_broker = partialmethod(_half_open, "broker")
    half_open_api = partialmethod(_half_open, "api")
    slow_store = partialmethod(_slow, "store")
    slow_broker = partialmethod(_slow, "broker")

    def lose_commit_answer(self, blow: Blow) -> Heal:
        wire = self.machines.wires["store"][blow.target]
        wire.when_answered(COMMIT, lambda: None)
        return wire.forget

    def lose_commit_request(self, blow: Blow) -> Heal:
        wire = self.machines.wires["store"][blow.target]
        wire.when_asked(COMMIT, lambda: None)
        return wire.forget

    def close_channels(self, blow: Blow) -> Heal:
        self._broker(blow).close_channels()
        return None

    def cancel_consumers(self, blow: Blow) -> Heal:
        self._broker(blow).cancel_consumers()
        return None

    def _broker(self, blow: Blow) -> AmqpWire:
        wire = self.machines.wires["broker"][blow.target]
        assert isinstance(wire, AmqpWire)
        return wire
