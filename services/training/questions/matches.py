"""Who could join a programme, and what a person could join: ranked, with the reasons (R27)."""

from dataclasses import dataclass
from uuid import UUID

from training.domain.policies import Policy, policy_on
from training.domain.programme import Programme, State
from training.domain.ranking import Fit, candidates, suggestions
from training.own import check_own, check_reason, is_own
from training.policy_files import shipped_policies
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    fit: Fit
    name: str | None
    kecamatan: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCandidates:
    programme_id: UUID
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAbout:
    """Something about one person; `reason`: why, where child protection wants to know."""

    person_id: UUID
    reason: str


def suggest_candidates(unit: Unit, asked: AskCandidates) -> list[Candidate]:
    """The best first, without those who have asked already. Officers see their own clients."""
    programme = unit.programmes.get(asked.programme_id)
    there = {each.person_id for each in unit.enrolments.open_in(programme.id)}
    free = [
        each
        for each in unit.people.who_may_join(programme.target)
        if each.id not in there and is_own(unit, each)
    ]
    ranked = candidates(free, programme, _policy_of(unit, programme), unit.enrolments.trained_in())
    best = ranked[: asked.limit]
    people = {each.id: each for each in free}
    names = unit.names.of(each.person_id for each in best)
    unit.people_were_read(each.person_id for each in best)
    return [
        Candidate(
            fit=each,
            name=people[each.person_id].shown(names.get(each.person_id)),
            kecamatan=people[each.person_id].kecamatan,
        )
        for each in best
    ]


def suggest_programmes(unit: Unit, asked: AskAbout) -> list[tuple[Fit, Programme]]:
    """Open programmes that the person could join and has not asked for, best first."""
    person = unit.people.get(asked.person_id)
    check_own(unit, person)
    check_reason(unit, person, asked.reason)
    unit.people_were_read([person.id], asked.reason)
    asked_for = {each.programme_id for each in unit.enrolments.open_of(person.id)}
    offered = {
        each.id: each
        for each in unit.programmes.in_states([State.OPEN])
        if each.id not in asked_for
    }
    trained_in = unit.enrolments.trained_in([person.id]).get(person.id, set())
    with_policies = [(each, _policy_of(unit, each)) for each in offered.values()]
    ranked = suggestions(person, with_policies, trained_in)
    return [(each, offered[each.programme_id]) for each in ranked]


def _policy_of(unit: Unit, programme: Programme) -> Policy:
    return policy_on(programme.starts or unit.today, shipped_policies())
