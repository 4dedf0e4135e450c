"""The templates as text: what they say by themselves, and which words they ask for."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, nodes

ENVIRONMENT = Environment(autoescape=True)
PACKAGE = Path(str(files("console")))
TEMPLATES = sorted((PACKAGE / "templates").glob("*.html"))
MODULES = sorted(PACKAGE.rglob("*.py"))
SPOKEN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "data-label"}
PLACE = "\ue000"
"""Stands for whatever an expression gives."""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [text or "" for name, text in attrs if name in SPOKEN_ATTRIBUTES]


def bare_text(source: str) -> list[str]:
    """Letters that stand in a template by themselves."""
    html, inside = "", False
    for _, kind, text in ENVIRONMENT.lex(source):
        if kind == "data":
            html += text
        elif kind == "variable_begin":
            inside = True
        elif kind == "variable_end" and inside:
            html, inside = html + PLACE, False
    parser = _Text()
    parser.feed(html)
    return [
        text.strip() for text in parser.found if re.search(r"[^\W\d_]", text.replace(PLACE, ""))
    ]


def asked_words(source: str) -> Iterator[str]:
    """Keys as `key`, and groups as `group.*`, that a template asks for."""
    for call in ENVIRONMENT.parse(source).find_all(nodes.Call):
        name = getattr(call.node, "name", getattr(call.node, "attr", ""))
        if name == "say" and call.args:
            yield from _key(call.args[0])
        elif name == "code" and call.args:
            yield from (f"{each}.*" for each in _key(call.args[0]))
        elif name in ("field", "area", "pick", "choose"):
            yield from _of_field(call, name)


def _of_field(call: nodes.Call, name: str) -> Iterator[str]:
    given = {each.key: each.value for each in call.kwargs}
    for word in ("hint", "blank"):
        if word in given:
            yield from _key(given[word])
    if name in ("pick", "choose"):
        yield from (f"{each}.*" for each in _key(call.args[2]))


def _key(expression: nodes.Expr) -> Iterator[str]:
    match expression:
        case nodes.Const(value=str(text)):
            yield text
        case nodes.Concat(nodes=[nodes.Const(value=str(text)), *_]):
            yield f"{text.rstrip('.')}.*"
        case nodes.CondExpr(expr1=first, expr2=second):
            yield from _key(first)
            if second is not None:
                yield from _key(second)
