"""An officer's day: the worklist, one action for each meeting that is planned, the visits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pamong.demo import guidance
from pamong.demo.behaviour import Excuse, Fail, Forget, Meet, Owed, Plan, plan, visit
from pamong.demo.desk import Desk
from pamong.demo.story import Story

VISIT = "home_visit"
MORNING = time(8, 5)
MINUTES_OF_A_DAY = 6 * 60 + 45
Item = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class OfficersDay:
    """One officer, day after day; remembers what was planned and what is still to be recorded."""

    desk: Desk
    seed: int
    zone: ZoneInfo
    plans: dict[str, Plan] = field(default_factory=dict)
    to_record: dict[str, Meet] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    @property
    def story(self) -> Story:
        return self.desk.story

    def work(self, day: date) -> None:
        """What is on the worklist today, and what yesterday left to be recorded."""
        for id_, met in [each for each in self.to_record.items() if each[1].recorded <= day]:
            del self.to_record[id_]
            self._record(id_, met)
            self.story.count("recorded_late")
        items = self.desk.get("supervision", "/v1/worklist", officer="me")["items"]
        # Visits first: a meeting may make one needless.
        for item in sorted(items, key=lambda each: each["kind"] != VISIT):
            if item["id"] not in self.settled and item["case_id"] in self.story.clients:
                self._take(item, day)

    def submit(self, draft: Item) -> None:
        """Stand by a draft proposal, whose misses the office has seen to."""
        path = f"/v1/proposals/{draft['id']}/submission"
        self.desk.post("supervision", path, {}, "submissions")

    def _take(self, item: Item, day: date) -> None:
        if item["kind"] == VISIT:
            self._go(item, day)
            return
        planned = self.plans.get(item["id"]) or self._plan(item)
        if not isinstance(planned, Forget) and planned.on <= day:
            self.settled.add(item["id"])
            self._do(item["id"], planned, day)

    def _plan(self, item: Item) -> Plan:
        owed = Owed(
            kind=item["obligation_kind"],
            window_start=date.fromisoformat(item["window_start"]),
            window_end=date.fromisoformat(item["window_end"]),
            in_person=item["in_person"],
            device=item["device"],
        )
        planned = plan(self.seed, self.story.clients[item["case_id"]], owed)
        self.plans[item["id"]] = planned
        return planned

    def _do(self, id_: str, planned: Meet | Excuse | Fail, day: date) -> None:
        match planned:
            case Meet() if planned.recorded > day:
                self.to_record[id_] = planned
            case Meet():
                self._record(id_, planned)
            case Excuse():
                self._post(id_, "excuse", {"reason": guidance.excuse(planned.note)}, "excuses")
            case Fail():
                for body in self._tries(planned):
                    self._post(id_, "attempts", body, "attempts")

    def _record(self, id_: str, met: Meet) -> None:
        if met.dispensed:
            reason = {"reason": guidance.DISPENSATION}
            self._post(id_, "dispensation", reason, "dispensations")
        next_date = met.on + timedelta(days=7)
        body = {
            "id": str(uuid4()),
            "happened_at": self._instant(met.on, met.note),
            "channel": met.channel,
            "minutes": met.minutes,
            "confirmed": True,
            "next_date": next_date.isoformat(),
            **guidance.talk(met.note),
        }
        self._post(id_, "contact", body, "contacts")

    def _tries(self, failed: Fail) -> Iterator[Item]:
        for place, (channel, target) in enumerate(failed.tries):
            yield {
                "id": str(uuid4()),
                "happened_at": self._instant(failed.on, 60 * place + 7 * len(channel)),
                "channel": channel,
                "target": target,
                "reached": False,
            }

    def _go(self, item: Item, day: date) -> None:
        client = self.story.clients[item["case_id"]]
        made = visit(self.seed, client, date.fromisoformat(item["due"]))
        if made.on > day:
            return
        self.settled.add(item["id"])
        body = {
            "id": str(uuid4()),
            "result": made.result,
            "findings": guidance.findings(made.result, made.note),
        }
        self.desk.post("supervision", f"/v1/home-visits/{item['id']}/report", body, "visits")

    def _post(self, id_: str, what: str, body: Item, counted: str) -> None:
        self.desk.post("supervision", f"/v1/obligations/{id_}/{what}", body, counted)

    def _instant(self, day: date, minutes: int) -> str:
        moment = datetime.combine(day, MORNING, self.zone)
        return (moment + timedelta(minutes=minutes % MINUTES_OF_A_DAY)).isoformat()
