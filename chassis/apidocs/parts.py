"""What all operations share: errors as problem details, headers, the token."""

from typing import Any

Part = dict[str, Any]

PROBLEM_TYPE = "application/problem+json"
PROBLEM: Part = {
    "type": "object",
    "description": "RFC 9457. `code` is for programs, `detail` for people, by Accept-Language.",
    "required": ["type", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "facts": {"type": "object", "description": "What the sentence tells, for programs."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
ERRORS: dict[str, tuple[str, str]] = {
    "401": ("not_signed_in", "No token, or one that is not valid now."),
    "403": ("not_allowed", "The token's roles or offices do not cover this."),
    "404": ("not_found", "There is no such thing in this office."),
    "409": ("conflict", "Not in the state that this needs; `code` says why."),
    "412": ("stale_version", "Someone else changed it since: read it again."),
    "422": ("fields_wrong", "Fields are wrong, or a rule refuses; `errors` names the fields."),
    "default": ("unavailable", "Anything else; 429 and 503 say in Retry-After when to try again."),
}
HEADERS: dict[str, Part] = {
    "Office": {
        "name": "Pamong-Office",
        "description": "The office, for tokens that cover several.",
        "schema": {"type": "string", "examples": ["jakarta-timur-utara"]},
    },
    "Language": {
        "name": "Accept-Language",
        "description": "Sentences in Indonesian (id) or English (en).",
        "schema": {"type": "string", "enum": ["id", "en"]},
    },
    "WaitFor": {
        "name": "Pamong-Wait-For",
        "description": "`Pamong-Event` of an earlier answer, of any service: answered when its "
        "effects are here, or 503.",
        "schema": {"type": "string"},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "description": "The same request again under the same key changes nothing.",
        "schema": {"type": "string", "maxLength": 200},
    },
    "IfMatch": {
        "name": "If-Match",
        "description": "The version that was seen (ETag); 412 when it is another by now.",
        "schema": {"type": "string", "examples": ['"1"']},
    },
}
TOKEN: Part = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "From identity: `POST /v1/token` with a user's name and password.",
}


def components() -> Part:
    """The parts by name, as the description's `components` has them."""
    return {
        "schemas": {"Problem": PROBLEM},
        "responses": {_name(status): _response(status) for status in ERRORS},
        "parameters": {name: {"in": "header", **each} for name, each in HEADERS.items()},
        "securitySchemes": {"bearer": TOKEN},
    }


def error(status: str) -> Part:
    """A reference to the response of an error."""
    return {"$ref": f"#/components/responses/{_name(status)}"}


def header(name: str) -> Part:
    """A reference to a request header."""
    return {"$ref": f"#/components/parameters/{name}"}


def _name(status: str) -> str:
    return f"Problem{status.capitalize()}"


def _response(status: str) -> Part:
    code, description = ERRORS[status]
    example = {"type": f"urn:pamong:{code}", "code": code, "detail": description}
    number = int(status) if status.isdigit() else 503
    return {
        "description": description,
        "content": {
            PROBLEM_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {**example, "status": number},
            }
        },
    }
