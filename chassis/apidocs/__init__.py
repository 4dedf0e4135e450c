"""The description of a service's API (`/openapi.json`), and the page to read and try it (`/docs`).

The page is Swagger UI 5.35.0: the files of npm's `swagger-ui-dist`, unchanged, in `swagger-ui/`.
"""

from copy import deepcopy
from functools import cache
from typing import Any

from flask import Flask
from flask_smorest import Api

from chassis.apidocs import page
from chassis.apidocs.description import complete

DESCRIPTION = "pamong.description"


def register(app: Flask, api: Api) -> None:
    """Serve the description and the page. Called when all resources are registered."""
    app.extensions[DESCRIPTION] = cache(lambda: complete(app, deepcopy(api.spec.to_dict())))
    page.register(app, lambda: description_of(app))


def description_of(app: Flask) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the app's API."""
    found: dict[str, Any] = app.extensions[DESCRIPTION]()
    return found
