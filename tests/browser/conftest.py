"""The whole of Pamong on a free port, an office in it, and a browser that visits it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trial
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    sync_playwright,
)

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
)
HEIGHTS = {360: 740, 1280: 860}
EXPECTED = ("Failed to load resource", "htmx:afterRequest", "htmx:sendError")
"""Said of an answer such as 422, which a page shows in words, and of a line that was cut."""

Open = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures", action="store_true", help="Write what the pages look like to docs/pictures."
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM.exists():
        skip = pytest.mark.skip(reason=f"no {CHROMIUM}; on Debian: apt-get install chromium")
        for each in items:
            if each.get_closest_marker("browser"):
                each.add_marker(skip)


@pytest.fixture(scope="session")
def pamong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[trial.Trial]:
    """An office that has lived through three weeks; tests have each their own client in it."""
    with trial.running(tmp_path_factory.mktemp("pamong")) as running:
        trial.live(running)
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_sessions() -> dict[str, StorageState]:
    """Who has signed in before, for pages that are only looked at."""
    return {}


@pytest.fixture
def open_page(
    pamong: trial.Trial, chromium: Browser, kept_sessions: dict[str, StorageState]
) -> Iterator[Open]:
    """A page as a user sees it, signed in by typing; whatever the browser complains of fails.

    With `kept` the same session serves several tests.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def opened(
        username: str | None = None, *, width: int = 1280, kept: bool = False, **options: object
    ) -> Page:
        state = kept_sessions.get(username or "") if kept else None
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            base_url=pamong.address,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            storage_state=state,
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        if username is not None and state is None:
            page.fill("#username", username)
            page.fill("#password", pamong.member(username).password)
            page.click("form:has(#password) button")
            page.wait_for_url(lambda url: not url.endswith(("/", "/sign-in")))
            if kept:
                kept_sessions[username] = context.storage_state()
        return page

    yield opened
    for each in contexts:
        each.close()
    assert complaints == []
