"""Every page and part, for who listens to it, enlarges it or holds a telephone: WCAG 2.2 A and AA.

In Danish nothing of it is English.

One server and one browser; from page to page inside one tab for each who opens them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import func, select

from benchmarks.shown import Shown, every
from core.codes import Role, Step
from db import demo
from db.clock import today
from db.engine import reading, transaction
from db.models import CaseRow, ContactRow, SessionRow
from db.queries.session_limits import token_hash
from tests.browser.axe import (
    EXCUSED,
    MAIN,
    Excused,
    amiss,
    islands,
    rolling,
    too_wide,
    unread,
    violations,
)
from tests.browser.conftest import Servers
from tests.browser.tongue import Listed, english_in, foreign, gone
from tests.browser.walking import DESK, Tabs
from tests.factories_screen import put_under_way

pytestmark = pytest.mark.browser
ENLARGED, PHONE = (640, 450), (390, 844)
"""Half of 1280 pixels is what is left of them at 200 % zoom."""
WHO = {Role.PROJECT_LEAD: "projektleder", Role.ADMINISTRATOR: "administrator"}
SCREEN = "screen"
ON_A_PHONE = ("status", "young_person: overview", "contacts", "dialogue: simple", "notices")
"""Where other things stand in sight than on a desk."""
IN_THE_DARK = (
    *("status", "young_people", "young_person: development", "dialogue: simple"),
    *("dialogue: whole", "referral", "assessment: assessing", "network_meeting: consent"),
    *("network_meeting: documents", "network_map: a case", "meeting_screen: a case"),
    *("support_phase: support", "contacts", "closure: support", "caseload", "results"),
    *("results: development", "forecast", "costs", "presentation", "fidelity: practice"),
    *("implementation", "data", "my_account", "case_reviews: cross", "retention", "help"),
)
"""Between them they hold each kind of thing that pages draw; all of them would cost 40 seconds."""


_WRONG = """() => document.querySelector("h1").insertAdjacentHTML("afterend",
  `<p style="color: #4a595d">Grey on nearly black</p>
   <p style="background: #f2f5f5; color: #1d2b2e; height: 5rem">A card that stayed light</p>`)"""
"""A colour of the light theme in the dark, and a light ground: what each of the two looks finds."""


@dataclass
class Walk:
    """The tabs of a demo store, and what its addresses name."""

    tabs: Tabs
    dark: Tabs
    facts: dict[str, int]
    screen: dict[str, str]

    def open(self, shown: Shown, *, dark: bool = False) -> Page:
        """The page at that address, at rest; `dark` as who has set their device so sees it."""
        tabs = self.dark if dark else self.tabs
        facts = self.facts | (self.screen if shown.screen else {})
        address = f"/{shown.page}?{shown.query.format(**facts)}"
        if shown.screen:
            return tabs.at(SCREEN, address, self._put_on_screen)
        return tabs.at(WHO[shown.role], address)

    def _put_on_screen(self, page: Page, cookie: str, address: str) -> None:
        url = self.tabs.running.url
        page.context.add_cookies([{"name": "ungespor", "value": cookie, "url": url}])
        page.goto(url + address)
        page.get_by_text("Vilma · dit møde").wait_for()


@pytest.fixture(scope="module")
def walk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    servers = Servers(tmp_path_factory.mktemp("walk"))
    facts: dict[str, int] = {}
    screen: dict[str, str] = {}
    running = servers.start(lambda: _fill(facts, screen))
    tabs, dark = Tabs(running, chromium), Tabs(running, chromium, scheme="dark")
    yield Walk(tabs, dark, facts, screen)
    tabs.close()
    dark.close()
    servers.stop()


def _fill(facts: dict[str, int], screen: dict[str, str]) -> None:
    """The demo, with a meeting on a large screen; what the addresses name is told."""
    demo.fill(on=today())
    facts["case"] = _number(Step.SUPPORT)
    facts["waiting"] = _number(Step.REFERRED)
    facts["assessing"] = _number(Step.ASSESSMENT)
    here = put_under_way()
    screen.update(here.address)
    shown = here.present()
    with transaction() as session:
        session.get_one(SessionRow, shown).cookie_hash = token_hash(SCREEN)


def _number(step: Step) -> int:
    """The case at that step with most contacts."""
    query = (
        select(CaseRow.number)
        .outerjoin(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(CaseRow.step == step)
        .group_by(CaseRow.number)
        .order_by(func.count(ContactRow.id).desc(), CaseRow.number)
    )
    with reading() as session:
        return int(session.scalars(query.limit(1)).one())


@contextmanager
def _window(page: Page, size: tuple[int, int]) -> Iterator[Page]:
    """The page in a window of that size; after that the window is a desk's again."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    yield page
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def _past_the_edge(page: Page) -> list[str]:
    """What is too wide when all has had time to shrink: charts are drawn anew a little later."""
    for _ in range(20):
        page.wait_for_timeout(100)
        if not (found := too_wide(page)):
            break
    return found


@pytest.mark.parametrize("shown", every(), ids=lambda shown: shown.name)
def test_every_page_can_be_read_aloud_and_enlarged_to_twice_its_size(walk: Walk, shown: Shown):
    page = walk.open(shown)
    assert violations(page, within=MAIN) == []
    assert amiss(page) == []
    assert foreign(page) == []
    assert gone(page, shown.name) == []
    with _window(page, ENLARGED):
        assert _past_the_edge(page) == []


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_a_page_can_be_read_in_the_dark_and_has_no_light_island(walk: Walk, name: str):
    page = walk.open(_named(name), dark=True)
    assert unread(page) == []
    assert islands(page) == []


def test_what_can_not_be_read_and_what_is_light_are_found_in_the_dark(walk: Walk):
    page = walk.open(_named("status"), dark=True)
    page.evaluate(_WRONG)
    assert len(unread(page)) == 1
    assert len(islands(page)) == 1
    page.reload()


@pytest.mark.parametrize("name", ON_A_PHONE)
def test_axe_finds_nothing_on_a_telephone_either(walk: Walk, name: str):
    with _window(walk.open(_named(name)), PHONE) as page:
        assert _past_the_edge(page) == []
        assert violations(page) == []
        assert foreign(page) == []
        assert gone(page, "a telephone") == []


def test_the_way_to_the_menu_has_a_word_on_a_telephone(walk: Walk):
    with _window(walk.open(_named("status")), PHONE) as page:
        way = page.get_by_test_id("stExpandSidebarButton")
        said = way.evaluate("one => getComputedStyle(one, '::after').content")
        assert said == '"Menu"'
        assert way.bounding_box()["width"] > 60


@pytest.mark.parametrize("name", ["network_meeting: consent", "retention"])
def test_a_table_wider_than_a_telephone_shows_that_it_goes_on(walk: Walk, name: str):
    with _window(walk.open(_named(name)), PHONE) as page:
        found = rolling(page)
        assert found
        assert all(found.values()), found


@pytest.mark.parametrize("name", ["status", "accounts"])
def test_around_the_page_all_is_sound_too(walk: Walk, name: str):
    assert violations(walk.open(_named(name))) == []


@pytest.mark.parametrize("excused", EXCUSED, ids=lambda excused: excused.rule)
def test_what_is_excused_is_still_found(walk: Walk, excused: Excused):
    page = walk.open(_named(excused.page))
    others = [each for each in EXCUSED if each is not excused]
    assert violations(page, within=excused.within, excused=others)


@pytest.mark.parametrize(
    "said", ["Save the referral", "Help for The next half year", "Choose an option"]
)
def test_english_is_found_where_it_is_not_listed(walk: Walk, said: str):
    page = walk.open(_named("status"))
    page.evaluate("said => { document.querySelector('h1').title = said; }", said)
    found = foreign(page)
    page.evaluate("document.querySelector('h1').removeAttribute('title')")
    assert found == [said]


@pytest.mark.parametrize("said", ["Far · 1: helt tæt på", "Værelse med eget bad", "Mark Papirsø"])
def test_danish_that_looks_english_is_let_be(said: str):
    assert english_in(said) == frozenset()


def test_a_listed_line_that_is_no_longer_true_is_found(walk: Walk):
    page = walk.open(_named("status"))
    lines = [Listed(said, "", "", "access_log", "") for said in ("Save the …", "Skip to the …")]
    page.evaluate("document.querySelector('h1').title = 'Save the 9'")
    found = gone(page, "access_log", lines)
    page.evaluate("document.querySelector('h1').removeAttribute('title')")
    assert found == ["Skip to the …"]


def _named(name: str) -> Shown:
    return next(shown for shown in every() if shown.name == name)
