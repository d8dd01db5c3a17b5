"""The screens around a network meeting for who uses keys or a screen reader."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from db import demo
from db.clock import today
from tests.browser.axe import violations
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, settled, until_true
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD
from tests.factories_screen import UnderWay, put_goal_from_before, put_under_way

pytestmark = pytest.mark.browser
SCREENS = (
    "/network_meeting?case=1007&part=consent",
    "/network_meeting?case=1007&part=network",
    "/network_meeting?case=1007&part=meetings",
    "/network_meeting?case=1007&part=plan",
    "/network_meeting?case=1007&part=documents",
    "/network_map?case=1007",
    "/network_map?case=1007&part=interventions",
    "/about_me?case=1007",
    "/tasks",
    "/contacts",
    "/caseload",
    "/volunteers",
    "/case_reviews",
    "/case_reviews?view=cross&period=whole",
)
FOCUS_SHOWN = """(() => {
  const accent = 'rgb(31, 95, 107)', field = [document.activeElement];
  while (field.length < 4) field.push(field.at(-1).parentElement);
  return field.map(each => getComputedStyle(each)).some(s => s.outlineStyle !== 'none'
    || s.boxShadow !== 'none' || s.borderTopColor === accent || s.backgroundColor === accent);
})()"""
"""Whether what has the focus, or the frame of its field, shows it."""
FURTHEST = 150
"""More presses of Tab than this and nobody would find it."""


def test_axe_finds_nothing_serious_on_any_screen_around_a_meeting(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(lambda: demo.fill(on=today()))
    page = new_browser().new_page()
    sign_in(page, running.url, "projektleder", demo.PASSWORD)
    for path in SCREENS:
        page.goto(running.url + path)
        settled(page)
        assert violations(page) == [], path


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


def _type_day(page: Page, day: date) -> None:
    """Into the date field, which goes on to its next part by itself."""
    _to(page, "day, Dato")
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Tab")
    settled(page)


def test_a_meeting_is_prepared_with_keys_alone(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    page = _opened(server, new_browser, "part=meetings")
    _press(page, "Planlæg et møde")
    _type_day(page, today() + timedelta(days=14))
    _type(page, "Formål", "Finde et sted at bo.")
    _press(page, "Gem mødet")
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
