"""Quiet hours: when nobody's telephone is to ring (R35).

Which hours: `quiet` in policies/*.yaml. `verdict` obeys them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end` (exclusive) of the office's day, mostly over midnight.

    When both are the same hour there are none.
    """

    start: time
    end: time

    def cover(self, hour: time) -> bool:
        """Whether this hour of the office's day is quiet."""
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def over_at(self, instant: datetime, zone: ZoneInfo) -> datetime | None:
        """The instant at which the quiet hours around `instant` end; None outside of them."""
        local = instant.astimezone(zone)
        if not self.cover(local.time()):
            return None
        day = local.date() if local.time() < self.end else local.date() + ONE_DAY
        return datetime.combine(day, self.end, zone).astimezone(instant.tzinfo)
