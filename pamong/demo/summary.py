"""The reconciling summary: asked of the services, held against the story, told in words."""

from collections.abc import Mapping
from itertools import chain

from rich.table import Table
from rich.text import Text

from chassis.words import Language, words_of
from pamong.demo import agency_lines, log_lines, message_lines, office_lines, training_lines
from pamong.demo.lines import Line, Reconciliation
from pamong.demo.staff import Office, Staff
from pamong.demo.story import Story
from pamong.demo.told import Told, ask

WORDS = "pamong.demo"
GROUPS = (
    office_lines.rows,
    office_lines.orders,
    office_lines.obligations,
    office_lines.visits,
    office_lines.revocations,
    training_lines.training,
    message_lines.messages,
    agency_lines.agency,
    log_lines.events,
    log_lines.followers,
)


def reconcile(
    office: Office,
    staff: Staff,
    story: Story,
    log: Mapping[str, tuple[int, int]] | None = None,
) -> Reconciliation:
    """Ask the services, which must be level, and compare.

    `log`: for each service how many of its events the log holds and the highest position.
    """
    return compare(ask(office, staff, log, story.agency), story)


def compare(told: Told, story: Story) -> Reconciliation:
    """Hold everything that was told against the story."""
    return Reconciliation(tuple(chain.from_iterable(group(told, story) for group in GROUPS)))


def table(found: Reconciliation, language: Language = "id") -> Table:
    """Every line: its figure, and whether what it is held against is the same."""
    say = words_of(WORDS).say
    built = Table(box=None, show_header=True, pad_edge=False)
    for heading in ("what", "told", "due", "holds"):
        justify = "left" if heading == "what" else "right"
        built.add_column(say(f"heading.{heading}", language), justify=justify)  # type: ignore[arg-type]
    group = ""
    for line in found.lines:
        if line.group != group:
            group = line.group
            built.add_row(say(f"group.{group}", language), style="bold")
        built.add_row(*_cells(line, language), style=None if line.holds else "red")
    return built


def in_words(line: Line, language: Language = "id") -> str:
    """What a mismatch is, in a sentence."""
    what = _what(line, language)
    return words_of(WORDS).say("mismatch", language, what=what, told=line.told, due=line.due)


def verdict(found: Reconciliation, story: Story, language: Language = "id") -> str:
    """Whether it all holds, and in how many days of the office."""
    key = "verdict.holds" if found.holds else "verdict.fails"
    number = len(found.mismatches)
    return words_of(WORDS).say(key, language, days=story.days, number=number)


def _cells(line: Line, language: Language) -> tuple[Text | str, ...]:
    due = "" if line.due is None else f"{line.due}"
    mark = "" if line.due is None else ("✓" if line.holds else "✗")
    return Text(f"  {_what(line, language)}"), str(line.told), due, mark


def _what(line: Line, language: Language) -> str:
    say = words_of(WORDS).say
    if line.group == "rows" and line.key == "code":
        return f"  {words_of('registry').say(line.facts['what'], language)}"
    facts = {name: _named(str(each), language) for name, each in line.facts.items()}
    return say(f"{line.group}.{line.key}", language, **facts)


def _named(fact: str, language: Language) -> str:
    """A code in words, where there are some for it."""
    words = words_of(WORDS)
    return words.say(f"code.{fact}", language) if f"code.{fact}" in words else fact
