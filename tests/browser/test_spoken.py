"""Streamlit's English is said in the reader's language, and nothing else is: the hard cases.

One server; a tab for each who opens something of it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from core.codes import Step
from core.words import phrase
from db import demo
from db.clock import today
from db.engine import transaction
from db.models import AccountRow, CaseRow, NetworkPersonRow
from pages.shared.spoken import WORDS
from tests.browser.conftest import Servers
from tests.browser.fields import pick, press, settled, write, write_day
from tests.browser.steps import sign_in
from tests.browser.tongue import foreign
from tests.browser.walking import Tabs

pytestmark = pytest.mark.browser
TYPED = ("Help", "Open", "Empty", "Dismiss", "No results", "progress")
"""Words of Streamlit's that a person may write as well."""
A_DAY, THE_DAY = "05.03.2026", "5. marts 2026"
TOLD_LATER, TOLD_NOW = 130, 90
"""Seconds that are left: the browser asks again in ten, and then warns."""
STILL = """async () => {
  let moved = 0;
  const before = window.ungesporSpoken.passes;
  const looks = new MutationObserver(records => { moved += records.length; });
  looks.observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
  await new Promise(done => setTimeout(done, 1500));
  looks.disconnect();
  return [moved, window.ungesporSpoken.passes - before];
}"""
"""How much moves on a page at rest, and how often the script has worked meanwhile."""
DESCRIBED = """field => [...field.closest("[role=group]").querySelectorAll("[role=spinbutton]")]
  .flatMap(part => (part.getAttribute("aria-describedby") ?? "").split(" "))
  .map(id => document.getElementById(id)?.textContent ?? "").join(" ")"""
OURS = """async said => {
  const all = document.createElement("section"), form = said.map(([at, words]) => {
    const one = document.createElement("p");
    if (at === "text") one.textContent = words; else one.setAttribute(at, words);
    all.append(one);
    return () => at === "text" ? one.textContent : one.getAttribute(at);
  });
  document.querySelector("[data-testid=stMain] [data-testid=stMarkdownContainer]").append(all);
  await new Promise(done => setTimeout(done, 200));
  const now = form.map(told => told());
  all.remove();
  return now;
}"""
"""What becomes of these words where they are a person's own."""
SHOWN = """said => {
  const dialog = document.createElement("div"), head = document.createElement("h2");
  dialog.setAttribute("role", "dialog");
  head.textContent = "Connection error";
  dialog.append(head, document.createElement("div"));
  dialog.lastChild.textContent = said;
  document.body.append(dialog);
}"""


def said(name: str, **facts: object) -> str:
    """The Danish words."""
    return phrase("da", f"built_in.{name}", **facts)


@pytest.fixture(scope="module")
def number() -> list[int]:
    return []


@pytest.fixture(scope="module")
def tabs(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, number: list[int]
) -> Iterator[Tabs]:
    servers = Servers(tmp_path_factory.mktemp("spoken"))
    tabs = Tabs(servers.start(lambda: number.append(_filled())), chromium)
    yield tabs
    tabs.close()
    servers.stop()


def _filled() -> int:
    """The demo; the people around one young person are called what Streamlit says. Their case."""
    demo.fill(on=today())
    many = (
        select(NetworkPersonRow.case_id)
        .join(CaseRow, CaseRow.id == NetworkPersonRow.case_id)
        .join(AccountRow, AccountRow.staff_id == CaseRow.coordinator_id)
        .where(AccountRow.username == "merete", CaseRow.step == Step.SUPPORT)
        .group_by(NetworkPersonRow.case_id)
        .having(func.count() >= len(TYPED))
        .limit(1)
    )
    with transaction() as session:
        case = session.get_one(CaseRow, session.scalars(many).one())
        around = select(NetworkPersonRow).where(NetworkPersonRow.case_id == case.id)
        for row, name in zip(session.scalars(around), TYPED, strict=False):
            row.name, row.relation = name, name
        return case.number


@pytest.mark.parametrize("name", TYPED)
def test_what_a_person_wrote_stays_though_streamlit_says_the_same(
    tabs: Tabs, number: list[int], name: str
):
    page = tabs.at("merete", f"/network_map?case={number[0]}")
    page.locator("details:not([open]) > summary", has_text="Se kortet som tabel").click()
    expect(page.get_by_role("cell", name=name, exact=True).first).to_be_visible()
    choice = page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True)
    expect(choice.first).to_be_visible()
    write(page, "Navn på en ny person", name)
    expect(page.get_by_label("Navn på en ny person", exact=True)).to_have_value(name)


def test_no_word_is_replaced_outside_of_the_control_that_streamlit_says_it_at(tabs: Tabs):
    page = tabs.at("projektleder", "/status")
    told = [each.theirs.format_map(_Anything()) for each in WORDS]
    assert page.evaluate(OURS, [*zip([each.at for each in WORDS], told, strict=True)]) == told


class _Anything(dict[str, str]):
    """Any fact is one that could stand there."""

    def __missing__(self, fact: str) -> str:
        return "May" if fact in {"date", "month"} else "7"


def test_a_list_is_said_when_opened_when_nothing_fits_and_when_opened_again(tabs: Tabs):
    page = tabs.at("projektleder", "/case_reviews?view=cross")
    field = page.get_by_role("combobox").first
    for _ in range(2):
        field.click()
        expect(page.get_by_role("option").first).to_be_visible()
        assert page.get_by_role("option").count() > 1
        expect(page.get_by_role("button", name=said("dismiss")).first).to_be_attached()
        page.keyboard.type("zzqq")
        expect(page.get_by_role("option")).to_have_text(said("no_results"))
        expect(page.locator("[data-live-announcer]")).to_contain_text("muligheder.")
        page.keyboard.press("Escape")
        settled(page)
    expect(page.get_by_test_id("stSelectbox").first.get_by_role("button")).to_have_accessible_name(
        re.compile(said("open"))
    )


def test_a_date_and_its_calendar_are_said_when_typed_turned_and_emptied(tabs: Tabs):
    page = tabs.at("projektleder", "/housing")
    block = page.get_by_test_id("stDateInput").first
    label = str(block.get_by_test_id("stWidgetLabel").inner_text())
    write_day(page, label, A_DAY)
    month = block.get_by_role("spinbutton", name=said("month", what=label))
    expect(month).to_have_attribute(
        "aria-valuetext", said("month_said", number="03", month="marts")
    )
    assert said("date", date=THE_DAY) in month.evaluate(DESCRIBED)

    block.get_by_role("button", name=said("choose_date"), exact=True).click()
    calendar = page.get_by_role("dialog", name=said("choose_date"))
    for turned in ("april", "maj"):
        calendar.get_by_role("button", name=said("next_month")).click()
        grid = page.get_by_role("grid", name=said("choose_date_in", date=f"{turned} 2026"))
        expect(grid).to_be_visible()
    expect(calendar).to_have_accessible_description(said("calendar_told"))
    page.keyboard.press("Escape")

    year = block.get_by_role("spinbutton", name=said("year", what=label))
    year.click()
    for _ in range(len("2026")):
        page.keyboard.press("Backspace")
    expect(year).to_have_text(said("years"))
    expect(year).to_have_attribute("aria-valuetext", said("empty"))
    page.keyboard.type("2026")
    expect(year).to_have_text("2026")


def test_a_danish_page_is_danish_in_an_english_browser_too(tabs: Tabs):
    context = tabs.chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, tabs.running.url, "merete", demo.PASSWORD, path="/housing")
    settled(page)
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    grid = page.get_by_role("grid", name=re.compile("^Vælg dato, "))
    expect(grid).to_be_visible()
    day = str(grid.get_by_role("button").first.get_attribute("aria-label"))
    assert re.search("mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag", day), day
    assert foreign(page) == []
    context.close()


def _spoken(page: Page, language: str) -> None:
    """The page says all of it in that language."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_test_id("stSkipToContent")).to_have_text(phrase(language, "built_in.skip"))
    for test_id, key in (("stSidebar", "sidebar"), ("stSidebarNav", "pages")):
        expect(page.get_by_test_id(test_id)).to_have_attribute(
            "aria-label", phrase(language, f"built_in.{key}")
        )


def test_another_language_is_spoken_at_once_and_streamlits_own_given_back(tabs: Tabs):
    page = tabs.at("styregruppe", "/my_account")
    _spoken(page, "da")
    pick(page, phrase("da", "language_form.language"), "English")
    press(page, phrase("da", "language_form.save"))
    _spoken(page, "en")
    expect(page.get_by_role("button", name="Show password").first).to_be_visible()
    pick(page, phrase("en", "language_form.language"), "Dansk")
    press(page, phrase("en", "language_form.save"))
    _spoken(page, "da")
    expect(page.get_by_role("button", name=said("show_password")).first).to_be_visible()


def test_the_warning_before_a_session_ends_is_in_the_language_that_was_chosen_since(tabs: Tabs):
    page = tabs.at("lotte", "/my_account")
    left = [TOLD_LATER]
    page.route(
        "**/session/left", lambda route: route.fulfill(json={"left": left[0], "whole": False})
    )
    page.reload()
    settled(page)
    pick(page, phrase("da", "language_form.language"), "English")
    press(page, phrase("da", "language_form.save"))
    left[0] = TOLD_NOW
    expect(page.get_by_role("alertdialog", name=phrase("en", "idle.title"))).to_be_visible()
    page.unroute("**/session/left")


@pytest.mark.parametrize(
    "told",
    [
        "Streamlit server is not responding. Are you connected to the internet?",
        "Connection timed out",
        "Connection failed with status 502",
    ],
)
def test_a_server_that_is_gone_is_said_so_whatever_streamlit_makes_of_it(tabs: Tabs, told: str):
    page = tabs.at("styregruppe", "/implementation")
    page.evaluate(SHOWN, told)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=said("connection"), exact=True)).to_be_visible()
    expect(dialog.get_by_text(said("connection_told"), exact=True)).to_be_visible()
    dialog.evaluate("one => one.remove()")


def test_before_anybody_is_signed_in_the_words_are_there(tabs: Tabs):
    page = tabs.chromium.new_context(locale="da-DK").new_page()
    page.goto(tabs.running.url)
    settled(page)
    expect(page.get_by_role("button", name=said("show_password"))).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text(said("skip"))
    page.context.close()


CHARTS_COME_LATE = 10
"""Looks at a page until all of it is drawn; one that answers itself is never at rest."""


@pytest.mark.parametrize("address", ["/results", "/status", "/housing"])
def test_a_page_at_rest_is_left_at_rest(tabs: Tabs, address: str):
    page = tabs.at("projektleder", address)
    assert page.evaluate("window.ungesporSpoken.changed") > 0
    seen = [page.evaluate(STILL)]
    while seen[-1] != [0, 0] and len(seen) < CHARTS_COME_LATE:
        seen.append(page.evaluate(STILL))
    assert seen[-1] == [0, 0], seen
