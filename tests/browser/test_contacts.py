"""A support worker on a telephone: three taps record a contact, and one takes it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db.clock import today
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, press, settled, unfold, write
from tests.browser.steps import sign_in
from tests.factories import put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
FINGER = 44
"""Pixels: what a thumb hits (WCAG 2.2, target size, enhanced)."""


def _people() -> None:
    since = today() - timedelta(days=120)
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    for name in ("Vilma Vildspor", "Otto Odde"):
        case = put_supported_case(name, step=Step.SUPPORT, referral_date=since, start_date=since)
        put_course(case.id, start_date=since)
    put_account_with_password(
        Role.SUPPORT_WORKER, username="ida", name="Ida Iversen", staff_id=WORKER
    )


def _tap(page: Page, label: str) -> None:
    button = page.get_by_test_id("stButtonGroup").get_by_role("button", name=label, exact=True)
    radio = page.get_by_test_id("stButtonGroup").get_by_role("radio", name=label, exact=True)
    target = button.or_(radio).first
    box = target.bounding_box()
    assert box is not None
    assert box["height"] >= FINGER
    target.click()
    settled(page)


def test_a_contact_is_recorded_with_three_taps_and_taken_back_with_one(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
):
    running = server(_people)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "ida", PASSWORD, path="/contacts")
    settled(page)
    _tap(page, "Vilma Vildspor")
    _tap(page, "Telefonsamtale · 15 min.")
    press(page, "Gem kontakten")
    expect_said(page, "Kontakten med Vilma Vildspor er gemt.")
    line = page.get_by_role("button", name="Vilma Vildspor · Telefonsamtale · 15 min.")
    expect(line.last).to_be_visible()
    press(page, "Fortryd den seneste")
    expect_said(page, "Kontakten er taget ud igen.")
    expect(page.get_by_text("Ingen kontakter er registreret i ugen.")).to_be_visible()


def test_what_was_chosen_stands_there_after_a_reload_and_nothing_is_wider_than_the_phone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
):
    running = server(_people)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "ida", PASSWORD, path="/contacts")
    settled(page)
    _tap(page, "Otto Odde")
    _tap(page, "Samtale hjemme · 60 min.")
    unfold(page, "Dato, kørsel og note")
    write(page, "Note (kan undværes)", "Vi ringede til udlejeren")
    page.reload()
    settled(page)
    expect(page.get_by_text("Den er ikke gemt endnu.")).to_be_visible()
    press(page, "Gem kontakten")
    expect_said(page, "Kontakten med Otto Odde er gemt.")
    expect(page.get_by_text("Vi ringede til udlejeren").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
