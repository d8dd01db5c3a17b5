"""One young person from referral to closure, as six different people, on a municipality's own lists."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role
from db.clock import today
from db.exchange import import_from
from tests.browser.fields import (
    choose,
    expect_refusal,
    expect_said,
    follow,
    part,
    pick,
    press,
    settled,
    unfold,
    write,
    write_day,
    write_number,
)
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD, put_account_with_password

SAMPLE = Path(__file__).resolve().parent.parent.parent / "docs" / "example-import"
NAME = "Nora Nattergal"
DIMENSIONS = (
    "Bolig",
    "Psykisk helbred",
    "Fysisk helbred",
    "Økonomi",
    "Daglige aktiviteter",
    "Netværk og relationer",
    "Rusmidler",
    "Uddannelse og beskæftigelse",
)

pytestmark = pytest.mark.browser


def _municipality() -> None:
    """The sample lists, and an account for each of the six who take part."""
    report = import_from(SAMPLE, on=today())
    assert report.saved, report.problems
    put_account_with_password(Role.REFERRER, username="henny", name="Henny Henviser")
    put_account_with_password(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")
    put_account_with_password(
        Role.COORDINATOR, username="karla", name="Karla Kompas", staff_id="M1", allocates=True
    )
    put_account_with_password(Role.SUPPORT_WORKER, username="ib", name="Ib Isbryder", staff_id="M4")
    put_account_with_password(Role.STEERING_GROUP, username="sten", name="Sten Styr")
    put_account_with_password(Role.ADMINISTRATOR, username="ada", name="Ada Admin")


def _day() -> str:
    return today().strftime("%d.%m.%Y")


def _refer(page: Page) -> None:
    press(page, "Henvis en ung")
    write(page, "Navn", NAME)
    write_day(page, "Fødselsdato", "05.03.2006")
    write(page, "Arbejdssted", "Jobcentret")
    press(page, "Send henvisningen")
    expect_refusal(page, "Feltet skal udfyldes.")
    write(page, "Hvorfor henviser du?", "Sover hos venner på skift.")
    press(page, "Send henvisningen")
    expect_said(page, "Henvisningen er sendt.")
    expect(page.get_by_text("venter på at blive taget op")).to_be_visible()


def _take_up(page: Page) -> None:
    follow(page, NAME)
    unfold(page, "Afvis henvisningen")
    press(page, "Afvis henvisningen")
    expect_refusal(page, "Feltet skal udfyldes.")
    press(page, "Tag op til udredning")
    follow(page, "Gå til udredningen")


def _assess(page: Page) -> None:
    for dimension in DIMENSIONS:
        pick(page, dimension, "Noget behov")
    press(page, "Gem livsområderne")
    expect_said(page, "Livsområderne er gemt.")
    choose(page, "Boligsituation", "Midlertidigt hos familie eller venner")
    write_day(page, "Siden", "01.10.2026")
    press(page, "Gem boligsituationen")
    expect_said(page, "Boligsituationen er gemt.")


def _decide(page: Page) -> None:
    expect(page.get_by_text("Den unge kan ikke optages endnu")).to_be_visible()
    pick(page, "Målgruppe", "I hjemløshed")
    pick(page, "Hvor længe er der brug for støtte?", "Har brug for støtte i længere tid")
    press(page, "Gem, og se mulighederne")
    expect(page.get_by_text("Anbefalet").first).to_be_visible()
    pick(page, "Afgørelse", "Optaget")
    pick(page, "Indsats", "Samarbejdsmodellen med ICM")
    press(page, "Gem afgørelsen")
    expect_refusal(page, "Feltet skal udfyldes.")
    choose(page, "Lovgrundlag", "Serviceloven § 85 a")
    write(page, "Begrundelse", "Uden bolig og med langvarigt behov.")
    press(page, "Gem afgørelsen")
    expect_said(page, "Afgørelsen er gemt.")
    follow(page, "Videre til netværksmødet")


def _give_coordinator(page: Page) -> None:
    choose(page, "Koordinator", "Karla Kompas")
    press(page, "Giv forløbet en koordinator")
    expect_said(page, "Forløbet har fået en koordinator.")


def _plan_a_meeting(page: Page) -> None:
    part(page, "Møder")
    follow(page, "Planlæg et møde")
    write_day(page, "Dato", _day())
    write(page, "Sted", "Biblioteket")
    write(page, "Formål", "Finde et sted at bo.")
    press(page, "Gem mødet")


def _get_consent(page: Page) -> None:
    part(page, "Samtykke")
    pick(page, "Hvem giver samtykket, eller hvem er orienteret?", "Den unge")
    choose(page, "Hvem er det?", "Jobkonsulent")
    write(page, "Hvem må oplysningerne deles med?", "Jobcentret")
    press(page, "Bolig")
    write(page, "Hvad skal de bruges til?", "En fælles plan.")
    press(page, "Gem samtykket")
    expect_said(page, "Samtykket er gemt.")


def _hold_the_meeting(page: Page) -> None:
    part(page, "Møder")
    follow(page, "Afslut mødet")
    page.get_by_test_id("stButtonGroup").filter(has_text="Den unge").get_by_role(
        "radio", name="Deltog aktivt"
    ).click()
    settled(page)
    for _ in range(7):
        press(page, "Videre")
    press(page, "Gem, at mødet er holdt")
    expect_refusal(page, "Skriv datoen for næste netværksmøde")
    press(page, "Om 8 uger")
    press(page, "Gem, at mødet er holdt")
    expect_said(page, "Mødet er gemt som holdt.")


def _agree(page: Page) -> None:
    part(page, "Mål og aftaler")
    write(page, "Hvad vil den unge nå?", "Få mit eget sted at bo")
    press(page, "Gem målet")
    write(page, "Hvad skal der ske?", "Skrives op til en ungdomsbolig")
    write(page, "Hvem gør det?", "Nora og Karla")
    press(page, "Gem aftalen")
    expect_refusal(page, "Vælg en dato for opfølgning på aftalen.")
    write_day(page, "Hvornår følges der op?", "15.12.2026")
    press(page, "Gem aftalen")
    expect_said(page, "Aftalen er gemt.")


def _start_support(page: Page) -> None:
    press(page, "Start støtteforløbet")
    expect_refusal(page, "Feltet skal udfyldes.")
    choose(page, "Hvem giver støtten?", "Ib Isbryder")
    press(page, "Start støtteforløbet")
    expect_said(page, "Støtteforløbet er sat i gang.")


def _record_a_contact(page: Page) -> None:
    part(page, "Kontakter")
    press(page, "Gem kontakten")
    expect_refusal(page, "Feltet skal udfyldes.")
    pick(page, "Hvordan?", "Telefon")
    write_number(page, "Minutter", 45)
    press(page, "Gem kontakten")
    expect_said(page, "Kontakten er gemt.")


def _close_support(page: Page) -> None:
    choose(page, "Hvorfor slutter det?", "Afsluttet som planlagt")
    press(page, "Afslut støtteforløbet")
    expect_refusal(page, "Tag stilling til, hvilken støtte den unge får derefter.")
    choose(page, "Hvilken støtte får den unge derefter?", "Mentor efter § 167")
    press(page, "Afslut støtteforløbet")
    expect_said(page, "Støtteforløbet er afsluttet")


def _close_case(page: Page) -> None:
    part(page, "3. Samarbejdsmodellen")
    choose(page, "Hvorfor slutter forløbet?", "Afsluttet som planlagt")
    choose(page, "Hvor bor den unge?", "Egen bolig")
    pick(page, "Er den unge i uddannelse?", "Nej")
    choose(page, "Beskæftigelse", "Deltidsjob")
    press(page, "Afslut forløbet")
    expect_refusal(page, "Svar ja eller nej.")
    pick(page, "Har den unge været med til at beslutte det?", "Ja")
    pick(page, "Har teamet været med til at beslutte det?", "Ja")
    press(page, "Afslut forløbet")
    expect_said(page, "Forløbet er afsluttet.")


def _case_address(page: Page) -> str:
    return page.url.split("?")[1].split("&")[0]


def test_one_young_person_goes_from_referral_to_closure(
    server: Callable[..., object], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_municipality)

    def as_(username: str, path: str) -> Page:
        page = new_browser(1280, 1100).new_page()
        sign_in(page, running.url, username, PASSWORD, path=path)
        settled(page)
        return page

    _refer(as_("henny", "/referral"))

    karla = as_("karla", "/referral")
    _take_up(karla)
    _assess(karla)

    lise = as_("lise", "/status")
    case = _case_address(karla)
    lise.goto(f"{running.url}/assessment?{case}")
    settled(lise)
    _decide(lise)
    _give_coordinator(lise)

    karla.goto(f"{running.url}/network_meeting?{case}")
    settled(karla)
    _plan_a_meeting(karla)
    expect_refusal(karla, "samtykke")
    _get_consent(karla)
    _plan_a_meeting(karla)
    expect_said(karla, "Mødet er gemt.")
    _hold_the_meeting(karla)
    _agree(karla)

    karla.goto(f"{running.url}/support_phase?{case}")
    settled(karla)
    _start_support(karla)

    ib = as_("ib", f"/support_phase?{case}")
    _record_a_contact(ib)
    ib.goto(f"{running.url}/closure?{case}")
    settled(ib)
    _close_support(ib)

    karla.goto(f"{running.url}/closure?{case}")
    settled(karla)
    _close_case(karla)

    sten = as_("sten", f"/young_person?{case}")
    expect(sten.get_by_text(NAME)).to_have_count(0)
    ada = as_("ada", f"/young_person?{case}")
    expect(ada.get_by_text(NAME)).to_have_count(0)
    karla.goto(f"{running.url}/young_person?{case}")
    expect(karla.get_by_text("Afslutning af Samarbejdsmodellen: færdig")).to_be_visible()
