"""One network meeting from beginning to end: prepared, projected, its server killed, closed, given.

The coordinator types nothing twice: the goal and the agreement written on the screen stand in the
closing, and in the plan that the young person is given.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db import actions
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, follow, pick, press, settled, write, write_day
from tests.browser.steps import sign_in
from tests.documents.paper import texts
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import network_told, put_consent, put_started

pytestmark = pytest.mark.browser
PATH = "/network_meeting?case=1001&part=meetings"
NEXT = today() + timedelta(days=42)


def _young_person() -> None:
    karla = put_staff("Karla Kompas")
    case = put_started(Step.START_UP, coordinator_id=karla, start_date=today() - timedelta(days=20))
    put_consent(
        case.id,
        given_date=today() - timedelta(days=10),
        party="Molly Mor",
        information_types="housing",
    )
    told = network_told("Molly Mor", email="molly@example.org")
    actions.network.add_person(case.id, told, by=person(), on=today())
    put_account_with_password(
        Role.COORDINATOR, username="karla", name="Karla Kompas", staff_id=karla
    )


def _prepare(page: Page) -> None:
    press(page, "Planlæg et møde")
    write_day(page, "Dato", f"{today():%d.%m.%Y}")
    write(page, "Formål", "Finde et sted at bo.")
    press(page, "Gem mødet")
    press(page, "Hvor jeg skal bo")
    press(page, "Gem, og gå videre")
    press(page, "Molly Mor · mor")
    press(page, "Gem, og gå videre")
    write(page, "Begynder", "14.30")
    press(page, "Gem, og gå videre")
    write(page, "Hvad ønsker den unge sig af mødet?", "Kage på bordet.")
    press(page, "Gem, og gå videre")
    press(page, "Mødet er gennemgået med den unge")
    expect_said(page, "Mødet er forberedt.")


def _on_screen(page: Page) -> None:
    press(page, "Vis på storskærm")
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
    expect(page.get_by_text("Kage på bordet.")).to_have_count(0)


def _type(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label, exact=True).click()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    settled(page)


def _write_goal(page: Page) -> None:
    _type(page, "Hvad vil du gerne? Skriv det, som du siger det.", "Min egen dør!")
    _type(page, "Målet, kort (kan undværes)", "Egen bolig")
    pick(page, "Hvad handler det om?", "Bolig")
    press(page, "Gem målet")
    _type(page, "Hvad skal der ske?", "Skrive op til en ungdomsbolig")
    pick(page, "Hvem gør det?", "Molly")


def _go_on_after_the_server_died(page: Page) -> None:
    what = page.get_by_role("textbox", name="Hvad skal der ske?", exact=True)
    expect(what).to_have_value("Skrive op til en ungdomsbolig")
    press(page, "Om 14 dage")
    press(page, "Gem aftalen")
    expect(page.get_by_text("Molly · senest")).to_be_visible()
    assert violations(page) == []


def _leave(page: Page) -> None:
    press(page, "Afslut på skærmen")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    press(page, "Afslut")
    expect(page.get_by_text("Trin 1 af 5")).to_be_visible()


def _close(page: Page) -> None:
    press(page, "Alle på listen var med")
    press(page, "Videre")
    expect(page.get_by_text("Skrive op til en ungdomsbolig")).to_be_visible()
    press(page, "Videre")
    for _ in range(4):
        suggested = page.get_by_role("button", name="Brug")
        if suggested.count():
            suggested.first.click()
            settled(page)
        press(page, "Videre")
    write(page, "Hvad er det vigtigste fra mødet?", "Vilma vil gerne bo alene.")
    press(page, "Videre")
    press(page, "Om 8 uger")
    write(page, "Klokkeslæt", "15.00")
    expect(page.get_by_text("1 ny aftale.")).to_be_visible()
    assert violations(page) == []
    press(page, "Gem, at mødet er holdt")
    expect_said(page, "Mødet er gemt som holdt.")


def _given(page: Page, folder: Path) -> str:
    """The young person's own plan as it reads; then it is recorded as given."""
    button = page.get_by_role("button", name="PDF", exact=True)
    whole = page.get_by_test_id("stVerticalBlock").filter(has_text="Den unge · Vilma Vildspor")
    with page.expect_download() as made:
        whole.filter(has=button).last.get_by_role("button", name="PDF", exact=True).click()
    file = folder / "plan.pdf"
    made.value.save_as(file)
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text("Den unge · Vilma Vildspor").click()
    settled(page)
    pick(page, "Hvordan?", "Givet i hånden")
    press(page, "Registrér, at det er givet")
    expect_said(page, "Det er registreret")
    return " ".join(texts(file.read_bytes()))


def test_a_meeting_is_prepared_shown_written_closed_and_its_plan_given(
    server: Callable[..., Server],
    new_browser: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    first = server(_young_person)
    page = new_browser().new_page()
    sign_in(page, first.url, "karla", PASSWORD, path=PATH)
    settled(page)
    _prepare(page)
    _on_screen(page)
    _write_goal(page)
    first.process.kill()
    first.process.wait()

    second = server(again=first)
    page = new_browser().new_page()
    sign_in(page, second.url, "karla", PASSWORD, path=PATH)
    settled(page)
    follow(page, "Netværksmøde")
    _on_screen(page)
    _go_on_after_the_server_died(page)
    _leave(page)
    _close(page)

    page.goto(f"{second.url}/network_meeting?case=1001&part=documents")
    settled(page)
    told = _given(page, tmp_path)
    assert "Min egen dør!" in told
    assert "Skrive op til en ungdomsbolig" in told
    page.goto(f"{second.url}/network_meeting?case=1001&part=meetings")
    settled(page)
    expect(page.get_by_text("kl. 15.00").first).to_be_visible()
