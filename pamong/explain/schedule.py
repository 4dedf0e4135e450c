"""`pamong explain schedule`: every meeting that an order owes, and under which regulation."""

from datetime import date
from typing import Any

import click

from chassis.words import Language
from pamong.explain.answers import Day, Page, answers, print_json, refusing
from supervision.domain.calendar import ONE_DAY, Calendar
from supervision.domain.policies import Policy, policy_for
from supervision.domain.windows import Planned, schedule
from supervision.policy_files import shipped_policies


@click.command("schedule")
@click.option("--scheme", required=True, help="asimilasi_rumah, pb, cb or cmb.")
@click.option("--start", type=Day(), required=True, help="The order's first day.")
@click.option("--end", type=Day(), required=True, help="The first day after the order.")
@answers
def explain_schedule(
    scheme: str, start: date, end: date, as_json: bool, language: Language
) -> None:
    """When a client must be met, for an order dated on its first day."""
    with refusing(language):
        policy = policy_for(scheme, start, shipped_policies())
        owed = schedule(policy, start, end, Calendar())
    if as_json:
        print_json({"obligations": [_built(each) for each in owed]})
    else:
        _show(Page(language), policy, start, owed)


def _built(planned: Planned) -> dict[str, Any]:
    built = {
        "kind": planned.kind,
        "window_start": planned.window_start,
        "window_end": planned.window_end,
        "due": planned.due,
    }
    return built | {"excused_holiday": True} if planned.excused_holiday else built


def _show(page: Page, policy: Policy, start: date, owed: tuple[Planned, ...]) -> None:
    page.show(page.say("schedule.pack", code=policy.code, source=policy.source))
    if not policy.is_in_force(start):
        page.show(page.say("schedule.out_of_time", day=start))
    if not owed:
        page.show(page.say("schedule.nothing"))
        return
    rows = [
        (
            page.say(f"kind.{each.kind}"),
            page.day(each.window_start),
            page.day(each.window_end - ONE_DAY),
            page.say("schedule.excused_holiday") if each.excused_holiday else page.day(each.due),
        )
        for each in owed
    ]
    page.show(page.table(("kind", "from", "to", "due"), rows))
    page.show(page.say("schedule.cut", share=policy.least_share_of_cut_window))
