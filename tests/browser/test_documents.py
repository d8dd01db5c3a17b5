"""The plan goes to the young person and, by consent, to one more: made, read, given, in the record."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.codes import Role
from db import actions
from db.clock import today
from tests.browser.fields import expect_refusal, expect_said, pick, press, settled
from tests.browser.steps import sign_in
from tests.documents.paper import texts
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    agreement_told,
    goal_told,
    plan_told,
    put_consent,
    put_started,
)

pytestmark = pytest.mark.browser
LEAD = person()


def _case() -> None:
    karen = put_staff("Karla Kompas", staff_id="M1")
    case = put_started(coordinator_id=karen)
    put_consent(case.id, information_types="education_employment", party_role="employment_officer")
    actions.meetings.plan(case.id, plan_told(today()), (YOUNG, OFFICER), by=LEAD, on=today())
    for text, domain in (("Begynde på FGU", "education_employment"), ("Sove", "mental_health")):
        told = goal_told(text, set_date=START, life_domain=domain)
        goal = actions.goals.set_goal(case.id, told, by=LEAD, on=today())
        due = today() + timedelta(days=30)
        actions.goals.agree(
            goal, agreement_told(text=f"{text} 650306-1234", follow_up_date=due), by=LEAD
        )
    put_account_with_password(
        Role.COORDINATOR, username="karla", name="Karla Kompas", staff_id="M1"
    )


def _download(page: Page, recipient: str, ending: str) -> Path:
    button = page.get_by_role("button", name=ending, exact=True)
    box = page.get_by_test_id("stVerticalBlock").filter(has_text=recipient).filter(has=button).last
    press = box.get_by_role("button", name=ending, exact=True)
    expect(press).to_have_count(1)
    with page.expect_download() as made:
        press.click()
    assert "Jens" not in made.value.suggested_filename
    return Path(made.value.path())


def test_the_plan_is_made_for_each_recipient_and_registered_for_both(
    server: Callable[..., object], browser_page: Page
) -> None:
    running, page = server(_case), browser_page
    sign_in(page, running.url, "karla", PASSWORD, path="/network_meeting?case=1001&part=documents")
    settled(page)
    expect(page.get_by_text("fordi samtykket ikke omfatter det").first).to_be_visible()
    for_the_case_and_each_recipient = page.get_by_role("button", name="PDF", exact=True)
    expect(for_the_case_and_each_recipient).to_have_count(4)

    told = " ".join(texts(_download(page, "Jobkonsulent · Jens Job", "PDF").read_bytes()))
    assert "Begynde på FGU" in told
    assert "Sove" not in told
    assert not re.search(r"650306|1234", told)
    own = " ".join(texts(_download(page, "Den unge · Vilma Vildspor", "PDF").read_bytes()))
    assert "Sove" in own
    assert _download(page, "Jobkonsulent · Jens Job", "Word").read_bytes().startswith(b"PK")

    press(page, "Registrér, at det er givet")
    expect_refusal(page, "Vælg mindst én.")
    for who in ("Den unge · Vilma Vildspor", "Jobkonsulent · Jens Job"):
        page.get_by_test_id("stButtonGroup").get_by_text(who).click()
        settled(page)
    pick(page, "Hvordan?", "Givet i hånden")
    press(page, "Registrér, at det er givet")
    expect_said(page, "Det er registreret")
    expect(page.get_by_text("version 1 til Jobkonsulent · Jens Job")).to_be_visible()
    expect(page.get_by_text("Ikke med: helbred")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("version 1 til Jobkonsulent · Jens Job")).to_be_visible()
