"""The five stages for who uses keys alone, and hears what was saved."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from core.codes import Step
from core.words import phrase
from db import demo
from db.clock import today
from db.engine import reading
from db.models import AccountRow, CaseRow, SupportCourseRow
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, settled, until_true
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD
from tests.factories_screen import UnderWay, put_goal_from_before, put_under_way

pytestmark = pytest.mark.browser
FOCUS_SHOWN = """(() => {
  const accent = 'rgb(31, 95, 107)', field = [document.activeElement];
  while (field.length < 4) field.push(field.at(-1).parentElement);
  return field.map(each => getComputedStyle(each)).some(s => s.outlineStyle !== 'none'
    || s.boxShadow !== 'none' || s.borderTopColor === accent || s.backgroundColor === accent);
})()"""
"""Whether what has the focus, or the frame of its field, shows it."""
FURTHEST = 150
"""More presses of Tab than this and nobody would find it."""


def _reached(page: Page) -> Iterator[str]:
    """What Tab comes to, press by press, by its words."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        yield page.evaluate(
            "(n => (n.getAttribute('aria-label') || n.innerText || '').trim())"
            "(document.activeElement)"
        )


def _to(page: Page, words: str) -> None:
    """By Tab alone to what says so; what has the focus shows it."""
    if not any(said == words for said in _reached(page)):
        raise AssertionError(f"no key leads to {words}")
    until_true(page, FOCUS_SHOWN)


def _press(page: Page, words: str) -> None:
    _to(page, words)
    page.keyboard.press("Enter")
    settled(page)


def _opened(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext], query: str
) -> Page:
    """Signed in as the coordinator of a meeting of today, with a goal from before; at its page."""
    made: list[UnderWay] = []

    def fill() -> None:
        made.append(put_under_way())
        put_goal_from_before(made[0])

    running = server(fill)
    (here,) = made
    page = new_browser().new_page()
    about = f"case={here.number}&{query.format(meeting=here.meeting_id)}"
    sign_in(page, running.url, "karla", PASSWORD, path=f"/network_meeting?{about}")
    settled(page)
    return page


def test_a_meeting_is_closed_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    page = _opened(server, new_browser, "part=meetings&meeting={meeting}&do=hold")
    _press(page, "Alle på listen var med")
    for _ in range(7):
        _press(page, "Videre")
    _press(page, "Om 8 uger")
    _press(page, "Gem, at mødet er holdt")
    expect_said(page, "Mødet er gemt som holdt.")
    expect(page.get_by_text("Hvordan var mødet?").first).to_be_visible()


def _type(page: Page, label: str, text: str) -> None:
    _to(page, label)
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    settled(page)


def _type_day(page: Page, day: date, label: str = "Dato") -> None:
    """Into the date field, which goes on to its next part by itself."""
    _to(page, phrase("da", "built_in.day", what=label))
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Tab")
    settled(page)


def test_a_meeting_is_prepared_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    page = _opened(server, new_browser, "part=meetings")
    _plan(page)
    _press(page, "Hvor jeg skal bo")
    _press(page, "Gem, og gå videre")
    _press(page, "Gem, og gå videre")
    _type(page, "Begynder", "14.30")
    _press(page, "Gem, og gå videre")
    _type(page, "Hvad ønsker den unge sig af mødet?", "Kage på bordet.")
    _press(page, "Gem, og gå videre")
    _press(page, "Mødet er gennemgået med den unge")
    expect_said(page, "Mødet er forberedt.")


def test_a_plan_is_looked_at_made_and_given_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    page = _opened(server, new_browser, "part=documents")
    _press(page, "Se")
    with page.expect_download() as plan:
        _press(page, "PDF")
    assert plan.value.suggested_filename.endswith(".pdf")
    settled(page)
    _press(page, "Den unge · Vilma Vildspor")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    settled(page)
    expect(page.get_by_role("radio", name="Givet i hånden")).to_be_checked()
    _press(page, "Registrér, at det er givet")
    expect_said(page, "Det er registreret")


def _filled(numbers: dict[str, int]) -> None:
    """The demo; the number of a case at each stage, and one that Jonna supports."""
    demo.fill(on=today())
    jonna = select(AccountRow.staff_id).where(AccountRow.username == "jonna").scalar_subquery()
    hers = SupportCourseRow.worker_id == jonna, SupportCourseRow.end_date.is_(None)
    with reading() as session:
        for step in (Step.ASSESSMENT, Step.COLLABORATION):
            first = select(CaseRow.number).where(CaseRow.step == step).order_by(CaseRow.number)
            numbers[step] = session.scalars(first.limit(1)).one()
        supported = select(CaseRow.number).join(SupportCourseRow).where(*hers)
        oldest = supported.order_by(SupportCourseRow.start_date).limit(1)
        numbers[Step.SUPPORT] = session.scalars(oldest).one()


def _refer(page: Page) -> None:
    _press(page, "Henvis en ung")
    _type(page, "Navn", "Alma Askelund")
    _type_day(page, date(2005, 5, 3), "Fødselsdato")
    _type(page, "Hvorfor henviser du?", "Sover hos venner på skift.")
    _type(page, "Arbejdssted", "Jobcentret")
    _press(page, "Send henvisningen")
    _told(page, "Henvisningen er sendt.")


def _assess(page: Page) -> None:
    _to(page, "Den unges egne ord om bolig")
    page.keyboard.press("Tab")
    until_true(page, FOCUS_SHOWN)
    page.keyboard.press("ArrowDown")
    settled(page)
    _press(page, "Gem livsområderne")
    _told(page, "Livsområderne er gemt.")


def _plan(page: Page) -> None:
    _press(page, "Planlæg et møde")
    _type_day(page, today() + timedelta(days=14))
    _type(page, "Formål", "Finde et sted at bo.")
    _press(page, "Gem mødet")
    _told(page, "Mødet er gemt.")


def _meet(page: Page) -> None:
    _to(page, "Minutter")
    page.keyboard.type("45")
    page.keyboard.press("Shift+Tab")
    until_true(page, FOCUS_SHOWN)
    page.keyboard.press("Space")
    settled(page)
    _press(page, "Gem kontakten")
    _told(page, "Kontakten er gemt.")


def _choose(page: Page, label: str) -> None:
    """The first of the list."""
    _to(page, label)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)


def _end(page: Page) -> None:
    _choose(page, "Hvorfor slutter det?")
    _choose(page, "Hvilken støtte får den unge derefter?")
    _press(page, "Afslut støtteforløbet")
    _told(page, "Støtteforløbet er afsluttet")


def _told(page: Page, sentence: str) -> None:
    """It is said where it is read aloud by itself, wherever the focus went."""
    said = page.get_by_role("status").filter(has_text=sentence)
    expect(said.first).to_be_visible()


STAGES = (
    ("projektleder", "/referral", _refer),
    ("projektleder", "/assessment?case={assessment}", _assess),
    ("projektleder", "/network_meeting?case={collaboration}&part=meetings", _plan),
    ("jonna", "/support_phase?case={support}&part=contacts", _meet),
    ("jonna", "/closure?case={support}&part=support", _end),
)


def test_each_of_the_five_stages_is_gone_through_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    numbers: dict[str, int] = {}
    running = server(lambda: _filled(numbers))
    for username, path, go in STAGES:
        page = new_browser().new_page()
        address = path.format(**numbers)
        sign_in(page, running.url, username, demo.PASSWORD, path=address)
        settled(page)
        _press(page, phrase("da", "built_in.skip"))
        go(page)
        page.close()
