"""The conversation in the simple view on a phone, from the first question to the radar chart."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role, Step
from db.clock import today
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, pick, press, settled
from tests.browser.steps import sign_in
from tests.factories import put_case, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_dialogue import put_scores

pytestmark = pytest.mark.browser
DOMAINS = (
    "Skole, uddannelse og job",
    "Husholdning og økonomi",
    "Netværk og sociale kompetencer",
    "Fysisk helbred",
    "Psykisk helbred",
    "Kriminalitet",
    "Rusmidler",
)
IN_ALL = "Hvor er du samlet set?"


def _people() -> None:
    put_staff("Karen Kold", staff_id="karen")
    day = today()
    case = put_case(
        "Vilma Vildspor",
        step=Step.COLLABORATION,
        coordinator_id="karen",
        referral_date=day - timedelta(days=90),
        start_date=day - timedelta(days=80),
    )
    put_scores(case.id, day - timedelta(days=70), mental_health=2, crime=5, physical_health=3)
    put_account_with_password(
        Role.COORDINATOR, username="karen", name="Karen Kold", staff_id="karen"
    )


def _phone(server: Server, context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    sign_in(page, server.url, "karen", PASSWORD, path=path)
    settled(page)
    return page


def _answer(page: Page, question: str, score: int) -> None:
    group = page.get_by_role("radiogroup", name=question, exact=True)
    group.get_by_role("radio").nth(score - 1).click()
    settled(page)


def _chosen(page: Page, question: str, score: int) -> None:
    group = page.get_by_role("radiogroup", name=question, exact=True)
    expect(group.get_by_role("radio").nth(score - 1)).to_be_checked()


def _stands_at(page: Page, place: int) -> None:
    expect(page.get_by_role("heading", name=DOMAINS[place - 1], exact=True)).to_be_visible()


def _fits(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_a_conversation_on_a_phone_outlives_a_reload_and_ends_as_a_measurement(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    context = new_browser(390, 844)
    page = _phone(running, context, "/dialogue?case=1001&part=simple")
    _stands_at(page, 1)
    _answer(page, "Hvordan går det med at have noget at stå op til?", 2)
    _answer(page, "Hvordan har du det med de andre der, hvor du går?", 3)
    expect(page.get_by_text("Svarene peger på 3.")).to_be_visible()
    press(page, "Brug 3")
    assert _fits(page)
    press(page, "Næste")
    _stands_at(page, 2)
    press(page, "Spring over")
    _answer(page, IN_ALL, 4)

    page.reload()
    settled(page)
    _stands_at(page, 3)
    _chosen(page, IN_ALL, 4)
    press(page, "Tilbage")
    press(page, "Tilbage")
    _chosen(page, "Hvordan går det med at have noget at stå op til?", 2)
    _chosen(page, IN_ALL, 3)
    for label in ("Næste", "Spring over", "Næste", "Spring over"):
        press(page, label)

    _stands_at(page, 5)
    _answer(page, IN_ALL, 4)
    for label in ("Næste", "Spring over", "Spring over"):
        press(page, label)
    expect(page.get_by_text("4 · Går godt")).to_have_count(2)
    expect(page.get_by_text("Sprunget over")).to_have_count(4)
    assert _fits(page)
    pick(page, "Hvem har sat tallene?", "Sammen")
    press(page, "Gem målingen")
    expect_said(page, "Målingen er gemt.")
    _radar(running, page)


def _radar(running: Server, page: Page) -> None:
    """The chart is drawn by what the server brings along, and says in words what it is."""
    away: list[str] = []
    page.on(
        "request", lambda asked: away.append(asked.url) if _outside(running, asked.url) else None
    )
    page.goto(f"{running.url}/young_person?case=1001&part=development")
    settled(page)
    row = page.get_by_role("row").filter(has_text="Psykisk helbred")
    expect(row).to_contain_text("Frem")
    expect(page.get_by_test_id("stEChartsChart").locator("svg path").first).to_be_attached()
    expect(page.get_by_role("img", name="Psykisk helbred fra 1 til 5: 2 den")).to_be_visible()
    assert _fits(page)
    assert away == []


def _outside(running: Server, url: str) -> bool:
    return not url.startswith((running.url, running.url.replace("http", "ws"), "data:", "blob:"))
