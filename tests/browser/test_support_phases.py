"""A support worker on a telephone: the plan of a phase, and what the line and the cards say then."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import expect_refusal, expect_said, follow, press, settled, write
from tests.browser.steps import sign_in
from tests.factories import put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def _people() -> None:
    since = today() - timedelta(days=30)
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    case = put_supported_case(step=Step.SUPPORT, referral_date=since, start_date=since)
    put_course(case.id, start_date=since)
    put_account_with_password(
        Role.SUPPORT_WORKER, username="ida", name="Ida Iversen", staff_id=WORKER
    )


def _area(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_role("button", name=name, exact=True).click()
    settled(page)


def test_a_late_plan_is_found_on_status_made_on_a_phone_and_no_longer_asked_for(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
):
    running = server(_people)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "ida", PASSWORD)
    settled(page)
    follow(page, "Læg en plan for fasen i CTI")
    expect(page.locator(".cti-line .phase")).to_have_count(3)
    expect(page.locator(".cti-line .now .name")).to_have_text("1. fase")
    follow(page, "Læg planen for 1. fase")
    write(page, "Hvad vil den unge og du arbejde med?", "Hilse på naboen")
    press(page, "Gem planen")
    expect_refusal(page, "Vælg mindst 1 og højst 3 fokusområder.")
    _area(page, "Bolig")
    press(page, "Gem planen")
    expect_said(page, "Planen er gemt.")
    expect(page.get_by_text("Hilse på naboen").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
    page.goto(f"{running.url}/status")
    settled(page)
    expect(page.get_by_text("Læg en plan for fasen i CTI")).to_have_count(0)
