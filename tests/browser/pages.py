"""What tests do on pages, named by what a user means by it."""

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 120


def row(page: Page, name: str) -> Locator:
    """The row of a person in whatever list is shown."""
    return page.locator("tbody tr", has=page.get_by_role("link", name=name, exact=True))


def make_sure(page: Page, button: str) -> None:
    """Press the button, and again on the page that asks whether one is sure."""
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pastikan dahulu")
    page.get_by_role("button", name=button).click()


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
