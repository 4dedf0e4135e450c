"""A wire to a broker that can say something in the broker's name: it closes a channel, or cancels
a consumer, as a broker does whose operator or whose memory wants it so."""

import socket
import struct
import threading
from collections.abc import Callable

from chassis.testing.tcp_proxy import Proxy

HEADER, END = 7, b"\xce"
METHOD = 1
OPENED, CONSUMING = (20, 11), (60, 21)
CLOSE, CANCEL = (20, 40), (60, 30)
REFUSED = 406


class AmqpWire(Proxy):
    """What the broker says is passed on in whole frames, so that others fit in between."""

    def __init__(self, host: str, port: int) -> None:
        self._heard: list[Heard] = []
        super().__init__(host, port)

    def close_channels(self) -> None:
        """Every channel that is open by this wire is closed."""
        for each in self._heard:
            each.say_of_channels()

    def cancel_consumers(self) -> None:
        """Every consumer by this wire is told that it gets nothing more."""
        for each in self._heard:
            each.say_of_consumers()

    def passage(self, near: socket.socket) -> Callable[[bytes], None]:
        heard = Heard(near)
        self._heard = [*self._heard[-50:], heard]
        return heard.pass_on


class Heard:
    """One connection, as the broker's side of it sounds."""

    def __init__(self, near: socket.socket) -> None:
        self._near = near
        self._rest = b""
        self._channels: set[int] = set()
        self._consumers: set[tuple[int, bytes]] = set()
        self._speaking = threading.Lock()

    def pass_on(self, data: bytes) -> None:
        with self._speaking:
            self._rest += data
            end = 0
            while (following := self._frame_end(end)) is not None:
                self._listen(self._rest[end:following])
                end = following
            whole, self._rest = self._rest[:end], self._rest[end:]
            self._near.sendall(whole)

    def say_of_channels(self) -> None:
        told = struct.pack(">HB", REFUSED, 0) + struct.pack(">HH", 0, 0)
        for channel in sorted(self._channels):
            self._say(channel, CLOSE, told)

    def say_of_consumers(self) -> None:
        for channel, tag in sorted(self._consumers):
            self._say(channel, CANCEL, bytes([len(tag)]) + tag + b"\x01")

    def _say(self, channel: int, method: tuple[int, int], arguments: bytes) -> None:
        payload = struct.pack(">HH", *method) + arguments
        frame = struct.pack(">BHI", METHOD, channel, len(payload)) + payload + END
        with self._speaking:
            try:
                self._near.sendall(frame)
            except OSError:  # nobody is there any more
                self._channels.clear()
                self._consumers.clear()

    def _frame_end(self, start: int) -> int | None:
        if len(self._rest) < start + HEADER:
            return None
        (size,) = struct.unpack_from(">I", self._rest, start + 3)
        end = int(start + HEADER + size + 1)
        return end if len(self._rest) >= end else None

    def _listen(self, frame: bytes) -> None:
        kind, channel = struct.unpack_from(">BH", frame)
        if kind != METHOD:
            return
        method = struct.unpack_from(">HH", frame, HEADER)
        if method == OPENED:
            self._channels.add(channel)
        elif method == CONSUMING:
            length = frame[HEADER + 4]
            self._consumers.add((channel, frame[HEADER + 5 : HEADER + 5 + length]))
