"""Persons: read, found, named for other services, put right."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.api import person_shapes as shapes
from registry.api.asking import PageArgs, listed, one_of, page_of, reason, text
from registry.api.fields import Nik, Phone
from registry.api.person_answers import for_training, named, shown, whole
from registry.commands.persons import CorrectPerson, correct_person
from registry.domain.handover import Device, Internet
from registry.domain.names import search_words
from registry.questions import persons as ask
from registry.store.persons import PersonSearch

blp = Blueprint("persons", __name__, url_prefix="/v1", description="Who is known to the office")
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.REGISTRAR, Role.HEAD)
MOST_NAMES = 500


class SearchArgs(Shape):
    """All that is given must be so. `name`: whole words, in any spelling and order."""

    nik = Nik()
    nik_last4 = fields.String(validate=validate.Regexp(r"[0-9]{4}\Z", error="nik_last4_malformed"))
    phone = Phone()
    number = text(40)
    name = text()


class NamesArgs(Shape):
    ids = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(max=MOST_NAMES, error="too_many_ids"),
    )


class AddressCorrection(Shape):
    street = text(allow_none=True)
    kelurahan = text(allow_none=True)
    kecamatan = text(allow_none=True)
    city = text(allow_none=True)


class GuarantorCorrection(Shape):
    name = text(allow_none=True)
    relation = text(allow_none=True)
    phone = Phone(allow_none=True)
    address = text(allow_none=True)


class Correction(Shape):
    """Only the fields that are another now; null takes one away."""

    phone = Phone(allow_none=True)
    address = fields.Nested(AddressCorrection)
    device = one_of(Device, "device_unknown", allow_none=True)
    internet = one_of(Internet, "internet_unknown", allow_none=True)
    guarantor = fields.Nested(GuarantorCorrection)


@blp.route("/persons/search")
class SearchView(MethodView):
    @blp.arguments(SearchArgs)
    @blp.arguments(PageArgs, location="query")
    @blp.response(200, shapes.PersonPageShape)
    @allow(*STAFF)
    def post(self, wanted: dict[str, Any], query: dict[str, Any]) -> Any:
        """Those who are known by all of this; who was shown is recorded.

        Asked in the body, so that nothing of a person stands in an address, which is logged. An
        officer finds his own clients alone.
        """
        page = page_of(query)
        number, name = wanted.pop("number", None), wanted.pop("name", None)
        search = PersonSearch(**wanted, words=search_words(name))
        asked = ask.AskPersons(search=search, number=number, page=page, reason=reason())
        found = http.read(ask.find_persons, asked)
        answer = listed(found, page, lambda each: each.person.id)
        return {**answer, "items": [shown(each) for each in found]}


@blp.route("/persons/names")
class NamesView(MethodView):
    @blp.arguments(NamesArgs)
    @blp.response(200, shapes.NamesShape)
    @allow(Role.SERVICE)
    def post(self, wanted: dict[str, Any]) -> Any:
        """Names for other services, which keep them from nobody else; unknown ids are left out."""
        found = http.read(ask.name_persons, wanted["ids"])
        return {"items": [named(each) for each in found]}


@blp.route("/persons/<uuid:person_id>")
class PersonView(MethodView):
    @blp.response(200, shapes.PersonShape)
    @allow(*STAFF, Role.TRAINER, Role.SERVICE)
    def get(self, person_id: UUID) -> Any:
        """Who it is, the NIK masked. Recorded; with a Pamong-Reason for one who is protected.

        Officers of their own clients; trainers without what they do not need.
        """
        seen = http.read(ask.read_person, ask.AskPerson(person_id=person_id, reason=reason()))
        http.with_version(seen.person)
        return whole(seen) if seen.own else for_training(seen)

    @blp.arguments(Correction)
    @blp.response(200, shapes.PersonShape)
    @allow(Role.OFFICER, Role.REGISTRAR)
    def patch(self, given: dict[str, Any], person_id: UUID) -> Any:
        """Put right how the client is reached, lives and can learn.

        Without a Pamong-Reason the answer shows of one who is protected no more than a list.
        """
        guarantor = given.pop("guarantor", {})
        person = http.transact(
            correct_person,
            CorrectPerson(
                person_id=person_id,
                version=http.if_match(),
                particulars=_no_longer_as_written(given),
                guarantor=_no_longer_as_written(guarantor),
            ),
        )
        http.with_version(person)
        return shown(http.read(ask.as_of_today, ask.Changed(person=person, reason=reason())))


@blp.route("/persons/<uuid:person_id>/nik")
class NikView(MethodView):
    @blp.response(200, shapes.NikShape)
    @allow(*STAFF)
    def get(self, person_id: UUID) -> Any:
        """The whole NIK. Recorded as such."""
        nik = http.read(ask.read_nik, ask.AskPerson(person_id=person_id, reason=reason()))
        return {"nik": nik}


def _no_longer_as_written(given: dict[str, Any]) -> dict[str, Any]:
    """A number that is given anew takes the place of one that could not be read."""
    return {**given, "phone_written": None} if "phone" in given else given
