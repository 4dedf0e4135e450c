"""The office's training in figures: programmes, enrolments, who came, certificates."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pamong.demo.lines import Line, line_each
from pamong.demo.story import Story
from pamong.demo.told import Told

ENDED = {"completed": "completed", "evaluated": "completed", "cancelled": "cancelled"}
FINISHED = {"completed": "finished", "incomplete": "finished"}
NO_EVENT = "rejected"
"""Who cannot take part is told so at once, and nobody else is."""


def training(told: Told, story: Story) -> Iterator[Line]:
    """What was entered and recorded is there, and is what the events say."""
    figures, heard, counts = told.training, told.learned, story.counts
    programmes, enrolments = figures["programmes"], figures["enrolments"]
    attendance, certificates = figures["attendance"], figures["certificates"]
    ended = _gathered(programmes, {each: ENDED.get(each, "not_ended") for each in programmes})
    for key, has, due in (
        ("programmes", sum(programmes.values()), counts["programmes"]),
        ("programmes_completed", ended["completed"], counts["programmes_completed"]),
        ("programmes_cancelled", ended["cancelled"], counts["programmes_cancelled"]),
        ("enrolments", sum(enrolments.values()), counts["enrolments"]),
        ("enrolments_rejected", enrolments.get(NO_EVENT, 0), counts["enrolments_rejected"]),
        ("attendance", sum(attendance.values()), counts["attendance"]),
        ("certificates", certificates, counts["certificates"]),
    ):
        yield Line(group="training", key=key, told=has, due=due)
    yield from line_each("training", "programme_state", ended, heard.programmes)
    states = {each: n for each, n in enrolments.items() if each != NO_EVENT}
    gathered = _gathered(states, FINISHED)
    yield from line_each("training", "enrolment_state", gathered, heard.enrolments)
    yield from line_each("training", "came", attendance, heard.attendance)
    for why, number in sorted(heard.lost.items()):
        yield Line(group="training", key="place_lost", told=number, facts={"what": why})
    yield Line(group="training", key="open_without_order", told=heard.open_without_order, due=0)


def _gathered(states: Mapping[str, int], under: Mapping[str, str]) -> Counter[str]:
    """Counts of states, some of them gathered under another name."""
    found = Counter[str]()
    for state, number in states.items():
        found[under.get(state, state)] += number
    return found
