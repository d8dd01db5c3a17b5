"""A consent form made with the young person, printed, signed, and shown to them."""

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from core.codes import Role
from db.actions import meetings, network
from db.clock import today
from tests.browser.fields import (
    expect_refusal,
    expect_said,
    follow,
    press,
    settled,
    write,
)
from tests.browser.steps import sign_in
from tests.factories import person
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import YOUNG, network_told, plan_told, put_consent, put_started

pytestmark = pytest.mark.browser
NUMBER = 1001


def _case() -> None:
    """A young person with a job consultant in the network, and a meeting that both are asked to."""
    case = put_started(start_date=today())
    put_account_with_password(Role.COORDINATOR, username="karla", staff_id=case.coordinator_id)
    lead = person()
    known = network_told("Jens Job", sphere="professional")
    network.add_person(case.id, known, by=lead, on=today())
    put_consent(case.id, party="Vestre Skole", party_role="school", given_date=today())
    meetings.plan(case.id, plan_told(today()), (YOUNG,), by=lead, on=today())


def _make(page: Page) -> None:
    follow(page, "Lav en samtykkeerklæring til underskrift")
    press(page, "Lav erklæringen")
    expect_refusal(page, "Vælg mindst én, der må deles med.")
    page.get_by_role("button", name="Andre: Jens Job").click()
    settled(page)
    page.get_by_role("button", name="Økonomi", exact=True).click()
    settled(page)
    write(page, "Hvad skal oplysningerne bruges til?", "Så vi kan lave én plan sammen med dig.")
    press(page, "Lav erklæringen")
    expect_said(page, "Erklæringen er klar til print.")


def _print(page: Page) -> str:
    settled(page)  # a button of the page before stands until the new page is drawn
    with page.expect_download() as started:
        page.get_by_role("button", name="Hent til print (PDF)").click()
    document = pypdfium2.PdfDocument(started.value.path().read_bytes())
    return " ".join(one.get_textpage().get_text_range() for one in document)


def test_a_form_is_printed_signed_and_then_counts(
    server: Callable[..., object], browser_page: Page
) -> None:
    one = server(_case)
    page = browser_page
    sign_in(page, one.url, "karla", PASSWORD, path=f"/network_meeting?case={NUMBER}&part=consent")
    table = page.locator(".ungespor-reach")
    expect(table).to_contain_text("Vestre Skole")
    expect(table).not_to_contain_text("Jens Job")
    _make(page)
    paper = _print(page)
    assert "Jens Job" in paper
    assert "dine penge" in paper

    press(page, "Gem underskriften")
    expect_said(page, "Samtykket gælder nu for dem, der er sagt ja til.")
    expect(table).to_contain_text("Jens Job")
    expect(page.get_by_text("Lavet").first).to_contain_text("Underskrevet")

    follow(page, "Vis den unge: hvem ved hvad om dig?")
    expect(page.get_by_role("heading", name="Hvem ved hvad om dig?")).to_be_visible()
    expect(page.get_by_text("Jens Job må vide noget om: dine penge")).to_be_visible()
    assert "Jens Job" in _print(page)
