"""Fields of a request that the domain knows how to read."""

from typing import Any

from marshmallow import ValidationError, fields

from registry.domain.identity import Nik as NationalId
from registry.domain.identity import NikMalformed
from registry.domain.phones import read_phone


class Nik(fields.String):
    """A national identity number, with or without spaces and dots; its digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        written = super()._deserialize(value, attr, data, **more)
        try:
            return NationalId.read(written or "").digits
        except NikMalformed as malformed:
            raise ValidationError("nik_malformed") from malformed


class Phone(fields.String):
    """A telephone number however it is written; as E.164."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        number = read_phone(super()._deserialize(value, attr, data, **more) or "")
        if number is None:
            raise ValidationError("phone_unreadable")
        return number
