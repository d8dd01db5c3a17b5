"""A support worker on a telephone: from the board to the offer, the answer, the lease, the move."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from core.codes import Role, Step
from core.home_search import ApplicationTold, OfferTold
from db import actions
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, follow, pick, press, settled
from tests.browser.steps import sign_in
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_support import COORDINATOR, WORKER, put_course, put_home, put_supported_case

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def _people() -> None:
    since, lead = today() - timedelta(days=120), person(Role.PROJECT_LEAD)
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    case = put_supported_case(step=Step.SUPPORT, referral_date=since, start_date=since)
    put_course(case.id, start_date=since)
    put_home(case.id, situation="hotel", from_date=since)
    told = ApplicationTold(kind="allocation", name="Boligkontoret", applied_date=since)
    application = actions.home_search.apply(case.id, told, by=lead, on=today())
    offer = OfferTold(offered_date=today(), description="1 rum med altan")
    actions.home_search.offer(application, offer, by=lead, on=today())
    put_account_with_password(
        Role.SUPPORT_WORKER, username="ida", name="Ida Iversen", staff_id=WORKER
    )


def test_from_the_board_to_a_home_with_four_presses(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
):
    running = server(_people)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "ida", PASSWORD, path="/housing")
    settled(page)
    expect(page.get_by_text("1 ung venter på en bolig.")).to_be_visible()
    assert violations(page) == []
    follow(page, "Vilma Vildspor")
    expect(page.get_by_text("Et tilbud venter på svar: 1 rum med altan")).to_be_visible()
    follow(page, "Skriv svaret")
    pick(page, "Svar", "Ja tak")
    press(page, "Gem svaret")
    expect_said(page, "Svaret er gemt.")
    assert violations(page) == []
    wide = "() => document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(wide) <= 0
    press(page, "Lejekontrakten er underskrevet")
    press(page, "Den unge er flyttet ind")
    expect_said(page, "Indflytningen er gemt.")
    page.goto(f"{running.url}/housing")
    expect(page.get_by_text("Ingen unge venter på en bolig.")).to_be_visible()
