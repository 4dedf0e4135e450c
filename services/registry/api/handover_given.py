"""A handover as a registrar types it in: what each field must be like (R1)."""

from typing import Any

from marshmallow import ValidationError, fields, post_load

from chassis.app import Shape
from registry.api.asking import one_of, text
from registry.api.fields import Nik, Phone
from registry.domain.dates import EARLIEST, LATEST
from registry.domain.handover import (
    Address,
    Conviction,
    Decree,
    Device,
    Guarantor,
    Handover,
    Internet,
    Particulars,
)
from registry.domain.identity import Sex
from registry.domain.names import read_name
from registry.domain.schemes import Scheme
from registry.domain.sentence import Term


def day(**more: Any) -> fields.Date:
    """A day that somebody alive can be concerned with."""

    def plausible(given: Any) -> None:
        if not EARLIEST <= given.year <= LATEST:
            raise ValidationError("date_implausible_here")

    return fields.Date(validate=plausible, **more)


class AddressGiven(Shape):
    street = text(allow_none=True)
    kelurahan = text(allow_none=True)
    kecamatan = text(allow_none=True)
    city = text(allow_none=True)

    @post_load
    def address(self, given: dict[str, Any], **_: Any) -> Address:
        return Address(**given)


class PersonGiven(Shape):
    """An alias may stand in the name as well, after `als.`"""

    name = text(required=True)
    alias = text(allow_none=True)
    nik = Nik(allow_none=True)
    sex = one_of(Sex, "sex_unknown", allow_none=True)
    birth_place = text(allow_none=True)
    birth_date = day(required=True)
    address = fields.Nested(AddressGiven, load_default=Address())
    education = text(allow_none=True)
    occupation = text(allow_none=True)
    phone = Phone(allow_none=True)
    device = one_of(Device, "device_unknown", allow_none=True)
    internet = one_of(Internet, "internet_unknown", allow_none=True)

    @post_load
    def person(self, given: dict[str, Any], **_: Any) -> Particulars:
        name = read_name(given.pop("name"))
        alias = given.pop("alias", None) or name.alias
        return Particulars(name=name.full, alias=alias, **given)


class GuarantorGiven(Shape):
    name = text(allow_none=True)
    relation = text(allow_none=True)
    phone = Phone(allow_none=True)
    address = text(allow_none=True)

    @post_load
    def guarantor(self, given: dict[str, Any], **_: Any) -> Guarantor:
        return Guarantor(**given)


class DecreeGiven(Shape):
    """In force on the days [start, end)."""

    scheme = one_of(Scheme, "scheme_unknown", required=True)
    decree_number = text(required=True)
    decree_date = day(required=True)
    start = day(required=True)
    end = day(required=True)

    @post_load
    def decree(self, given: dict[str, Any], **_: Any) -> Decree:
        decree = Decree(**given)
        if decree.is_reversed:
            raise ValidationError("dates_reversed", "end")
        return decree


class TermGiven(Shape):
    years = fields.Integer(load_default=0)
    months = fields.Integer(load_default=0)
    days = fields.Integer(load_default=0)

    @post_load
    def term(self, given: dict[str, int], **_: Any) -> Term:
        term = Term(**given)
        if not term.is_usable:
            raise ValidationError("term_unusable", "years")
        return term


class SentenceGiven(Shape):
    detained_from = day(required=True)
    term = fields.Nested(TermGiven, allow_none=True)
    facility = text(allow_none=True)
    prison_register_number = text(allow_none=True)
    offence = text(allow_none=True)
    offence_date = day(allow_none=True)
    court = text(allow_none=True)
    judgment_number = text(allow_none=True)

    @post_load
    def conviction(self, given: dict[str, Any], **_: Any) -> Conviction:
        return Conviction(**given)


class HandoverGiven(Shape):
    person = fields.Nested(PersonGiven, required=True)
    guarantor = fields.Nested(GuarantorGiven, load_default=Guarantor())
    order = fields.Nested(DecreeGiven, required=True)
    sentence = fields.Nested(SentenceGiven, required=True)
    handed_over = day(required=True)
    prosecutor = text(allow_none=True)

    @post_load
    def handover(self, given: dict[str, Any], **_: Any) -> Handover:
        return Handover(**given)
