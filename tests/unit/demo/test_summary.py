"""The summary holds when services, events and simulation agree, and says where they do not."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from demo_builders import a_story, an_enrolment, what_is_told
from rich.console import Console

from chassis.words import LANGUAGES, words_of
from pamong.demo.lines import Line
from pamong.demo.replay import BECOMES
from pamong.demo.story import RowTold, Story
from pamong.demo.summary import compare, in_words, table, verdict
from pamong.demo.told import Told

Change = Callable[[Told, Story], object]


def a_row(**changed: Any) -> RowTold:
    row = RowTold(number=2, outcome="accepted", register_number="IX.B/0002/2021", scheme="pb")
    return replace(row, **changed)


MISMATCHES: dict[str, tuple[str, Change]] = {
    "a row without an answer": ("rows.answered", lambda told, story: story.counts.update(rows=1)),
    "an order too many": ("rows.accepted", lambda told, story: more(told.registry["orders"])),
    "another scheme": ("orders.scheme", lambda told, story: row_2(story, scheme="cb")),
    "another book": (
        "orders.book",
        lambda told, story: row_2(story, register_number="IV.I/0001/2021"),
    ),
    "a gap in a book": (
        "orders.last",
        lambda told, story: row_2(story, register_number="IX.B/0003/2021"),
    ),
    "a number given twice": (
        "orders.last",
        lambda told, story: row_2(story, register_number="IX.B/0001/2021"),
    ),
    "a state without its event": (
        "orders.order_state",
        lambda told, story: told.registry.update(orders={"active": 2}),
    ),
    "an order without a case": (
        "orders.cases",
        lambda told, story: told.supervision.update(cases={"active": 1}),
    ),
    "someone without obligations": (
        "orders.in_force_without_obligations",
        lambda told, story: told.supervision.update(in_force_without_obligations=1),
    ),
    "someone without an officer": (
        "orders.in_force_without_officer",
        lambda told, story: told.supervision.update(in_force_without_officer=1),
    ),
    "an obligation lost": (
        "obligations.owed",
        lambda told, story: told.supervision["obligations"].pop("excused_holiday"),
    ),
    "an obligation in another state than its events say": (
        "obligations.obligation_state",
        lambda told, story: told.supervision["obligations"].update(excused=0, missed=1),
    ),
    "a contact that was lost": (
        "obligations.met",
        lambda told, story: story.counts.update(contacts=1),
    ),
    "an excuse that was lost": (
        "obligations.excused",
        lambda told, story: story.counts.update(excuses=1),
    ),
    "a visit without its event": (
        "visits.visit_state",
        lambda told, story: more(told.supervision["home_visits"], "open"),
    ),
    "a visit that was lost": ("visits.made", lambda told, story: story.counts.update(visits=1)),
    "a proposal that did not arrive": (
        "revocations.proposals",
        lambda told, story: story.counts.update(submissions=1),
    ),
    "a decision that was lost": (
        "revocations.decided",
        lambda told, story: story.counts.update(decisions_rejected=1),
    ),
    "a suspension that was lost": (
        "revocations.suspended",
        lambda told, story: story.counts.update(decisions_suspended=1),
    ),
    "a re-entry that was lost": (
        "revocations.revoked",
        lambda told, story: story.counts.update(re_entries=1),
    ),
    "a completion that was lost": (
        "revocations.completed",
        lambda told, story: story.counts.update(completions=1),
    ),
    "a request refused": (
        "revocations.request_refused",
        lambda told, story: story.refuse("contacts", "window_closed"),
    ),
    "a programme that was lost": (
        "training.programmes",
        lambda told, story: story.counts.update(programmes=1),
    ),
    "a completion of a programme that was lost": (
        "training.programmes_completed",
        lambda told, story: told.training["programmes"].update(completed=0, running=1),
    ),
    "a cancellation of a programme that was lost": (
        "training.programmes_cancelled",
        lambda told, story: story.counts.update(programmes_cancelled=1),
    ),
    "a programme in another state than its events say": (
        "training.programme_state",
        lambda told, story: more(told.training["programmes"], "open"),
    ),
    "a request to join that was lost": (
        "training.enrolments",
        lambda told, story: story.counts.update(enrolments=1),
    ),
    "a request refused that was accepted": (
        "training.enrolments_rejected",
        lambda told, story: told.training["enrolments"].update(rejected=0, accepted=1),
    ),
    "a participant in another state than the events say": (
        "training.enrolment_state",
        lambda told, story: told.training["enrolments"].update(dropped=0, attending=1),
    ),
    "an attendance that was lost": (
        "training.attendance",
        lambda told, story: story.counts.update(attendance=1),
    ),
    "someone who came and did not": (
        "training.came",
        lambda told, story: told.training.update(attendance={"attended": 3}),
    ),
    "a certificate that was lost": (
        "training.certificates",
        lambda told, story: story.counts.update(certificates=1),
    ),
    "a place kept in prison": (
        "training.open_without_order",
        lambda told, story: learn(told, "training.enrolment-confirmed", "cici"),
    ),
    "a message that the list does not have": (
        "messages.listed",
        lambda told, story: more(told.notifications["messages"], "queued"),
    ),
    "a message in another state than the list says": (
        "messages.message_state",
        lambda told, story: told.messages.by_state.update(sent=1, queued=-1),
    ),
    "a message delivered without its event": (
        "messages.message_told",
        lambda told, story: told.notifications["messages"].update(delivered=2, queued=0),
    ),
    "a message that should have left": (
        "messages.due",
        lambda told, story: told.notifications.update(due=1),
    ),
    "a message that waited until it was of no use": (
        "messages.overdue",
        lambda told, story: setattr(told.messages, "overdue", 1),
    ),
    "an event passed on and not heard": (
        "agency.routed",
        lambda told, story: told.agencies["deliveries"].update(routed=3),
    ),
    "an event that the agency should have": (
        "agency.missing",
        lambda told, story: told.own_cases.kinds.update(e9="registry.order-revoked"),
    ),
    "another number of a kind": (
        "agency.kind",
        lambda told, story: rehear(told, kind="registry.order-revoked"),
    ),
    "a gap in the agency's numbers": ("agency.last", lambda told, story: rehear(told, number=3)),
    "a number that the agency has twice": (
        "agency.distinct",
        lambda told, story: rehear(told, number=1),
    ),
    "another prosecutor's case": (
        "agency.foreign",
        lambda told, story: rehear(told, order_id="b"),
    ),
    "a head beyond what was published": (
        "events.published",
        lambda told, story: more(told.statuses["registry"]["head"], "position"),
    ),
    "a gap in the places": (
        "events.distinct",
        lambda told, story: told.feeds["registry"].places.discard(2),
    ),
    "an event missing in the log": (
        "events.in_log",
        lambda told, story: told.log.update(registry=(3, 4)),
    ),
    "an event too many in the log": (
        "events.last_in_log",
        lambda told, story: told.log.update(registry=(4, 5)),
    ),
    "a follower that heard less": (
        "followers.heard",
        lambda told, story: more(counts(told), "skipped_repeat"),
    ),
    "an event read and forgotten": (
        "followers.read",
        lambda told, story: more(counts(told), "read"),
    ),
    "an event held": (
        "followers.held",
        lambda told, story: more(told.statuses["registry"]["follower"], "held"),
    ),
    "an event parked": (
        "followers.parked",
        lambda told, story: more(told.statuses["registry"]["follower"], "parked"),
    ),
    "an event that someone dropped": (
        "followers.dropped",
        lambda told, story: more(counts(told), "dropped"),
    ),
    "an event lost": (
        "followers.lost",
        lambda told, story: told.statuses["registry"]["follower"]["places"].pop("identity"),
    ),
}


def more(counts: dict[str, int], what: str = "active") -> None:
    counts[what] = counts.get(what, 0) + 1


def counts(told: Told) -> dict[str, int]:
    found: dict[str, int] = told.statuses["registry"]["follower"]["counts"]
    return found


def learn(told: Told, kind: str, name: str) -> None:
    told.learned.hear(kind, json.dumps(an_enrolment(name)).encode())


def rehear(told: Told, **changed: Any) -> None:
    """The last event, heard by the agency as another."""
    heard = told.agency_heard
    assert isinstance(heard, list)
    heard[-1] = replace(heard[-1], **changed)


def row_2(story: Story, **changed: Any) -> None:
    story.rows[1] = a_row(**changed)


def keys(lines: tuple[Line, ...]) -> set[str]:
    return {f"{line.group}.{line.key}" for line in lines}


def test_a_story_and_services_that_agree_hold():
    assert compare(what_is_told(), a_story()).mismatches == ()


@pytest.mark.parametrize("name", MISMATCHES)
def test_each_mismatch_is_caught(name):
    key, put_out_of_joint = MISMATCHES[name]
    told, story = what_is_told(), a_story()
    put_out_of_joint(told, story)
    found = compare(told, story)
    assert not found.holds
    assert key in keys(found.mismatches)


def test_where_the_log_cannot_be_asked_the_rest_is_still_compared():
    found = compare(replace(what_is_told(), log=None), a_story())
    assert found.holds
    assert "events.in_log" not in keys(found.lines)


def test_where_no_agency_was_let_in_nothing_is_said_of_any():
    found = compare(replace(what_is_told(), own_cases=None, agency_heard=()), a_story())
    assert found.holds
    assert not any(line.group == "agency" for line in found.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_words(language):
    told, story = what_is_told(), a_story()
    for _, put_out_of_joint in MISMATCHES.values():
        put_out_of_joint(told, story)
    found = compare(told, story)
    assert all(in_words(line, language) for line in found.lines)
    Console(quiet=True).print(table(found, language), verdict(found, story, language))


def test_a_mismatch_is_said_in_a_sentence():
    line = Line(group="visits", key="made", told=3, due=4)
    assert in_words(line, "en") == "Does not hold: visits reported: 3 on record, must be 4."


def test_every_state_that_events_tell_of_has_words():
    words = words_of("pamong.demo")
    assert {state for *_, state in BECOMES.values()} - {"submitted"} <= {
        key.removeprefix("code.") for key in words.sentences
    }
