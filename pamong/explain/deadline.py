"""`pamong explain deadline`: the end of the Nth working day, and the days passed over."""

from datetime import date

import click

from chassis.words import Language
from pamong.explain.answers import Day, Page, answers, print_json
from supervision.domain.calendar import Calendar, Deadline, deadline

MOST_WORKING_DAYS = 2_000


@click.command("deadline")
@click.option("--from", "from_", type=Day(), required=True, help="The day of the event: day 0.")
@click.option("--working-days", type=click.IntRange(0, MOST_WORKING_DAYS), required=True)
@click.option(
    "--office-closed", type=Day(), multiple=True, help="A closing day of the office; repeatable."
)
@click.option("--joint-leave-works", is_flag=True, help="Joint leave (cuti bersama) is worked.")
@answers
def explain_deadline(
    from_: date,
    working_days: int,
    office_closed: tuple[date, ...],
    joint_leave_works: bool,
    as_json: bool,
    language: Language,
) -> None:
    """By when, counting working days from the day after an event."""
    calendar = Calendar(
        office_closed=frozenset(office_closed), joint_leave_is_off=not joint_leave_works
    )
    found = deadline(from_, working_days, calendar)
    if as_json:
        skipped = [{"date": each.date, "why": each.why} for each in found.skipped]
        print_json({"due": found.due, "skipped": skipped})
    else:
        _show(Page(language), from_, working_days, found)


def _show(page: Page, from_: date, working_days: int, found: Deadline) -> None:
    page.show(
        page.say("deadline.day_zero", day=from_),
        page.say("deadline.due", days=working_days, day=found.due),
    )
    if found.skipped:
        rows = [(page.day(each.date), page.say(f"why.{each.why}")) for each in found.skipped]
        page.show(page.say("deadline.skipped"), page.table(("day", "why"), rows))
