"""The page on which a service's API is read and tried: its own files, and nothing from outside."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from chassis.app import create_app
from chassis.auth import Tokens
from chassis.service import Runtime, Service
from chassis.unit import UnitOfWork

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def app() -> Flask:
    """A service with nothing of its own, and no store."""
    return create_app(Runtime(Service(name="north", unit=UnitOfWork), around=None), Tokens(dict))


def test_anyone_may_read_the_page_and_the_description(app):
    for path in ("/docs", "/docs/page.js", "/docs/swagger-ui-bundle.js", "/openapi.json"):
        assert app.test_client().get(path).status_code == 200


def test_the_page_may_load_nothing_but_its_own_files(app):
    policy = app.test_client().get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_has_no_script_or_style_in_line(app):
    page = app.test_client().get("/docs").text
    assert re.findall(r"<script(?! src=\"docs/)|<style|style=|\son\w+=", page) == []


def test_only_the_pages_own_files_are_given_out(app):
    for name in ("page.py", "LICENSE", "..%2Fapp.py", "swagger-ui"):
        assert app.test_client().get(f"/docs/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/health", "/openapi.json", "/v1/nowhere", "/v1/status"])
def test_an_answer_to_a_program_lets_a_browser_load_nothing(app, path):
    policy = app.test_client().get(path).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'"


@pytest.fixture
def address(app) -> Iterator[str]:
    """The service under a path, as behind a proxy."""
    nowhere = Flask("nowhere")
    server = make_server(
        "127.0.0.1", 0, DispatcherMiddleware(nowhere, {"/north/api": app}), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.mark.browser
def test_a_browser_shows_and_tries_an_operation_without_asking_anyone_else(address):
    """On a thread of its own: one thread has room for one session of a browser."""
    pytest.importorskip("playwright.sync_api")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_show_and_try, address).result()


def _show_and_try(address: str) -> None:
    playwright = import_module("playwright.sync_api")
    asked, complaints = [], []
    operation = "#operations-common-get_v1_schemas_name_json"
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda each: complaints.append(each.text) if each.type == "error" else 0)
        page.goto(f"{address}/north/api/docs")
        page.click(f"{operation} .opblock-summary-control")
        page.fill(f"{operation} [data-param-name=name] input", "pamong.north.counted.v9")
        page.click(f"{operation} .execute")
        page.wait_for_selector(f"{operation} .live-responses-table")
        shown = page.inner_text(f"{operation} .live-responses-table tbody .response-col_status")
        browser.close()
    assert shown.split()[0] == "404"
    assert f"{address}/north/api/v1/schemas/pamong.north.counted.v9.json" in asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert [each for each in complaints if "404" not in each] == []
