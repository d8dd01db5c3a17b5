"""A coordinator closes a meeting on a phone, step by step, and follows an agreement up."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role
from db import actions
from db.clock import today
from tests.browser.fields import expect_said, follow, press, settled, write
from tests.browser.steps import sign_in
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import (
    OFFICER,
    YOUNG,
    agreement_told,
    goal_told,
    plan_told,
    put_consent,
    put_started,
)

pytestmark = pytest.mark.browser
LEAD = person()
PHONE = {"width": 390, "height": 844}


def _fill() -> None:
    """A meeting planned for today, and an agreement to remind of."""
    put_staff("Karla Kompas", staff_id="karla")
    put_account_with_password(
        Role.COORDINATOR, username="karla", name="Karla Kompas", staff_id="karla"
    )
    case = put_started(coordinator_id="karla")
    put_consent(case.id)
    told = plan_told(today(), agenda="Bolig\nSkole", place="Ungehuset", start_time="14.30")
    actions.meetings.plan(case.id, told, (YOUNG, OFFICER), by=LEAD, on=today())
    goal = actions.goals.set_goal(case.id, goal_told("Egen bolig"), by=LEAD, on=today())
    agreed = agreement_told(text="Skrive Vilma op", follow_up_date=today() + timedelta(days=1))
    actions.goals.agree(goal, agreed, by=LEAD)


def _mark(page: Page, who: str, mark: str) -> None:
    group = page.get_by_test_id("stButtonGroup").filter(has_text=who)
    group.get_by_role("radio", name=mark, exact=True).click()
    settled(page)


def _nothing_hangs_over(page: Page) -> None:
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= PHONE["width"]


def _who_was_there(page: Page) -> None:
    _mark(page, "Vilma Vildspor", "Deltog aktivt")
    _mark(page, "Jens Job", "Var med")
    _nothing_hangs_over(page)
    press(page, "Videre")


def _through_the_checklist(page: Page) -> None:
    press(page, "Brug 2 forslag")
    expect(page.get_by_text("Forslag: ja. Den unge er sat som aktiv.")).to_have_count(0)
    for _ in range(4):
        _nothing_hangs_over(page)
        press(page, "Videre")


def test_a_meeting_is_closed_on_a_phone_and_an_agreement_reminded_of(
    server: Callable[..., object], new_browser: Callable[..., BrowserContext]
):
    running = server(_fill)
    page = new_browser(**PHONE).new_page()
    sign_in(page, running.url, "karla", PASSWORD, path="/network_meeting?case=1001&part=meetings")
    settled(page)
    follow(page, "Planlagt")
    follow(page, "Afslut mødet")
    _who_was_there(page)
    expect(page.get_by_text("Skrive Vilma op")).to_be_visible()
    press(page, "Videre")
    _through_the_checklist(page)

    press(page, "Begynd med dagsordenens punkter")
    write(page, "Hvad er det vigtigste fra mødet?", "Boligen fylder mest.")
    page.reload()
    settled(page)
    minutes = page.get_by_role("textbox", name="Hvad er det vigtigste fra mødet?")
    expect(minutes).to_have_value("Boligen fylder mest.")
    press(page, "Videre")
    press(page, "Om 8 uger")
    _nothing_hangs_over(page)
    expect(page.get_by_text("2 var med.")).to_be_visible()
    press(page, "Gem, at mødet er holdt")
    expect_said(page, "Mødet er gemt som holdt.")

    page.get_by_role("radio", name="Rigtig godt").click()
    settled(page)
    write(page, "Hvad var godt?", "Pausen")
    press(page, "Gem svaret")
    expect_said(page, "Tak for svaret.")
    follow(page, "Tilbage til alle møder")
    expect(page.get_by_role("button", name="Planlagt")).to_be_visible()

    page.goto(f"{running.url}/tasks")
    settled(page)
    press(page, "Mind om")
    expect(page.get_by_test_id("stCode")).not_to_contain_text("Vilma")
    _nothing_hangs_over(page)
    press(page, "Jeg har mindet om aftalen")
    expect_said(page, "Det er gemt, at der er mindet om aftalen.")
