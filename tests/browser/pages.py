"""What tests do on pages, named by what a user means by it."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 120


def row(page: Page, name: str) -> Locator:
    """The row of a person in whatever list is shown."""
    return page.locator("tbody tr", has=page.get_by_role("link", name=name, exact=True))


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called this."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"no way to “{words}” by keyboard; the focus is on “{focused(page)}”")


def focused(page: Page) -> str:
    """What has the focus, in words."""
    found: str = page.evaluate(
        """() => {
            const here = document.activeElement;
            const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
            return [here.innerText, label, here.value].filter(Boolean).join(" ");
        }"""
    )
    return found
