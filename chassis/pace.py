"""How many events a follower takes at once: as many as one short transaction can apply."""

LONGEST = 500
SLOW_SECONDS, QUICK_SECONDS = 2.0, 0.5
"""A lease lasts ten seconds: a batch must be through well before that."""


class Pace:
    """Halves the batch when it was slow, doubles it again when it was quick."""

    def __init__(self) -> None:
        self.batch = LONGEST

    def took(self, events: int, seconds: float) -> None:
        if seconds > SLOW_SECONDS and events > 1:
            self.batch = max(1, events // 2)
        elif seconds < QUICK_SECONDS and events >= self.batch:
            self.batch = min(LONGEST, self.batch * 2)
