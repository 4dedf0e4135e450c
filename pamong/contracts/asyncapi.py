"""All events as AsyncAPI 3.0: where they are published, what they look like, one example each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.envelope import CONTENT_TYPE, PREFIX
from chassis.events import FactType
from chassis.log.rabbitmq import EXCHANGE, STREAM
from chassis.schemas import schema_of
from pamong.contracts.examples import sent

INTRODUCTION = """\
Facts that the services of Pamong publish, as CloudEvents 1.0 (structured JSON).

Each is at least once on the wire; `id` and `source` tell a repeat. `sequence` counts the events
of one `subject`, `position` those of one service, both without gaps. Events carry ids, codes and
dates, never who or how someone is. Fields may be added to the data of a version; everything else
comes as a new version beside the old one.
"""


def asyncapi(kinds: Sequence[FactType]) -> dict[str, Any]:
    """The document: a channel, an operation, a message and a schema for every kind."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Pamong: events",
            "version": "1",
            "description": INTRODUCTION,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {each.type: _channel(each) for each in kinds},
        "operations": {f"publish.{each.type}": _operation(each) for each in kinds},
        "components": {
            "messages": {each.type: _message(each) for each in kinds},
            "schemas": {"event": _envelope(), **{each.type: _data(each) for each in kinds}},
        },
    }


def _channel(kind: FactType) -> dict[str, Any]:
    return {
        "address": f"{kind.name}.{{office_id}}",
        "description": f"The routing key; the stream `{STREAM}` has the events of all keys.",
        "messages": {"event": {"$ref": f"#/components/messages/{kind.type}"}},
        "parameters": {"office_id": {"description": "Code of the office that tells it."}},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": EXCHANGE, "type": "topic", "durable": True},
            }
        },
    }


def _operation(kind: FactType) -> dict[str, Any]:
    channel = f"#/channels/{kind.type}"
    return {
        "action": "send",
        "summary": _summary(kind),
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/event"}],
    }


def _message(kind: FactType) -> dict[str, Any]:
    event = json.loads(sent(kind))
    return {
        "name": kind.type,
        "title": kind.name.removeprefix(f"{kind.service}."),
        "summary": _summary(kind),
        "contentType": CONTENT_TYPE,
        "payload": {
            "allOf": [
                {"$ref": "#/components/schemas/event"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": kind.type},
                        "data": {"$ref": f"#/components/schemas/{kind.type}"},
                    },
                },
            ]
        },
        "examples": [{"name": "example", "payload": event}],
    }


def _data(kind: FactType) -> dict[str, Any]:
    schema = schema_of(kind)
    return {name: each for name, each in schema.items() if name not in ("$schema", "$id")}


def _summary(kind: FactType) -> str:
    description: str = schema_of(kind)["description"]
    return description.split("\n\n")[0].replace("\n", " ")


def _envelope() -> dict[str, Any]:
    """The attributes of CloudEvents, and those that Pamong adds."""
    text: Mapping[str, Any] = {"type": "string"}
    ident: Mapping[str, Any] = {"type": "string", "format": "uuid"}
    return {
        "type": "object",
        "required": [
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "datacontenttype",
            "dataschema",
            "sequence",
            "position",
            "data",
        ],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": ident,
            "source": {**text, "pattern": "^/offices/[^/]+/[a-z]+$"},
            "type": {**text, "pattern": f"^{PREFIX}[a-z]+[.][a-z-]+[.]v[0-9]+$"},
            "subject": {**ident, "description": "The aggregate that `sequence` counts."},
            "time": {**text, "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "dataschema": {**text, "format": "uri-reference"},
            "sequence": {**text, "pattern": "^[0-9]{20}$"},
            "position": {"type": "integer", "minimum": 1},
            "positionepoch": {
                "type": "integer",
                "minimum": 1,
                "description": "Raised when the service's store was restored from a backup.",
            },
            "personid": {**ident, "description": "Whom it is about, where it is about a person."},
            "correlationid": {**text, "description": "The request that led here."},
            "causationid": {**ident, "description": "The event that led here."},
            "traceparent": {**text, "description": "W3C trace context."},
            "factid": {**ident, "description": "One for all versions of the same fact."},
            "versions": {**text, "description": "The versions in which it is published."},
            "data": {"type": "object"},
        },
    }
