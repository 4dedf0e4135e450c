"""Every published fact is a CloudEvent, says nothing of who someone is, and can be followed."""

import json

import jsonschema
import pytest
from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_structured_event

from chassis.envelope import CONTENT_TYPE, decode, encode
from chassis.observability import PERSONAL
from chassis.schemas import schema_of
from pamong.contracts import declared
from pamong.contracts.asyncapi import asyncapi
from pamong.contracts.examples import event_of, sent
from pamong.contracts.files import event_contract

FACTS = declared.facts()
BY_KIND = {(each.name, each.version): each for each in FACTS}
HANDLERS = declared.handlers()
OF_A_PERSON = PERSONAL | {"birth", "place", "notes", "findings", "judgment", "health", "email"}

facts = pytest.mark.parametrize("kind", FACTS, ids=lambda each: each.type)


@facts
def test_the_official_library_takes_the_event(kind):
    body = sent(kind)
    event = from_structured_event(RabbitMQMessage(headers={}, body=body, content_type=CONTENT_TYPE))
    assert event.get_type() == kind.type
    assert event.get_extension("sequence") == f"{1:020}"
    assert event.get_data() == json.loads(body)["data"]


@facts
def test_what_is_sent_is_what_is_read(kind):
    assert decode(encode(event_of(kind))) == event_of(kind)


@facts
@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
def test_the_schema_holds_for_the_event(kind, full):
    validator = jsonschema.Draft202012Validator
    data = json.loads(sent(kind, full=full))["data"]
    validator(schema_of(kind), format_checker=validator.FORMAT_CHECKER).validate(data)


@facts
def test_the_contract_explains_and_shows_the_event(kind):
    contract = event_contract(kind)
    jsonschema.Draft202012Validator.check_schema(contract)
    assert contract["description"]
    assert contract["x-event"]["data"] == contract["examples"][0]


@facts
def test_no_field_is_named_like_something_of_a_person(kind):
    """Whether something is known may be told; what it is may not."""
    properties = schema_of(kind)["properties"]
    suspicious = [
        name
        for name, each in properties.items()
        if OF_A_PERSON & {name, *name.split("_")} and each.get("type") != "boolean"
    ]
    assert suspicious == []


@facts
def test_a_fact_about_a_person_says_which(kind):
    fields = schema_of(kind)["properties"]
    assert kind.subject in fields
    assert (kind.person or kind.subject) in fields


@facts
def test_the_asyncapi_document_holds_for_the_event(kind):
    schemas = asyncapi(FACTS)["components"]["schemas"]
    validator = jsonschema.Draft202012Validator
    validator(schemas["event"], format_checker=validator.FORMAT_CHECKER).validate(
        json.loads(sent(kind))
    )


@pytest.mark.parametrize(
    ("service", "handler"), HANDLERS, ids=[f"{name}-{each.kind}" for name, each in HANDLERS]
)
@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
def test_a_follower_can_read_what_its_publisher_sends(service, handler, full):
    followed = BY_KIND[handler.kind, handler.version]
    event = decode(sent(followed, full=full))
    assert isinstance(handler.read(event), handler.event)
    assert followed.service != service
