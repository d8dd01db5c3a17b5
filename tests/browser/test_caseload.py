"""A project leader moves a caseload, and a deputy works on one on the days of an absence."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.absences import AbsenceTold
from core.codes import Role, Step
from db import actions
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import (
    choose,
    expect_refusal,
    expect_said,
    follow,
    press,
    settled,
    write,
)
from tests.browser.steps import sign_in
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_support import COORDINATOR, put_course, put_supported, put_supported_case

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
YOUNG = ("Alma Ask", "Bo Birk", "Cleo Colding")
WORKERS = {"ida": "Ida Iversen", "per": "Per Præst", "eva": "Eva Eng"}


def _people() -> None:
    since = today() - timedelta(days=120)
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    for staff_id, name in WORKERS.items():
        put_staff(name, "support_worker", staff_id=staff_id, methods="CTI")
        put_account_with_password(
            Role.SUPPORT_WORKER, username=staff_id, name=name, staff_id=staff_id
        )
    for name in YOUNG:
        case = put_supported_case(name, step=Step.SUPPORT, referral_date=since, start_date=since)
        put_course(case.id, worker_id="ida", start_date=since)
    put_supported(9, worker_id="per")
    put_supported(5, worker_id="eva")
    put_account_with_password(Role.PROJECT_LEAD, username="lone", name="Lone Lund")


def _no_wider(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_a_caseload_is_moved_whole_or_not_at_all(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "lone", PASSWORD, path="/caseload")
    settled(page)
    follow(page, "Ida Iversen")
    follow(page, "Flyt unge til andre")
    choose(page, "Flyt alle til", "Per Præst")
    press(page, "Sæt alle til den valgte")
    write(page, "Hvorfor flyttes de?", "Ida har fået andet arbejde")
    expect(page.get_by_text("fra 9 til 12 af 10")).to_be_visible()
    press(page, "Flyt de valgte unge")
    expect_refusal(page, "Per Præst har allerede 10 af 10 unge i CTI.")
    assert violations(page) == []
    press(page, "Foreslå efter ledige pladser")
    expect(page.get_by_text("fra 5 til 8 af 10")).to_be_visible()
    choose(page, "Alma Ask", "Per Præst")
    expect(page.get_by_text("fra 9 til 10 af 10")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("3 unge flyttes, 0 bliver.")).to_be_visible()
    assert _no_wider(page, PHONE["width"])
    press(page, "Flyt de valgte unge")
    expect_said(page, "3 unge er flyttet.")
    expect(page.get_by_text("Medarbejderen har ingen unge i dag.")).to_be_visible()
    follow(page, "Tilbage til alle sagsstammer")
    expect(page.get_by_text("CTI · 10 af 10 · ingen ledige pladser")).to_be_visible()
    expect(page.get_by_text("CTI · 7 af 10 · 3 ledige pladser")).to_be_visible()


def _with_a_deputy() -> None:
    _people()
    told = AbsenceTold(from_date=today(), to_date=today(), kind="holiday", deputy_id="eva")
    actions.absences.plan_absence("ida", told, by=person(), on=today())


def test_a_deputy_finds_the_young_people_and_records_a_contact(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_with_a_deputy)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "eva", PASSWORD, path="/status")
    settled(page)
    expect(page.get_by_text("Du er vikar for Ida Iversen til og med")).to_be_visible()
    page.goto(running.url + "/contacts")
    settled(page)
    for choice in ("Alma Ask", "Telefonsamtale · 15 min."):
        page.get_by_test_id("stButtonGroup").get_by_text(choice, exact=True).first.click()
        settled(page)
    press(page, "Gem kontakten")
    expect_said(page, "Kontakten med Alma Ask er gemt.")
