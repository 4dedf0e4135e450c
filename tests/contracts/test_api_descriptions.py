"""Each service describes its API in full: a program can be written against it, unseen."""

import warnings
from collections.abc import Mapping
from typing import Any

import pytest
from openapi_spec_validator import validate

from chassis.apidocs import description_of
from chassis.apidocs.description import operations
from chassis.settings import SERVICES
from pamong.contracts import declared

Described = Mapping[str, Any]


@pytest.fixture(scope="module")
def described() -> Mapping[str, Described]:
    """By service. Two shapes of one name warn: the second would be named by a number."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {name: description_of(app) for name, app in declared.apps().items()}


services = pytest.mark.parametrize("service", SERVICES)


@services
def test_the_description_is_openapi(described, service):
    validate(described[service])


@services
def test_every_operation_says_what_it_does_and_who_may(described, service):
    for path, method, operation in operations(described[service]):
        assert operation["summary"], f"{method} {path}"
        assert operation["security"] == [] or operation["x-roles"], f"{method} {path}"


@services
def test_operation_ids_are_unique(described, service):
    ids = [each["operationId"] for _, _, each in operations(described[service])]
    assert len(ids) == len(set(ids))


@services
def test_every_answer_has_a_shape(described, service):
    """But 204, which has none, and what is no JSON."""
    shapeless = [
        f"{method} {path} {status}"
        for path, method, operation in operations(described[service])
        for status, answer in operation["responses"].items()
        if status.startswith("2") and status != "204"
        for content in answer.get("content", {"nothing": {}}).values()
        if not content.get("schema")
    ]
    assert shapeless == []


@services
def test_every_error_is_a_problem_or_says_its_own_shape(described, service):
    whole = described[service]
    for path, method, operation in operations(whole):
        errors = {k: v for k, v in operation["responses"].items() if not k.startswith("2")}
        assert "default" in errors, f"{method} {path}"
        for answer in errors.values():
            named = answer.get("$ref", "").rsplit("/", 1)[-1]
            answer = whole["components"]["responses"][named] if named else answer
            assert answer["content"], f"{method} {path}"


@services
def test_what_only_some_may_do_names_401_and_403(described, service):
    for path, method, operation in operations(described[service]):
        if operation["security"]:
            assert {"401", "403"} <= operation["responses"].keys(), f"{method} {path}"


@services
def test_nothing_is_described_that_nothing_uses(described, service):
    text = str(described[service]["paths"]) + str(described[service]["components"])
    for name in described[service]["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in text
