"""Forms lose nothing, and one form is one thing."""

from console.answers import Refusal
from console.form import Form, differences, nested


def test_names_with_dots_become_the_services_shape_without_what_is_blank():
    typed = {"person.name": "Sumiati", "person.nik": " ", "person.address.city": "Jakarta"}
    assert nested(typed, typed) == {"person": {"name": "Sumiati", "address": {"city": "Jakarta"}}}


def test_a_refusal_keeps_what_was_typed_and_says_what_is_wrong():
    form = Form.of({"reason": " sakit ", "form_key": "k", "form_version": '"3"'})
    refused = form.refused(Refusal(422, "fields_wrong", "Ada yang belum benar.", {"reason": "?"}))
    assert refused["reason"] == "sakit"
    assert refused.errors == {"reason": "?"}
    assert (refused.key, refused.version) == ("k", '"3"')


def test_each_form_shown_has_a_key_of_its_own():
    assert Form().key != Form().key


def test_what_is_asked_once_more_carries_the_whole_form_along():
    form = Form.of({"on": "2021-06-07", "form_key": "k", "form_version": '"3"'})
    assert form.hidden() == {"on": "2021-06-07", "form_key": "k", "form_version": '"3"'}
    assert Form.of({**form.hidden(), "form_sure": "yes"}).is_sure


def test_a_refused_form_must_be_answered_anew():
    sure = Form.of({"form_sure": "yes"})
    assert not sure.refused(Refusal(409, "x", "x")).is_sure


def test_both_versions_stand_side_by_side():
    both = differences(
        {"phone": "0812", "guarantor.name": "Rizky"},
        {"phone": "0813", "guarantor": {"name": "Rizky"}},
        ("phone", "guarantor.name", "device"),
    )
    assert [(each.field, each.typed, each.now) for each in both if each.differs] == [
        ("phone", "0812", "0813")
    ]
