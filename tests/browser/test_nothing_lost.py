"""A double click, two tabs, a session that ended: each answered calmly, nothing lost or half written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db.clock import today
from db.engine import open_store, reading
from db.exchange import import_from
from db.models import CaseRow
from tests.browser.conftest import Server
from tests.browser.fields import (
    choose,
    expect_refusal,
    expect_said,
    follow,
    part,
    press,
    settled,
    write,
    write_day,
)
from tests.browser.steps import sign_in
from tests.factories import put_case
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
PAUSE = 2_000
"""Milliseconds, more than a writer's pause in `pages.shared.scripts`."""
SAMPLE = Path(__file__).resolve().parent.parent.parent / "docs" / "example-import"


def _people() -> None:
    put_case("Vilma Vildspor", step=Step.ASSESSMENT)
    put_account_with_password(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")
    put_account_with_password(Role.PROJECT_LEAD, username="bo", name="Bo Blæst")


def _open(server: Server, context: BrowserContext, username: str, path: str) -> Page:
    page = context.new_page()
    sign_in(page, server.url, username, PASSWORD, path=path)
    settled(page)
    return page


def _fill_referral(page: Page) -> None:
    write(page, "Navn", "Nora <b>Nattergal</b> =1+1 🙂")
    write_day(page, "Fødselsdato", "05.03.2006")
    write(page, "Arbejdssted", "Jobcentret")
    write(page, "Hvorfor henviser du?", "Sover hos **venner** på skift.")


def test_a_double_click_sends_one_referral_and_markup_stays_text(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = _open(running, new_browser(), "lise", "/referral?new=1")
    _fill_referral(page)
    page.get_by_role("button", name="Send henvisningen", exact=True).dblclick()
    expect_said(page, "Henvisningen er sendt.")
    settled(page)
    follow(page, "Nora")
    expect(page.get_by_text("Sover hos **venner** på skift.")).to_be_visible()
    expect(page.locator("[data-testid=stMain] b")).to_have_count(0)
    running.stop()
    open_store(running.store_url)
    with reading() as session:
        assert session.query(CaseRow).filter_by(step="referred").count() == 1


def test_a_stale_tab_is_told_who_changed_what_and_keeps_what_was_typed(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    address = "/assessment?case=1001&part=home"
    lise = _open(running, new_browser(), "lise", address)
    bo = _open(running, new_browser(), "bo", address)
    write(bo, "Hvad ønsker den unge?", "Et værelse i en opgangsgruppe")
    write(lise, "Hvad ønsker den unge?", "Egen lejlighed")
    press(lise, "Gem ønsker og hensyn")
    expect_said(lise, "Ønsker og hensyn er gemt.")
    press(bo, "Gem ønsker og hensyn")
    expect_refusal(bo, "Lise Lygte har ændret det her")
    expect(bo.get_by_text("Egen lejlighed")).to_be_visible()
    field = bo.get_by_role("textbox", name="Hvad ønsker den unge?", exact=True)
    expect(field).to_have_value("Et værelse i en opgangsgruppe")
    press(bo, "Gem ønsker og hensyn")
    expect_said(bo, "Ønsker og hensyn er gemt.")


def test_what_is_typed_in_a_field_that_is_never_left_is_in_the_draft_after_a_pause(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = _open(running, new_browser(), "lise", "/referral?new=1")
    why = page.get_by_role("textbox", name="Hvorfor henviser du?", exact=True)
    why.press_sequentially("Sover hos", delay=20)
    page.wait_for_timeout(PAUSE)
    settled(page)
    why.press_sequentially(" venner på skift", delay=120)
    expect(why).to_be_focused()
    expect(why).to_have_value("Sover hos venner på skift")
    page.wait_for_timeout(PAUSE)
    page.close()

    again = _open(running, new_browser(), "lise", "/referral?new=1")
    why = again.get_by_role("textbox", name="Hvorfor henviser du?", exact=True)
    expect(why).to_have_value("Sover hos venner på skift")


def test_a_session_that_ended_keeps_what_was_typed_for_the_next_sign_in(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    browser = new_browser()
    page = _open(running, browser, "lise", "/referral?new=1")
    write(page, "Navn", "Nora Nattergal")
    write(page, "Hvorfor henviser du?", "Sover hos venner på skift.")
    other = browser.new_page()
    other.goto(f"{running.url}/status")
    other.get_by_role("link", name="Log ud").click()
    press(page, "Send henvisningen")
    expect(page.get_by_text("Du er logget ud")).to_be_visible()
    again = _open(running, new_browser(), "lise", "/referral?new=1")
    name = again.get_by_role("textbox", name="Navn", exact=True)
    expect(name).to_have_value("Nora Nattergal")
    expect(again.get_by_text("Kladde fra kl.")).to_be_visible()


def _sample() -> None:
    assert import_from(SAMPLE, on=today()).saved
    put_account_with_password(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


def test_an_imported_young_person_goes_on_where_the_lists_left_off(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_sample)
    page = _open(running, new_browser(), "lise", "/network_meeting")
    follow(page, "Aksel Altangang")
    choose(page, "Koordinator", "Karla Kompas")
    press(page, "Giv forløbet en koordinator")
    expect_said(page, "Forløbet har fået en koordinator.")
    page.goto(f"{running.url}/support_phase?case=1002")
    settled(page)
    part(page, "Støtten")
    choose(page, "Hvem giver støtten?", "Ib Isbryder")
    press(page, "Start støtteforløbet")
    expect_said(page, "Støtteforløbet er sat i gang.")
    page.reload()
    settled(page)
    expect(page.get_by_text("Aksel Altangang").first).to_be_visible()
