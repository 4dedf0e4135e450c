"""When a day may end for those who wait for messages: once all that was due has left."""

import time

from pamong.demo.desk import Desk
from pamong.demo.level import NotLevel

WAIT, PATIENCE = 0.1, 180.0


def wait_until_sent(desk: Desk) -> bool:
    """Whether there was anything to wait for. NotLevel when the patience ends."""
    began = time.monotonic()
    waited = False
    while due := desk.get("notifications", "/v1/figures/due")["due"]:
        if time.monotonic() - began > PATIENCE:
            raise NotLevel(f"{due} messages are due and do not leave")
        if desk.services.stopping.wait(WAIT):
            raise KeyboardInterrupt
        waited = True
    return waited
