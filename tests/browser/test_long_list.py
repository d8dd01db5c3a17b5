"""A long list in a browser: who is opened from its last page, and the ways back to that page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role
from tests.browser.conftest import Server
from tests.browser.fields import follow, press, settled
from tests.browser.steps import sign_in
from tests.factories import put_case
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
THIRD = "Side 3 af 3"


def _people() -> None:
    for place in range(58):
        put_case(f"Ung {place:02}")
    put_account_with_password(Role.PROJECT_LEAD, username="lone")


def _opened(page: Page) -> None:
    follow(page, "Ung 55")
    expect(page.get_by_role("heading", name="Ung 55")).to_be_visible()


def test_the_ways_back_from_a_young_person_lead_to_the_page_of_the_list(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = new_browser().new_page()
    sign_in(page, running.url, "lone", PASSWORD, path="/young_people")
    for _ in range(2):
        press(page, "Næste")
    expect(page.get_by_text(THIRD)).to_be_visible()
    _opened(page)
    follow(page, "Vælg en anden ung")
    expect(page.get_by_text(THIRD)).to_be_visible()
    assert page.url == f"{running.url}/young_people?page=3"
    _opened(page)
    page.go_back()
    settled(page)
    expect(page.get_by_text(THIRD)).to_be_visible()
