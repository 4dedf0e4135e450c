"""From what the views say of themselves to a description that can be worked by.

The views give paths, shapes and summaries; who may call, which errors may come and which
headers are understood is the same for all, and is added here.
"""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask

from chassis import in_hand
from chassis.apidocs import parts
from chassis.apidocs.parts import Part

METHODS = ("get", "post", "put", "patch", "delete")
CHANGING = ("post", "put", "patch", "delete")
CONVERTER = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
INTRODUCTION = (
    "Sign in at identity (`POST /v1/token`) and send the token as `Authorization: Bearer …`. "
    "Errors are problem details (RFC 9457). Fields that are not listed are refused. An answer to "
    "a change carries its version as `ETag` and the id of its event as `Pamong-Event`."
)


def complete(app: Flask, described: Part) -> Part:
    """The description with security, errors, headers and operation ids for every operation."""
    endpoints = {
        CONVERTER.sub(r"{\1}", rule.rule): rule.endpoint for rule in app.url_map.iter_rules()
    }
    for path, method, operation in operations(described):
        roles = in_hand.allowed(app, endpoints[path], method.upper())
        _complete(operation, method, path, roles)
    own, shared = described.get("components", {}), parts.components()
    described["components"] = {**own, **shared, "schemas": {**own["schemas"], **shared["schemas"]}}
    described["info"]["description"] = INTRODUCTION
    described["servers"] = [{"url": "."}]  # wherever the description itself was read from
    described.pop("security", None)
    return without_unused(described)


def operations(described: Part) -> Iterator[tuple[str, str, Part]]:
    """Path, method and operation, one by one."""
    for path, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _complete(operation: Part, method: str, path: str, roles: frozenset[str] | None) -> None:
    operation["operationId"] = "_".join([method, *re.findall(r"[a-z0-9]+", path.lower())])
    operation["summary"] = operation.get("summary", "").rstrip(".")
    operation["security"] = [] if roles is None else [{"bearer": []}]
    if roles is not None:
        operation["x-roles"] = sorted(roles)
        who = f"For {', '.join(sorted(roles))}."
        operation["description"] = "\n\n".join(filter(None, [operation.get("description"), who]))
    given = operation.setdefault("parameters", [])
    for each in given:
        _without_null(each["schema"])
    given.extend(parts.header(name) for name in _headers(operation, method, roles))
    responses = operation["responses"]
    if not any(str(status).startswith("2") for status in responses):
        responses["200"] = {"description": "OK", "content": {"application/json": {}}}
    for status in _errors(operation, method, path, roles):
        if "content" not in responses.get(status, {}):  # what a view says itself stands
            responses[status] = parts.error(status)
    operation["responses"] = dict(sorted(responses.items()))


def _without_null(schema: Part) -> None:
    """What a request leaves out is not there: no query can say null, though a view may read it."""
    if isinstance(schema.get("type"), list):
        kept = [each for each in schema["type"] if each != "null"]
        schema["type"] = kept[0] if len(kept) == 1 else kept
    if "enum" in schema:
        schema["enum"] = [each for each in schema["enum"] if each is not None]
    if schema.get("default", "") is None:
        del schema["default"]


def _headers(operation: Part, method: str, roles: frozenset[str] | None) -> Iterator[str]:
    yield "Language"
    if roles is not None:
        yield "Office"
        yield "WaitFor"
    if method == "post" and "201" in operation["responses"]:
        yield "IdempotencyKey"
    if method in ("put", "patch"):
        yield "IfMatch"


def _errors(operation: Part, method: str, path: str, roles: frozenset[str] | None) -> Iterator[str]:
    if roles is not None:
        yield from ("401", "403")
    if "{" in path:
        yield "404"
    if roles is not None and method in CHANGING:
        yield "409"
    if method in ("put", "patch"):
        yield "412"
    if "422" in operation["responses"] or method in CHANGING:
        yield "422"
    yield "default"


def without_unused(described: Part) -> Part:
    """Without the components that nothing refers to: the library brings some of its own."""
    while True:
        used = set(_references(described))
        unused = [
            (kind, name)
            for kind, named in described["components"].items()
            if kind != "securitySchemes"
            for name in named
            if f"#/components/{kind}/{name}" not in used
        ]
        if not unused:
            return described
        for kind, name in unused:
            del described["components"][kind][name]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from _references(each)
    elif isinstance(part, list):
        for each in part:
            yield from _references(each)
