"""A project leader looks ahead on a desk screen, and at what it costs on a telephone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from db import demo
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import choose, pick, settled
from tests.browser.steps import sign_in

pytestmark = pytest.mark.browser
PHONE = 390


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_one_more_worker_is_tried_out_and_the_costs_are_read_on_a_phone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(lambda: demo.fill(on=today()))
    page = new_browser().new_page()
    sign_in(page, running.url, "projektleder", demo.PASSWORD, path="/forecast")
    settled(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    choose(page, "Ændring", "En CTI-medarbejder mere (fuld tid)")
    expect(page).to_have_url(re.compile("change="))
    page.reload()
    settled(page)
    expect(page.get_by_text("Med ændringen").first).to_be_visible()
    assert violations(page) == []

    page.goto(f"{running.url}/costs")
    settled(page)
    pick(page, "Opgjort", "Pr. forløb")
    expect(page.get_by_text("Kroner for et helt forløb").first).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": PHONE, "height": 844})
    settled(page)
    assert _fits(page)
    page.goto(f"{running.url}/forecast")
    settled(page)
    assert _fits(page)
