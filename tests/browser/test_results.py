"""A project leader looks at the results: another period, the table, the files, the young people."""

import csv
import io
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from core.calendar import add_months
from core.codes import Role
from db.models import MeasurementRow, new_id
from pages.shared.frame import today
from tests.browser.fields import choose, follow, part, pick, press, settled, write_day
from tests.browser.steps import sign_in
from tests.factories import put, put_case
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
LAST_YEAR = today().year - 1
CHART = "stVegaLiteChart"


def fill() -> None:
    put_account_with_password(Role.PROJECT_LEAD, username="pia", name="Pia Projekt")
    for name, first, latest in (("Vilma Vildspor", 2, 5), ("Anton Ager", 4, 1)):
        start = add_months(today(), -14)
        case = put_case(name, referral_date=start, start_date=start)
        put(
            *(
                MeasurementRow(id=new_id(), case_id=case.id, date=day, mental_health=score)
                for day, score in ((start, first), (start + timedelta(days=90), latest))
            )
        )


def open_results(server, page: Page) -> None:
    sign_in(page, server(fill).url, "pia", PASSWORD, path="/results")
    expect(page.get_by_role("heading", name="Resultater", exact=True)).to_be_visible()
    settled(page)


def test_from_a_period_by_its_table_and_file_to_the_young_people(server, browser_page: Page):
    page = browser_page
    open_results(server, page)

    pick(page, "Periode", "Hele tiden")
    expect(page).to_have_url(re.compile("period=whole"))
    part(page, "Udvikling")
    expect(page).to_have_url(re.compile("section=development"))
    chart = page.get_by_test_id(CHART).first
    expect(chart).to_contain_text("Psykisk helbred")
    expect(chart).to_contain_text("n = 2")
    expect(chart).to_contain_text("50\N{NO-BREAK SPACE}%")

    chart.hover()
    expect(page.get_by_test_id("stElementToolbar").first).to_be_hidden()

    page.get_by_text("Se tallene").first.click()
    settled(page)
    row = page.get_by_role("row").filter(has_text="Psykisk helbred (fremgang)")
    expect(row).to_contain_text("50\N{NO-BREAK SPACE}%")
    cells = downloaded(page, "Hent som regneark (CSV)").decode("utf-8-sig")
    rows = {each[0]: each for each in csv.reader(io.StringIO(cells), delimiter=";")}
    assert rows["Psykisk helbred (fremgang)"][1:4] == ["1", "2", "50,0"]
    assert downloaded(page, "Hent billede (PNG)").startswith(b"\x89PNG")
    assert "Psykisk helbred" in downloaded(page, "Hent billede (SVG)").decode()

    page.get_by_role("button", name="Se de unge bag tallene").first.click()
    settled(page)
    choose(page, "Tal", "Psykisk helbred (fremgang) (1)")
    expect(page.get_by_test_id("stMain").get_by_role("link", name="Anton")).to_have_count(0)
    follow(page, "Vilma Vildspor")
    expect(page.get_by_role("heading", name="Vilma Vildspor")).to_be_visible()


def downloaded(page: Page, name: str) -> bytes:
    """What a download button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.path().read_bytes()


def test_own_dates_are_chosen_and_a_link_leads_back_to_them(server, browser_page: Page):
    page = browser_page
    open_results(server, page)
    pick(page, "Periode", "Egne datoer")
    write_day(page, "Fra og med", f"01.01.{LAST_YEAR - 3}")
    write_day(page, "Til og med", f"31.12.{LAST_YEAR - 3}")
    press(page, "Vis perioden")
    said = page.get_by_text(f"1. januar {LAST_YEAR - 3} til 31. december {LAST_YEAR - 3}")
    expect(said).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_contain_text("Der er ingen forløb i perioden.")
    page.reload()
    settled(page)
    expect(said).to_be_visible()


def test_on_a_telephone_nothing_is_wider_than_the_screen(server, new_browser):
    page = new_browser(width=390, height=844).new_page()
    open_results(server, page)
    pick(page, "Periode", "Hele tiden")
    part(page, "Udvikling")
    expect(page.get_by_test_id(CHART).first).to_contain_text("Psykisk helbred")
    widths = page.evaluate(
        "() => [document.documentElement.scrollWidth, ...Array.from("
        "document.querySelectorAll('[data-testid=stMain] svg.marks')).map(s => "
        "s.getBoundingClientRect().right)]"
    )
    assert max(widths) <= 390
