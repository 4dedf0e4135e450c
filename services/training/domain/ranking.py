"""Who fits which programme how well, with the reasons: a suggestion, never a decision (R27)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from training.domain.person import Person
from training.domain.policies import Policy
from training.domain.programme import Programme
from training.domain.screening import device_findings, is_equipped


class Reason(StrEnum):
    INTERESTED = "interested"
    NOT_YET_TRAINED = "not_yet_trained"
    NEAR = "near"
    DEVICE_FITS = "device_fits"
    NEEDS_LENT_DEVICE = "needs_lent_device"
    TRAINED_IN_THIS_FIELD = "trained_in_this_field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well one person and one programme go together."""

    person_id: UUID
    programme_id: UUID
    points: int
    reasons: tuple[Reason, ...]


def fit(
    person: Person, programme: Programme, policy: Policy, trained_in: Collection[str]
) -> Fit | None:
    """None where the person is not under an order in force, or not meant by the programme.

    `trained_in`: the fields of programmes that the person completed.
    """
    if not (person.may_join and programme.target.includes(person.sex, person.age_class)):
        return None
    needs_device = bool(device_findings(person, programme.mode, policy))
    equipped = programme.mode.needs_link and is_equipped(person, policy)
    near = person.kecamatan is not None and person.kecamatan == programme.kecamatan
    weights = policy.weights
    known = (
        (Reason.INTERESTED, weights.interested, programme.field in person.interests),
        (Reason.NOT_YET_TRAINED, weights.not_yet_trained, not trained_in),
        (Reason.NEAR, weights.near, near),
        (Reason.DEVICE_FITS, weights.device_fits, equipped),
        (Reason.NEEDS_LENT_DEVICE, 0, needs_device),
        (Reason.TRAINED_IN_THIS_FIELD, 0, programme.field in trained_in),
    )
    return Fit(
        person_id=person.id,
        programme_id=programme.id,
        points=sum(points for _, points, holds in known if holds),
        reasons=tuple(reason for reason, _, holds in known if holds),
    )


def candidates(
    people: Iterable[Person],
    programme: Programme,
    policy: Policy,
    trained_in: Mapping[UUID, Collection[str]],
) -> list[Fit]:
    """Those who could join, best first; who needs no lent device comes before who does."""
    fits = (fit(each, programme, policy, trained_in.get(each.id, ())) for each in people)
    return sorted((each for each in fits if each is not None), key=_rank)


def suggestions(
    person: Person,
    programmes: Iterable[tuple[Programme, Policy]],
    trained_in: Collection[str],
) -> list[Fit]:
    """Programmes that the person could join, best first."""
    fits = (fit(person, each, policy, trained_in) for each, policy in programmes)
    return sorted((each for each in fits if each is not None), key=_rank)


def _rank(fit: Fit) -> tuple[bool, int, UUID, UUID]:
    needs_device = Reason.NEEDS_LENT_DEVICE in fit.reasons
    return needs_device, -fit.points, fit.programme_id, fit.person_id
