"""Streamlit's fields as a person meets them: by their label."""

from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004

expect.set_options(timeout=20_000)


CALM = 3
"""How many looks in a row, 100 ms apart, must find the page at rest: under load a run begins late,
and what is clicked while the page moves is not hit."""
LOOKS = 300
"""After so many the page is held to be stuck."""
PRESSES = 3
"""On a list, until it opens."""


WORKING = ", ".join(
    f"[data-testid=stApp][data-test-script-state={state}]"
    for state in ("initial", "rerunRequested", "running")
)


def settled(page: Page) -> None:
    """Wait until the page has stopped working and moving."""
    working = page.locator(WORKING)
    calm = 0
    for _ in range(LOOKS):
        page.wait_for_timeout(100)
        calm = calm + 1 if working.count() == 0 else 0
        if calm == CALM:
            return
    raise AssertionError("the page never came to rest")


def until_true(page: Page, script: str) -> None:
    """Wait until the expression holds. Playwright's own wait is stopped by our policy: it evals."""
    for _ in range(LOOKS):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {script}")


def unfold(page: Page, name: str) -> None:
    """Open a part that is folded, and wait until it lies still."""
    fold = page.get_by_test_id("stExpander").filter(has_text=name).first
    fold.locator("summary").click()
    expect(fold.locator("details[open]")).to_be_visible()
    page.wait_for_timeout(600)
    settled(page)


def write(page: Page, label: str, text: str) -> None:
    """Type into a text field and leave it."""
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(text)
    field.press("Tab")
    settled(page)


def write_number(page: Page, label: str, number: int) -> None:
    """Type into a number field and leave it."""
    field = page.get_by_role("spinbutton", name=label, exact=True)
    field.fill(str(number))
    field.press("Tab")
    settled(page)


def write_day(page: Page, label: str, day: str) -> None:
    """Type a day as DD.MM.YYYY into a date field, digit by digit, and leave it."""
    block = page.get_by_test_id("stDateInput").filter(has_text=label)
    first = block.get_by_role("spinbutton").first
    first.click()
    page.keyboard.type(day.replace(".", ""))
    page.keyboard.press("Tab")
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list; one that did not open is pressed again, as a person would."""
    field = page.get_by_test_id("stSelectbox").filter(has_text=label)
    wanted = page.get_by_role("option", name=option).first
    for _ in range(PRESSES):
        field.get_by_role("combobox").click()
        with suppress(TimeoutError):
            wanted.wait_for(timeout=5_000)
            break
    wanted.click()
    settled(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose one of some options that are all in sight."""
    group = page.get_by_role("radiogroup", name=label, exact=True)
    group.get_by_text(option, exact=True).click()
    settled(page)


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def follow(page: Page, name: str) -> None:
    """Follow a link of the page, be it a link or a button that looks like one."""
    link: Locator = (
        page.get_by_test_id("stMain")
        .get_by_role("link", name=name)
        .or_(page.get_by_test_id("stMain").get_by_role("button", name=name))
    )
    link.first.click()
    settled(page)


def part(page: Page, name: str) -> None:
    """Turn to a part of the page by its switch."""
    page.get_by_role("radio", name=name, exact=True).click()
    settled(page)


def expect_refusal(page: Page, sentence: str) -> None:
    """The page says no, with this sentence."""
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence).first).to_be_visible()


def expect_said(page: Page, sentence: str) -> None:
    """The page says that it went well."""
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence).first).to_be_visible()
