"""The half-year, day by day: the clock, the list, everybody's work; never ahead of anyone."""

import time as system_time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from pamong.demo.arrivals import DaysList, by_day, sample
from pamong.demo.asking import Request, Services
from pamong.demo.curriculum import curriculum
from pamong.demo.desk import Desk
from pamong.demo.entering import Entering
from pamong.demo.head import Head
from pamong.demo.letting_in import let_in
from pamong.demo.level import Watch
from pamong.demo.office import OPENS
from pamong.demo.officer import OfficersDay
from pamong.demo.progress import Progress
from pamong.demo.registrar import Registrar
from pamong.demo.sending import wait_until_sent
from pamong.demo.signing_in import SignIn, as_user
from pamong.demo.staff import Office, Staff, StaffMember
from pamong.demo.story import Story
from pamong.demo.trainer import Trainer
from pamong.demo.working_days import is_working_day

LAST_DAY = date(2021, 6, 30)
AFTERNOON = time(15)
THREADS = 4


def simulate(
    office: Office, staff: Staff, *, until: date = LAST_DAY, show: Progress, content: bytes = b""
) -> Story:
    """Live through the days from the office's first until `until`, inclusive.

    `content` is a prison's list, the shipped one by default. Raises level.NotLevel, asking.Away
    or asking.Refused where the services do not come along; an interrupt ends the requests in
    hand first.
    """
    services = office.services()
    arrivals = by_day(content or sample(), office.first_day)
    with show, ThreadPoolExecutor(THREADS) as pool:
        life = _Life(office, services, staff, pool)
        try:
            life.let_agency_in()
            for day in days(office.first_day, until):
                life.live(day, arrivals.get(day))
                show.day(day, life.story)
        except BaseException:
            services.stopping.set()
            pool.shutdown(cancel_futures=True)
            raise
    return life.story


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


class _Life:
    """Everybody of the office, and the clock."""

    def __init__(
        self, office: Office, services: Services, staff: Staff, pool: ThreadPoolExecutor
    ) -> None:
        self.story = Story()
        self._office, self._services, self._pool = office, services, pool
        self._clock_token = office.sign_in(services)
        self._watch = Watch(services, self._clock_token)
        self._registrar = Registrar(desk=self._desk(staff.one("registrar")))
        self._head = Head(desk=self._desk(staff.one("head")))
        zone = ZoneInfo(office.zone)
        self._officers = {
            each.id: OfficersDay(desk=self._desk(each), seed=office.seed, zone=zone)
            for each in staff.officers()
        }
        self._trainer = self._with_year(staff, zone)
        self._operator = self._at_desk(self._clock_token)

    def let_agency_in(self) -> None:
        """Before anything happens, so that it is told of everything of its own."""
        self.story.agency = let_in(self._operator, self._head.desk)

    def live(self, day: date, arriving: DaysList | None) -> None:
        """One day, from the morning's jobs until everybody has heard of everything."""
        self._move_clock(day, OPENS)
        if arriving is not None:
            with self._timed("list"):
                self._registrar.send(arriving)
        self._registrar.confirm_re_entries(day)
        works = is_working_day(day)
        self._wait(day, f"morning {works} {arriving is not None}")
        if works:
            self._move_clock(day, AFTERNOON)
            with self._timed("officers"):
                list(self._pool.map(lambda each: each.work(day), self._officers.values()))
            with self._timed("training"):  # before places are lost by what the head decides
                self._trainer.work(day)
            with self._timed("head"):
                self._decide(day)
            self._wait(day, "afternoon")
        self._wait_until_sent(day)
        self.story.days += 1
        self.story.last_day = day

    def _decide(self, day: date) -> None:
        """Drafts go to the head through the officer who answers for the case."""
        if drafts := self._head.drafts():
            for draft in drafts:
                self._officers[draft["officer_id"]].submit(draft)
            self._wait(day, "submission")
            self._registrar.expected_back += self._head.decide(day)
        self._head.complete_ended(day)

    def _move_clock(self, day: date, hour: time) -> None:
        """Everybody must be level."""
        request = Request(
            method="PUT",
            service="registry",
            path="/v1/clock",
            token=self._clock_token,
            office=self._office.code,
            body={"now": self._office.at(day, hour).isoformat()},
        )
        self._services.ask(request)

    def _wait(self, day: date, after: str) -> None:
        with self._timed("waiting"):
            self._watch.wait(day, after)

    def _wait_until_sent(self, day: date) -> None:
        """What leaves late is published late, and has to be heard of too."""
        with self._timed("messages"):
            waited = wait_until_sent(self._operator)
        if waited:
            self._wait(day, "messages")

    def _with_year(self, staff: Staff, zone: ZoneInfo) -> Trainer:
        """An officer proposes, the trainer plans, the head approves."""
        officer = self._officers[staff.one("officer").id].desk
        trainer = self._desk(staff.one("trainer"))
        desks = {"officer": officer, "trainer": trainer, "head": self._head.desk}
        entering = Entering(year=curriculum(), desks=desks, zone=zone)
        return Trainer(desk=trainer, entering=entering, seed=self._office.seed)

    def _desk(self, member: StaffMember) -> Desk:
        return self._at_desk(as_user(self._services, member.username, member.password))

    def _at_desk(self, token: SignIn) -> Desk:
        code = self._office.code
        return Desk(services=self._services, token=token, office=code, story=self.story)

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        began = system_time.perf_counter()
        try:
            yield
        finally:
            self.story.seconds[part] += system_time.perf_counter() - began
