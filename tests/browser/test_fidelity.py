"""One quarter's review of fidelity on a narrow screen: answered, left, found again, submitted."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from core.codes import Role
from core.quarters import last_closed, quarter_code
from db.clock import today
from tests.browser.axe import violations
from tests.browser.fields import expect_refusal, expect_said, follow, pick, press, settled, unfold
from tests.browser.steps import sign_in
from tests.factories import put_case
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_fidelity_review import put_review, put_submitted

pytestmark = pytest.mark.browser

ANSWERS = (
    (
        "Får koordinatorer og bostøttemedarbejdere fast supervision?",
        "2 · Der er supervision nu og da, eller kun for nogle.",
    ),
    (
        "Handler supervisionen om metoden og kerneelementerne?",
        "3 · Metoden er tit et emne.",
    ),
    (
        "Drøfter medarbejderne de unge og metoden med hinanden?",
        "4 · Der er faste teammøder, hvor I går forløb igennem, og erfarne hjælper nye.",
    ),
)


def _earlier_quarters() -> None:
    quarter = last_closed(today())
    put_account_with_password(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")
    put_submitted(last_closed(quarter.from_date), 2)
    put_review(quarter, 3, but=("supervision",))
    begun = quarter.from_date - timedelta(days=30)
    for _ in range(6):
        put_case(decision="accepted", decision_date=begun, start_date=begun)


def _chosen(page: Page, question: str, answer: str) -> None:
    group = page.get_by_role("radiogroup", name=question, exact=True)
    expect(group.get_by_role("radio", name=answer, exact=True)).to_be_checked()


def _say_why_the_records_differ(page: Page) -> None:
    """Six young people without a meeting and a measurement, judged as if all were well."""
    follow(page, "Kerneelementer i variant H")
    warning = "Vurderingen er højere end det registrerede: Målt til tiden. Skriv hvorfor."
    expect(page.get_by_text(warning)).to_be_visible()
    fields = page.get_by_label("Svaret og registreringerne siger ikke det samme. Hvorfor?")
    for field in fields.all():
        field.fill("Målingerne står i et andet system")
    press(page, "Gem svarene")
    expect_said(page, "Svarene er gemt.")
    follow(page, "Tilbage til oversigten")


def test_the_project_leader_reviews_a_quarter(server, new_browser):
    one = server(_earlier_quarters)
    page = new_browser(390, 844).new_page()
    sign_in(page, one.url, "lise", PASSWORD, path="/fidelity")
    settled(page)
    press(page, "Send vurderingen ind")
    expect_refusal(page, "3 spørgsmål mangler et svar: Supervision.")
    follow(page, "Supervision")
    for question, answer in ANSWERS[:2]:
        pick(page, question, answer)
    unfold(page, "Note og dokumentation")
    page.get_by_label("Hvad bygger svaret på? (kan undværes)").fill("Kalenderen")
    press(page, "Gem svarene")
    expect_said(page, "Svarene er gemt.")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    pick(page, *ANSWERS[2])
    page.reload()
    settled(page)
    assert "theme=supervision" in page.url
    for question, answer in ANSWERS:
        _chosen(page, question, answer)
    expect(page.get_by_label("Hvad bygger svaret på? (kan undværes)")).to_have_value("Kalenderen")
    press(page, "Gem svarene")
    follow(page, "Tilbage til oversigten")
    press(page, "Send vurderingen ind")
    expect_refusal(page, "2 svar siger noget andet end registreringerne og mangler en forklaring")
    _say_why_the_records_differ(page)
    press(page, "Send vurderingen ind")
    expect_said(page, "Vurderingen er sendt ind.")
    press(page, "Lås vurderingen")
    expect_said(page, "Vurderingen er låst.")
    row = page.get_by_role("row", name="Supervision")
    expect(row.get_by_role("cell")).to_have_text(["Supervision", "2,0", "3,0"])
    follow(page, "Supervision")
    expect(page.get_by_text("Bygger på: Kalenderen")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    assert quarter_code(last_closed(today())) in page.url
