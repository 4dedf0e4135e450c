"""Findings for people, a line each with what to do next, or as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from chassis.words import Language, words_of
from pamong.doctor.findings import Finding, State

MARKS = {State.GOOD: ("✓", "green"), State.WRONG: ("✗", "bold red"), State.NOTE: ("•", "yellow")}


def sentence(finding: Finding, language: Language) -> str:
    return words_of("pamong.doctor").say(finding.says, language, **_spoken(finding.facts))


def next_step(finding: Finding, language: Language) -> str | None:
    """What to do about what is wrong; a note may have one too."""
    words, key = words_of("pamong.doctor"), f"{finding.says}.next"
    if key not in words and finding.state is not State.WRONG:
        return None
    return words.say(key, language, **_spoken(finding.facts))


def show(findings: Iterable[Finding], language: Language) -> bool:
    """Print them as they come; whether nothing was wrong."""
    console = Console(highlight=False, soft_wrap=True)
    count = 0
    for each in findings:
        mark, style = MARKS[each.state]
        console.print(Text.assemble((f"{mark} ", style), sentence(each, language)))
        if (step := next_step(each, language)) is not None:
            console.print(Text(f"  → {step}", style="bold" if each.state is State.WRONG else ""))
        count += each.state is State.WRONG
    key = "verdict.wrong" if count else "verdict.good"
    console.print(Text(words_of("pamong.doctor").say(key, language, count=count), style="bold"))
    return count == 0


def as_json(findings: Iterable[Finding], language: Language) -> dict[str, Any]:
    """For programs: `finding` is stable, the sentences are for people."""
    told = [
        {
            "finding": each.says,
            "state": each.state.value,
            "facts": dict(each.facts),
            "says": sentence(each, language),
            "next": next_step(each, language),
        }
        for each in findings
    ]
    return {"healthy": all(each["state"] != State.WRONG for each in told), "findings": told}


def _spoken(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {n: ", ".join(each) if isinstance(each, list) else each for n, each in facts.items()}
