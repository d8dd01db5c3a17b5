"""What pages become when somebody does something: opened, unfolded, refused, chosen, cut off.

Each of it can be read aloud (WCAG 2.2 A and AA) and holds no English. One server; a tab for each role.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core.words import phrase
from db import demo
from db.clock import today
from db.demo.bank import sentences
from tests.browser.axe import islands, unread
from tests.browser.conftest import Servers
from tests.browser.fields import press, settled
from tests.browser.sound import expect_sound
from tests.browser.steps import sign_in_by_form
from tests.browser.tongue import english_in
from tests.browser.walking import Tabs

pytestmark = pytest.mark.browser
NOBODY = "nobody"
FOLDED = "[data-testid=stMain] details:not([open]) > summary"
MOST = 12
"""Parts of one page that are unfolded."""


@pytest.fixture(scope="module")
def tabs(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tabs]:
    servers = Servers(tmp_path_factory.mktemp("states"))
    tabs = Tabs(servers.start(lambda: demo.fill(on=today())), chromium)
    yield tabs
    tabs.close()
    servers.stop()


@pytest.fixture(scope="module")
def dark(tabs: Tabs) -> Iterator[Tabs]:
    """The same server, for who has set their device to dark."""
    dark = Tabs(tabs.running, tabs.chromium, scheme="dark")
    yield dark
    dark.close()


def _unfold_all(page: Page) -> None:
    folded = page.locator(FOLDED)
    for _ in range(MOST):
        if folded.count() == 0:
            break
        folded.first.click()
        settled(page)


def _open_first_row(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_test_id("stPageLink-NavLink").first.click()
    page.wait_for_url(re.compile(r"case=\d+"))
    settled(page)


def test_signing_in_and_its_refusal_are_sound(tabs: Tabs):
    def come(page: Page, _: str, address: str) -> None:
        page.goto(tabs.running.url + address)
        expect(page.get_by_label("Brugernavn", exact=True)).to_be_visible()

    page = tabs.at(NOBODY, "/", come)
    expect_sound(page)
    sign_in_by_form(page, tabs.running.url, "lotte", "noget andet")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    settled(page)
    expect_sound(page)


def test_a_refused_form_says_so_at_its_fields_and_is_sound(tabs: Tabs):
    page = tabs.at("lotte", "/referral?new=1")
    press(page, "Send henvisningen")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect_sound(page)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("lotte", "/referral"),
        ("merete", "/status"),
        ("merete", "/knowledge_sharing"),
        ("jonna", "/contacts"),
        ("styregruppe", "/steering_group"),
        ("styregruppe", "/implementation"),
        ("administrator", "/retention"),
        ("projektleder", "/results"),
        ("projektleder", "/forecast"),
    ],
)
def test_with_all_that_is_folded_opened_a_page_is_sound(tabs: Tabs, who: str, address: str):
    page = tabs.at(who, address)
    _unfold_all(page)
    expect_sound(page)


@pytest.mark.parametrize("who", ["merete", "jonna"])
def test_a_row_that_was_opened_is_sound(tabs: Tabs, who: str):
    page = tabs.at(who, "/young_people")
    _open_first_row(page)
    _unfold_all(page)
    expect_sound(page)


def test_no_sentence_that_the_demo_tells_some_day_is_taken_for_english():
    told = [text for texts in sentences().values() for text in texts]
    assert not [text for text in told if english_in(text)]
    assert english_in("Most of the time and much help")


def test_an_account_that_was_opened_is_sound(tabs: Tabs):
    page = tabs.at("administrator", "/accounts")
    page.get_by_role("button", name=re.compile(r"Jonna Drivtømmer")).click()
    expect(page.get_by_label("Navn", exact=True)).to_be_visible()
    settled(page)
    _unfold_all(page)
    expect_sound(page, "an account, opened")


def test_a_list_is_sound_when_it_is_opened_and_when_nothing_in_it_fits(tabs: Tabs):
    page = tabs.at("projektleder", "/case_reviews?view=cross")
    page.get_by_role("combobox").first.click()
    expect(page.get_by_role("option").first).to_be_visible()
    expect_sound(page, "a list, opened")
    page.keyboard.type("zzqq")
    expect(page.get_by_role("listbox")).to_have_attribute("data-empty", "true")
    expect_sound(page, "a list, nothing fits")
    page.keyboard.press("Escape")


def test_a_calendar_is_sound(tabs: Tabs):
    page = tabs.at("projektleder", "/housing")
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect_sound(page, "a calendar, opened")
    page.keyboard.press("Escape")


def test_what_a_question_mark_and_a_figure_tell_is_sound(tabs: Tabs):
    page = tabs.at("projektleder", "/results")
    page.get_by_test_id("stPopover").first.get_by_role("button").first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    expect_sound(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("stTooltipHoverTarget").first.hover()
    expect(page.get_by_test_id("stTooltipContent")).to_be_visible()
    expect_sound(page)
    page.mouse.move(0, 0)


def test_files_that_were_chosen_and_refused_are_sound(tabs: Tabs):
    page = tabs.at("administrator", "/data")
    page.locator("input[type=file]").set_input_files(
        {"name": "unge.csv", "mimeType": "text/csv", "buffer": b"navn;alder\nNora;19\n"}
    )
    expect(page.get_by_text(re.compile(r"^Der er \d+ fejl\."))).to_be_visible()
    settled(page)
    expect_sound(page, "files, chosen")


def test_in_the_dark_lists_and_what_is_unfolded_refused_or_warned_of_can_be_read(dark: Tabs):
    page = dark.at("projektleder", "/case_reviews?view=cross")
    page.get_by_role("combobox").first.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert (unread(page), islands(page)) == ([], [])
    page.keyboard.press("Escape")
    page = dark.at("projektleder", "/results")
    page.get_by_role("button", name=re.compile("Sådan er tallet")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert (unread(page), islands(page)) == ([], [])
    page.keyboard.press("Escape")
    page = dark.at("jonna", "/contacts")
    who = page.get_by_test_id("stButtonGroup").first.locator("button")
    who.first.click()
    settled(page)
    assert (unread(page), islands(page)) == ([], [])
    for address in ("/results", "/notices"):
        page = dark.at("projektleder", address)
        _unfold_all(page)
        assert (unread(page), islands(page)) == ([], [])
    page = dark.at("lotte", "/referral?new=1")
    press(page, "Send henvisningen")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    assert (unread(page), islands(page)) == ([], [])
    page.route("**/session/left", lambda route: route.fulfill(json={"left": 90, "whole": False}))
    page.reload()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    assert (unread(page), islands(page)) == ([], [])
    page.unroute("**/session/left")


def test_the_warning_before_a_session_ends_is_sound(tabs: Tabs):
    page = tabs.at("lotte", "/referral")
    page.route("**/session/left", lambda route: route.fulfill(json={"left": 90, "whole": False}))
    page.reload()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    settled(page)
    expect_sound(page)
    page.unroute("**/session/left")


def test_who_is_cut_off_from_the_server_is_told_in_their_language(tabs: Tabs):
    """The last of this file: the server is stopped."""
    page = tabs.at("styregruppe", "/implementation")
    tabs.running.stop()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading", name=phrase("da", "built_in.connection"))).to_be_visible()
    expect(dialog.get_by_text(phrase("da", "built_in.connection_told"))).to_be_visible()
    expect(page.get_by_text("Is Streamlit still running")).to_have_count(0)
    expect(dialog.get_by_test_id("stErrorCodeBlock")).not_to_be_visible()
    expect_sound(page, "a server that is gone")
