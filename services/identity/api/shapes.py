"""What is asked and answered: the shapes of requests and answers."""

from marshmallow import fields, validate

from chassis.app import Shape
from identity.domain.roles import UserRole

NAME = validate.Length(min=1, max=200)
PASSWORD = validate.Length(min=1, max=256)
ROLE = validate.OneOf([each.value for each in UserRole])
USER_ID = {"example": "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f"}
OFFICE = {"example": "jakarta-timur-utara"}
AGENCY = {"example": "kejari-jaktim"}


def limit() -> fields.Integer:
    return fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))


class TokenRequest(Shape):
    """RFC 6749: a user's password, or a service's secret."""

    grant_type = fields.String(
        required=True, metadata={"enum": ["password", "client_credentials"], "example": "password"}
    )
    username = fields.String(metadata={"example": "siti.pk"})
    password = fields.String(metadata={"format": "password"})
    client_id = fields.String(metadata={"example": "registry"})
    client_secret = fields.String(metadata={"format": "password"})
    scope = fields.String(metadata={"description": "Accepted, and without effect."})


class TokenAnswer(Shape):
    access_token = fields.String(required=True)
    token_type = fields.Constant("Bearer")
    expires_in = fields.Integer(required=True, metadata={"example": 28800})


class TokenError(Shape):
    """RFC 6749, section 5.2."""

    error = fields.String(required=True, metadata={"example": "invalid_grant"})
    error_description = fields.String()


class NewUser(Shape):
    username = fields.String(required=True, metadata={"example": "siti.pk"})
    name = fields.String(required=True, validate=NAME, metadata={"example": "Siti Aminah"})
    password = fields.String(required=True, validate=PASSWORD, metadata={"format": "password"})
    roles = fields.List(
        fields.String(validate=ROLE), required=True, metadata={"example": ["officer"]}
    )
    offices = fields.List(
        fields.String(),
        load_default=list,
        metadata={"description": "Codes; by default this office alone.", "example": []},
    )


class UserChange(Shape):
    name = fields.String(validate=NAME)
    roles = fields.List(fields.String(validate=ROLE), metadata={"example": ["supervisor"]})
    offices = fields.List(fields.String())
    active = fields.Boolean()


class UserAnswer(Shape):
    id = fields.UUID(required=True, metadata=USER_ID)
    version = fields.Integer(required=True)
    office_id = fields.String(required=True, metadata={"description": "Home office", **OFFICE})
    username = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    offices = fields.List(fields.String(), required=True)
    active = fields.Boolean(required=True)


class UserPage(Shape):
    items = fields.List(fields.Nested(UserAnswer), required=True)
    next = fields.String(required=True, allow_none=True)


class UserQuery(Shape):
    role = fields.String(load_default=None, validate=ROLE)
    after = fields.UUID(load_default=None)
    limit = limit()


class NewPassword(Shape):
    password = fields.String(required=True, validate=PASSWORD, metadata={"format": "password"})
    current = fields.String(
        load_default=None,
        metadata={"format": "password", "description": "Needed for one's own password."},
    )


class UserIds(Shape):
    ids = fields.List(fields.UUID(), required=True, validate=validate.Length(max=500))


class UserName(Shape):
    id = fields.UUID(required=True, metadata=USER_ID)
    name = fields.String(required=True, metadata={"example": "Siti Aminah"})


class UserNames(Shape):
    items = fields.List(fields.Nested(UserName), required=True)


class Me(Shape):
    id = fields.String(required=True, metadata=USER_ID)
    username = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    offices = fields.List(fields.String(), required=True)


class NewOffice(Shape):
    code = fields.String(required=True, metadata=OFFICE)
    name = fields.String(
        required=True,
        validate=NAME,
        metadata={"example": "Bapas Kelas I Jakarta Timur-Utara"},
    )


class OfficeAnswer(NewOffice):
    code = fields.String(required=True, attribute="office_id", metadata=OFFICE)


class OfficePage(Shape):
    items = fields.List(fields.Nested(OfficeAnswer), required=True)
    next = fields.String(required=True, allow_none=True)


class OfficeQuery(Shape):
    after = fields.String(load_default=None)
    limit = limit()


class NewAccount(Shape):
    code = fields.String(required=True, metadata=AGENCY)
    offices = fields.List(
        fields.String(),
        load_default=list,
        metadata={"description": "Codes; by default this office alone.", "example": []},
    )


class AccountShown(Shape):
    code = fields.String(required=True, metadata=AGENCY)
    offices = fields.List(fields.String(), required=True)


class AccountAnswer(AccountShown):
    """`secret` only where it was made just now."""

    secret = fields.String(required=True, allow_none=True, metadata={"format": "password"})


class AccountList(Shape):
    items = fields.List(fields.Nested(AccountShown), required=True)


class SigningKeyAnswer(Shape):
    kid = fields.String(required=True)
    signs_from = fields.AwareDateTime(required=True)


class KeySet(Shape):
    """A JWK set (RFC 7517)."""

    keys = fields.List(fields.Dict(), required=True)
