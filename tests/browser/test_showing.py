"""The script for a steering group: every screen it names shows what it says there is to see."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from db import demo
from db.clock import today
from tests.browser.conftest import Server
from tests.browser.fields import settled
from tests.browser.steps import sign_in

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "styregruppe-demo.md"
SCREEN = re.compile(r"^- Åbn: `(\S+)`(, og tryk på den øverste)?.*\n- Vis: (.+)$", re.MULTILINE)


def _screens() -> list[tuple[str, bool, list[str]]]:
    """Each with its address, whether the first of a list is pressed, and what there is to see."""
    found = SCREEN.findall(SCRIPT.read_text(encoding="utf-8"))
    return [(path, bool(press), re.findall("„(.+?)“", shown)) for path, press, shown in found]


def _take_the_tour(page: Page) -> None:
    page.get_by_role("button", name="Vis mig rundt").click()
    expect(page.get_by_text("Rundvisning: 1 af 10")).to_be_visible()
    page.get_by_role("button", name="Videre", exact=True).click()
    expect(page.get_by_role("heading", name="Henvisning", level=1)).to_be_visible()
    expect(page.get_by_text("Rundvisning: 2 af 10")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Rundvisning: 2 af 10")).to_be_hidden()


def test_the_tour_is_taken_and_every_screen_of_the_script_shows_what_it_promises(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(lambda: demo.fill(on=today(), young_people=30))
    page = new_browser().new_page()
    sign_in(page, running.url, "projektleder", demo.PASSWORD)
    _take_the_tour(page)
    screens = _screens()
    assert len(screens) == 5
    for path, press, shown in screens:
        page.goto(running.url + path)
        if press:
            page.get_by_test_id("stMain").get_by_test_id("stBaseButton-tertiary").first.click()
            page.wait_for_url("**case=*")
        settled(page)
        assert shown
        for words in shown:
            expect(page.get_by_test_id("stMain").get_by_text(words).first).to_be_attached()
