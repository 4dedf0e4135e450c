"""Suggestions: who fits which programme, best first, with the reasons."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from training_builders import POLICY, a_person, a_programme

from training.domain.offer import Mode, Sex, Target
from training.domain.person import OrderState
from training.domain.ranking import Reason, candidates, fit, suggestions

FIELD = "tata_boga"


def test_the_reasons_are_told_and_add_up():
    person = a_person(interests=(FIELD,), kecamatan="cakung")
    found = fit(person, a_programme(mode=Mode.HYBRID), POLICY, ())
    weights = POLICY.weights
    assert found.reasons == (
        Reason.INTERESTED,
        Reason.NOT_YET_TRAINED,
        Reason.NEAR,
        Reason.DEVICE_FITS,
    )
    assert found.points == (
        weights.interested + weights.not_yet_trained + weights.near + weights.device_fits
    )


def test_who_is_interested_comes_before_who_lives_near():
    near = a_person(kecamatan="cakung")
    interested = a_person(kecamatan="koja", interests=(FIELD,))
    ranked = candidates([near, interested], a_programme(), POLICY, {})
    assert [each.person_id for each in ranked] == [interested.id, near.id]


def test_who_was_never_trained_comes_before_who_was():
    trained, untrained = a_person(), a_person()
    ranked = candidates([trained, untrained], a_programme(), POLICY, {trained.id: {FIELD}})
    assert [each.person_id for each in ranked] == [untrained.id, trained.id]
    assert Reason.TRAINED_IN_THIS_FIELD in ranked[1].reasons


def test_who_needs_a_lent_device_is_named_last_and_says_so():
    without = a_person(device="none", interests=(FIELD,))
    with_one = a_person(kecamatan="koja")
    ranked = candidates([without, with_one], a_programme(mode=Mode.ONLINE), POLICY, {})
    assert [each.person_id for each in ranked] == [with_one.id, without.id]
    assert Reason.NEEDS_LENT_DEVICE in ranked[1].reasons


def test_on_site_a_device_is_no_reason():
    found = fit(a_person(), a_programme(), POLICY, ())
    assert Reason.DEVICE_FITS not in found.reasons
    without = fit(a_person(device=None), a_programme(mode=Mode.HYBRID), POLICY, ())
    assert Reason.DEVICE_FITS not in without.reasons


def test_whom_the_programme_does_not_mean_is_not_suggested():
    man, former = a_person(sex=Sex.MALE), a_person(orders={str(uuid4()): OrderState.COMPLETED})
    for_women = a_programme(target=Target(sex=Sex.FEMALE))
    assert candidates([man, former], for_women, POLICY, {}) == []


def test_programmes_are_suggested_to_a_person_by_the_same_reasons():
    person = a_person(interests=("hidroponik",))
    cooking, plants = a_programme(), a_programme(field="hidroponik")
    ranked = suggestions(person, [(cooking, POLICY), (plants, POLICY)], ())
    assert [each.programme_id for each in ranked] == [plants.id, cooking.id]


people = st.lists(
    st.builds(
        a_person,
        device=st.sampled_from(["smartphone", "none", None]),
        kecamatan=st.sampled_from(["cakung", "koja", None]),
        interests=st.sampled_from([(), (FIELD,)]),
    ),
    max_size=12,
)


@given(people, st.randoms())
def test_the_order_of_suggestions_does_not_depend_on_the_order_of_people(found, chance):
    programme = a_programme(mode=Mode.ONLINE)
    shuffled = chance.sample(found, len(found))
    assert candidates(found, programme, POLICY, {}) == candidates(shuffled, programme, POLICY, {})
