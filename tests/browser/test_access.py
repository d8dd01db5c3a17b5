"""The screens around a network meeting for who uses keys or a screen reader."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from db import demo
from db.clock import today
from tests.browser.axe import serious
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, settled
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD
from tests.factories_screen import UnderWay, put_under_way

pytestmark = pytest.mark.browser
SCREENS = (
    "/network_meeting?case=1007&part=consent",
    "/network_meeting?case=1007&part=network",
    "/network_meeting?case=1007&part=meetings",
    "/network_meeting?case=1007&part=plan",
    "/network_meeting?case=1007&part=documents",
    "/network_map?case=1007",
    "/network_map?case=1007&part=interventions",
    "/about_me?case=1007",
    "/tasks",
    "/contacts",
    "/caseload",
    "/volunteers",
)
FURTHEST = 150
"""More presses of Tab than this and nobody would find it."""


def test_axe_finds_nothing_serious_on_any_screen_around_a_meeting(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(lambda: demo.fill(on=today()))
    page = new_browser().new_page()
    sign_in(page, running.url, "projektleder", demo.PASSWORD)
    for path in SCREENS:
        page.goto(running.url + path)
        settled(page)
        assert serious(page) == [], path


def _reached(page: Page) -> Iterator[str]:
    """What Tab comes to, press by press, by its words."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        yield page.evaluate(
            "(n => (n.getAttribute('aria-label') || n.innerText || '').trim())"
            "(document.activeElement)"
        )


def _to(page: Page, words: str) -> None:
    """By Tab alone to what says so; what has the focus shows it."""
    if not any(said == words for said in _reached(page)):
        raise AssertionError(f"no key leads to {words}")
    shown = page.evaluate(
        "(n => { const s = getComputedStyle(n);"
        " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' })(document.activeElement)"
    )
    assert shown, words


def _press(page: Page, words: str) -> None:
    _to(page, words)
    page.keyboard.press("Enter")
    settled(page)


def test_a_meeting_is_closed_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    made: list[UnderWay] = []
    running = server(lambda: made.append(put_under_way()))
    (here,) = made
    page = new_browser().new_page()
    path = f"/network_meeting?case={here.number}&part=meetings&meeting={here.meeting_id}&do=hold"
    sign_in(page, running.url, "karla", PASSWORD, path=path)
    settled(page)
    _press(page, "Alle på listen var med")
    for _ in range(7):
        _press(page, "Videre")
    _press(page, "Om 8 uger")
    _press(page, "Gem, at mødet er holdt")
    expect_said(page, "Mødet er gemt som holdt.")
    expect(page.get_by_text("Hvordan var mødet?").first).to_be_visible()
