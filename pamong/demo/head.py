"""The head's day: proposals to decide, orders to complete."""

from dataclasses import dataclass
from datetime import date, timedelta

from pamong.demo import guidance
from pamong.demo.desk import Desk
from pamong.demo.officer import Item

REJECTED = 2
"""Of the proposals that reach the head, the one that is rejected: the second."""


@dataclass(slots=True, kw_only=True)
class Head:
    """Decides alone, as the law has it; letters are numbered in order."""

    desk: Desk
    decided: int = 0
    letters: int = 0

    def drafts(self) -> list[Item]:
        """Proposals that wait for their officer."""
        return self.desk.pages("supervision", "/v1/proposals", state="draft")

    def decide(self, day: date) -> list[tuple[date, str]]:
        """Every proposal that waits. Who is suspended, and when each will be back in prison."""
        pending = self.desk.pages("registry", "/v1/proposals", state="pending")
        suspended = []
        for proposal in sorted(pending, key=self._place_in_list):
            self.decided += 1
            if self.decided == REJECTED:
                self._decide(proposal, {"outcome": "rejected", "reason": guidance.REJECTION}, day)
                continue
            number = f"W10.PAS.PAS.1-{self.decided:03}.PK.01.05.08 TAHUN {day.year}"
            decree = {"decree_number": number, "reason": guidance.SUSPENSION}
            if self._decide(proposal, {"outcome": "suspended", **decree}, day):
                suspended.append((day + timedelta(days=2), proposal["order_id"]))
        return suspended

    def complete_ended(self, day: date) -> None:
        """Orders whose last day has passed end with a letter."""
        ended = self.desk.pages(
            "registry", "/v1/orders", state="active", ended_before=day.isoformat()
        )
        for order in sorted(ended, key=lambda each: (each["end"], each["number"])):
            self.letters += 1
            letter = f"WP.10.PAS.1-PK.06.04-{self.letters}"
            body = {"letter_number": letter, "on": day.isoformat()}
            self.desk.post("registry", f"/v1/orders/{order['id']}/completion", body, "completions")

    def _decide(self, proposal: Item, decision: Item, day: date) -> bool:
        path = f"/v1/proposals/{proposal['id']}/decision"
        body = {**decision, "on": day.isoformat()}
        counted = f"decisions_{decision['outcome']}"
        return self.desk.post("registry", path, body, counted) is not None

    def _place_in_list(self, proposal: Item) -> int:
        client = self.desk.story.clients.get(proposal["order_id"])
        return client.number if client else 0
