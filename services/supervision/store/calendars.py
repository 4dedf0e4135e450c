"""The offices that supervision knows, each with its calendar."""

from pymongo import IndexModel
from pymongo.database import Database

from chassis.repository import Repository
from chassis.store import Document
from supervision.domain.calendar import Calendar
from supervision.domain.office_calendar import OfficeCalendar, calendar_id, plain_calendar


class Calendars(Repository[OfficeCalendar]):
    name = "calendars"
    shape = OfficeCalendar
    indexes = (IndexModel([("office_id", 1)], name="office", unique=True),)

    def of_office(self, version: int | None = None) -> OfficeCalendar:
        """The office's calendar, kept from now on if it was not yet."""
        id = calendar_id(self.unit.office_id)
        if self.get_or_none(id) is None:
            self.add(plain_calendar(self.unit.office_id))
        return self.get(id, version)

    def seen(self) -> OfficeCalendar:
        """The office's calendar as it is, only to be read."""
        found = self.get_or_none(calendar_id(self.unit.office_id))
        return found or plain_calendar(self.unit.office_id)

    def working_days(self) -> Calendar:
        return self.seen().as_calendar()


def offices(database: Database[Document]) -> list[str]:
    """Every office of which supervision has heard."""
    return [each["office_id"] for each in database[Calendars.name].find({}, {"office_id": 1})]
