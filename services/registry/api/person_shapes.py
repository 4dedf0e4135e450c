"""How persons look from outside."""

from marshmallow import fields

from chassis.app import Shape


class AddressShape(Shape):
    street = fields.String(allow_none=True)
    kelurahan = fields.String(allow_none=True)
    kecamatan = fields.String(allow_none=True)
    city = fields.String(allow_none=True)


class GuarantorShape(Shape):
    """`phone_written` is how an unreadable number stood in the list."""

    name = fields.String(allow_none=True)
    relation = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    phone_written = fields.String(allow_none=True)
    address = fields.String(allow_none=True)


class PersonShape(Shape):
    """`nik` is masked. Of one who is protected a list has only initials, sex and age class."""

    id = fields.UUID()
    version = fields.Integer()
    name = fields.String()
    alias = fields.String(allow_none=True)
    nik = fields.String(allow_none=True)
    sex = fields.String(allow_none=True)
    birth_place = fields.String(allow_none=True)
    birth_date = fields.Date(allow_none=True)
    age_class = fields.String()
    protected = fields.Boolean()
    address = fields.Nested(AddressShape, allow_none=True)
    education = fields.String(allow_none=True)
    occupation = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    phone_written = fields.String(allow_none=True)
    device = fields.String(allow_none=True)
    internet = fields.String(allow_none=True)
    guarantor = fields.Nested(GuarantorShape, allow_none=True)


class PersonPageShape(Shape):
    items = fields.List(fields.Nested(PersonShape))
    next = fields.String(allow_none=True)


class NikShape(Shape):
    nik = fields.String(allow_none=True)


class NamedShape(Shape):
    id = fields.UUID()
    name = fields.String()
    sex = fields.String(allow_none=True)
    kecamatan = fields.String(allow_none=True)
    device = fields.String(allow_none=True)
    internet = fields.String(allow_none=True)
    protected = fields.Boolean()
    age_class = fields.String()


class NamesShape(Shape):
    items = fields.List(fields.Nested(NamedShape))
