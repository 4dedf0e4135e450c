"""The page, its files, and what a browser may load: nothing but these, and nothing at all else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    json,
    render_template_string,
    send_from_directory,
)

from chassis.auth import public
from chassis.refusals import NotFound

FILES = ("swagger-ui.css", "swagger-ui-bundle.js", "page.css", "page.js")
HERE = Path(__file__).parent
DAY = 86_400
POLICY = "Content-Security-Policy"
OWN_FILES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ title }}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="stylesheet" href="docs/page.css">
<main id="page"></main>
<noscript>{{ title }}: <a href="openapi.json">openapi.json</a></noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/page.js"></script>
</html>
"""


def register(app: Flask, description: Callable[[], Mapping[str, Any]]) -> None:
    """`/openapi.json`, `/docs` and its files, for anyone."""

    @public
    def describe() -> Response:
        """The description of this API."""
        written = json.dumps(description(), sort_keys=False)
        return Response(written, content_type="application/json")

    app.add_url_rule("/openapi.json", view_func=describe)
    app.add_url_rule("/docs", view_func=_page)
    app.add_url_rule("/docs/<name>", view_func=_file)


@public
def _page() -> Response:
    """The page, which asks for the description beside it: it works under any path."""
    answer = Response(render_template_string(PAGE, title=current_app.config["API_TITLE"]))
    answer.headers[POLICY] = OWN_FILES
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@public
def _file(name: str) -> Response:
    if name not in FILES:
        raise NotFound(thing=name)
    folder = HERE if name.startswith("page.") else HERE / "swagger-ui"
    return send_from_directory(folder, name, max_age=DAY)
