"""A case opened in an emergency on a telephone, closed again, and what those who have it are told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import follow, press, settled, write
from tests.browser.steps import sign_in
from tests.factories import put_case, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
BEGUN = today() - timedelta(days=60)
NAME = "Alma Ask"
PURPOSE = "Hun ringede og har ingen steder at sove"


def _people(number: list[int]) -> None:
    """Karen's young person, whose case number is told, and Bo, who has nothing to do with them."""
    put_staff("Karen Kold", "coordinator", staff_id="karen")
    put_staff("Bo Blæst", "support_worker", staff_id="bo", methods="CTI")
    put_account_with_password(Role.COORDINATOR, username="karen", staff_id="karen")
    put_account_with_password(Role.SUPPORT_WORKER, username="bo", name="Bo Blæst", staff_id="bo")
    case = put_case(NAME, step=Step.COLLABORATION, coordinator_id="karen", start_date=BEGUN)
    number.append(case.number)


def _is_shown_nothing(page: Page) -> None:
    settled(page)
    assert NAME not in page.inner_text("body")


def test_a_case_is_opened_in_an_emergency_and_its_coordinator_is_told(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    numbers: list[int] = []
    running = server(lambda: _people(numbers))
    number = numbers[0]
    bo = new_browser(390, 844).new_page()
    sign_in(bo, running.url, "bo", PASSWORD, path=f"/young_person?case={number}")
    _is_shown_nothing(bo)

    bo.goto(f"{running.url}/temporary_access?case={number}")
    write(bo, "Hvad skal du bruge det til? Skriv mindst fire ord.", "Hun ringede")
    press(bo, "Åbn forløbet")
    expect(bo.get_by_text("Skriv formålet med mindst 4 ord").first).to_be_visible()
    write(bo, "Hvad skal du bruge det til? Skriv mindst fire ord.", PURPOSE)
    press(bo, "Åbn forløbet")
    expect(bo.get_by_text("Forløbet er åbent.").first).to_be_visible()
    assert violations(bo) == []
    follow(bo, f"Gå til forløb {number}")
    expect(bo.get_by_text(NAME).first).to_be_visible()
    expect(bo.get_by_text("Du har åbnet forløbet i et nødstilfælde.").first).to_be_visible()

    karen = new_browser().new_page()
    sign_in(karen, running.url, "karen", PASSWORD, path="/temporary_access")
    settled(karen)
    expect(karen.get_by_text("blev åbnet af Bo Blæst")).to_contain_text(PURPOSE)
    press(karen, "Jeg har set det")
    expect(karen.get_by_text("Det er noteret, at du har set det.").first).to_be_visible()

    bo.goto(f"{running.url}/temporary_access")
    settled(bo)
    press(bo, "Luk det nu")
    expect(bo.get_by_text("Forløbet er lukket for dig igen.").first).to_be_visible()
    bo.goto(f"{running.url}/young_person?case={number}")
    _is_shown_nothing(bo)
