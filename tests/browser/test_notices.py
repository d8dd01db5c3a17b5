"""The notices of each of the six roles in a real browser, and the week's box, shown once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from core.records.people import Person
from db.clock import today
from db.engine import transaction
from db.models import SessionRow
from db.queries.session_limits import token_hash
from tests.browser.conftest import Server
from tests.browser.fields import follow, press, settled
from tests.browser.steps import sign_in
from tests.factories import put_case, put_session, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_support import put_course

pytestmark = pytest.mark.browser
BEGUN = today() - timedelta(days=200)


def _put_signed_in(role: Role, username: str, staff_id: str | None = None) -> Person:
    """An account with a session that a browser has the cookie of: its user name."""
    here = put_account_with_password(role, username=username, name=username, staff_id=staff_id)
    session_id = put_session(here)
    with transaction() as session:
        session.get_one(SessionRow, session_id).cookie_hash = token_hash(username)
    return here


def _people() -> None:
    put_staff("Karen Kold", "coordinator", staff_id="karen")
    put_staff("Ida Iversen", "support_worker", staff_id="ida", methods="CTI")
    for username, role, staff_id in (
        ("karen", Role.COORDINATOR, "karen"),
        ("ida", Role.SUPPORT_WORKER, "ida"),
        ("lone", Role.PROJECT_LEAD, None),
        ("admin", Role.ADMINISTRATOR, None),
        ("board", Role.STEERING_GROUP, None),
    ):
        _put_signed_in(role, username, staff_id)
    lotte = _put_signed_in(Role.REFERRER, "lotte")
    case = put_case(
        "Alma Ask",
        step=Step.SUPPORT,
        referral_date=BEGUN,
        start_date=BEGUN,
        coordinator_id="karen",
        combination="SM_CTI",
    )
    put_course(case.id, worker_id="ida", start_date=BEGUN)
    put_case("Bo Birk", referral_date=BEGUN, referred_by_id=lotte.account_id)
    put_case("Cleo Colding", step=Step.CLOSED, end_date=today())


WHERE = {
    "ida": ("Alma Ask · Skriv indberetningen om støtten", "Alma Ask"),
    "lone": ("Bo Birk · Tag henvisningen op", "Bo Birk"),
    "admin": ("Beslut, hvor længe afsluttede forløb skal opbevares", "Indstillinger"),
    "lotte": ("En af dine henvisninger venter på svar", "Henvisning"),
}
"""What each finds on the page, and what stands where it leads."""


def _opened(browser: BrowserContext, running: Server, username: str) -> Page:
    """The page of notices with the cookie of that person."""
    browser.clear_cookies()
    browser.add_cookies([{"name": "ungespor", "value": username, "url": running.url}])
    page = browser.new_page()
    page.goto(running.url + "/notices")
    expect(page.get_by_role("heading", name="Påmindelser", exact=True)).to_be_visible()
    expect(page.locator(".st-key-week")).to_have_count(0)
    return page


def test_each_role_finds_its_notices_and_a_way_to_where_they_are_done(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = new_browser(390, 844).new_page()
    sign_in(page, running.url, "karen", PASSWORD)
    settled(page)
    box = page.locator(".st-key-week")
    expect(box).to_contain_text("Netværksmøder: 1 forsinket")
    assert "Alma" not in box.inner_text()
    press(page, "Set")
    expect(box).to_have_count(0)
    follow(page, "Se alle påmindelser")
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    follow(page, "Alma Ask · Hold et netværksmøde")
    expect(page.get_by_role("heading", name="Netværksmøde", exact=True)).to_be_visible()
    page.goto(running.url)
    settled(page)
    expect(page.get_by_role("heading", name="Status")).to_be_visible()
    expect(box).to_have_count(0)
    browser = new_browser()
    for username, (said, there) in WHERE.items():
        page = _opened(browser, running, username)
        follow(page, said)
        expect(page.get_by_test_id("stMain").get_by_text(there).first).to_be_visible()
    page = _opened(browser, running, "board")
    expect(page.get_by_text("Styregruppen får tal og rapporter, ikke opgaver.")).to_be_visible()
