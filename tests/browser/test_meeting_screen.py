"""The meeting on a large screen, in a real browser: shown alone, by keys, through a dead server."""

import pytest
from playwright.sync_api import Page, expect

from db.clock import today
from db.engine import close_store, open_store
from tests.browser.axe import violations
from tests.browser.fields import pick, press, settled
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD
from tests.factories_screen import UnderWay, put_goal_from_before, put_under_way

pytestmark = pytest.mark.browser

BODY = 28
"""Pixels of 1,080 that the smallest letter measures at the least."""
AT_FIVE_METRES = 40
"""Pixels of 1,080 of what the whole room follows: the point, the floor, the goal."""


def _fill(made: list[UnderWay]):
    def fill():
        here = put_under_way()
        put_goal_from_before(here, life_domain="education_employment")
        made.append(here)

    return fill


def _path(here: UnderWay) -> str:
    return f"/network_meeting?case={here.number}&part=meetings&meeting={here.meeting_id}"


def _on_screen(page: Page, url: str, here: UnderWay) -> None:
    sign_in(page, url, "karla", PASSWORD, path=_path(here))
    settled(page)
    press(page, "Vis på storskærm")
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()


def _type(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label, exact=True).click()
    page.keyboard.type(text)


def _agree(page: Page, what: str) -> None:
    _type(page, "Hvad skal der ske?", what)
    page.keyboard.press("Tab")
    settled(page)
    pick(page, "Hvem gør det?", "Molly")
    press(page, "Om 14 dage")


def _current(page: Page) -> str:
    return page.locator(".agenda [aria-current=step]").inner_text()


def _begin_the_meeting(page: Page) -> None:
    press(page, "Det er gjort")
    for key in ("PageDown", "PageDown", "F8", "F8"):
        page.keyboard.press(key)
        settled(page)


def _set_the_goal(page: Page) -> None:
    press(page, "Mål og aftaler")
    press(page, "Nyt mål")
    _type(page, "Hvad vil du gerne? Skriv det, som du siger det.", "Jeg vil ha min egen dør!")
    _type(page, "Målet, kort (kan undværes)", "Egen bolig")
    page.keyboard.press("Tab")
    settled(page)
    pick(page, "Hvad handler det om?", "Bolig")
    press(page, "Gem målet")
    _agree(page, "Skrive op til en ungdomsbolig")
    press(page, "Gem aftalen")
    expect(page.get_by_text("Molly · senest")).to_be_visible()


def test_a_meeting_survives_its_server_and_loses_at_most_the_field_being_typed(server, new_browser):
    made: list[UnderWay] = []
    first = server(_fill(made))
    (here,) = made
    browser = new_browser(1920, 1080)
    page = browser.new_page()
    _on_screen(page, first.url, here)
    _begin_the_meeting(page)
    _set_the_goal(page)
    goal = page.get_by_test_id("stVerticalBlock").filter(has_text="Egen bolig").last
    goal.get_by_role("button", name="Ny aftale").last.click()
    settled(page)
    _agree(page, "Spørge om lov til at se lejligheden")
    _type(page, "Eller skriv, hvem der følger op", "halv")
    first.process.kill()
    first.process.wait()

    second = server(again=first)
    page.goto(second.url)
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
    settled(page)
    assert _current(page) == "Bolig"

    page = new_browser(1920, 1080).new_page()
    _on_screen(page, second.url, here)
    assert _current(page) == "Bolig"
    expect(page.get_by_text("Molly har ordet")).to_be_visible()
    expect(page.get_by_text("„Jeg vil ha min egen dør!“")).to_be_visible()
    expect(page.get_by_text("Skrive op til en ungdomsbolig")).to_be_visible()
    expect(page.get_by_text("Kladde fra kl.")).to_be_visible()
    what = page.get_by_role("textbox", name="Hvad skal der ske?", exact=True)
    expect(what).to_have_value("Spørge om lov til at se lejligheden")
    press(page, "Gem aftalen")
    expect(page.get_by_text("Molly · senest")).to_have_count(2)
    _leave(page)
    second.stop()
    _look_into_the_store(second.store_url, here)


def _leave(page: Page) -> None:
    press(page, "Afslut på skærmen")
    page.get_by_label("Adgangskode", exact=True).fill("forkert")
    press(page, "Afslut")
    expect(page.get_by_text("Adgangskoden passer ikke.")).to_be_visible()
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    press(page, "Afslut")
    expect(page.get_by_role("heading", name="Netværksmøde", level=1)).to_be_visible()
    expect(page.get_by_text("Vilma Vildspor").first).to_be_visible()
    assert "do=hold" in page.url


def _look_into_the_store(store_url: str, here: UnderWay) -> None:
    open_store(store_url)
    goals = {goal.text: goal for goal in here.goals}
    close_store()
    (before,) = goals["Blive på FGU til sommer"].agreements
    assert (before.status, before.done_date) == ("done", today())
    agreed = goals["Egen bolig"].agreements
    assert sorted(each.text for each in agreed) == [
        "Skrive op til en ungdomsbolig",
        "Spørge om lov til at se lejligheden",
    ]
    assert {each.meeting_id for each in agreed} == {here.meeting_id}
    assert {each.responsible for each in agreed} == {"Molly Mor"}


def test_no_address_no_tab_and_no_reload_shows_anything_else_while_the_screen_is_on(
    server, new_browser
):
    made: list[UnderWay] = []
    running = server(_fill(made))
    (here,) = made
    browser = new_browser()
    desk = browser.new_page()
    sign_in(desk, running.url, "karla", PASSWORD, path=f"/young_person?case={here.number}")
    page = browser.new_page()
    page.goto(running.url + _path(here))
    settled(page)
    press(page, "Vis på storskærm")
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Vilma · dit møde")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
    for path in ("/", "/young_people", f"/meeting_screen?case={here.number + 1}&meeting=x"):
        page.goto(running.url + path)
        expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).to_have_count(0)
        expect(page.get_by_text("Vildspor")).to_have_count(0)
        assert f"meeting={here.meeting_id}" in page.url
    page.go_back()
    expect(page.get_by_text("Vilma · dit møde")).to_be_visible()
    other = new_browser().new_page()
    sign_in(other, running.url, "karla", PASSWORD, path=f"/young_person?case={here.number}")
    expect(other.get_by_text("Vilma Vildspor").first).to_be_visible()


def _letters(page: Page) -> list[tuple[str, float]]:
    """Every piece of text that can be seen, with the size of its letters in pixels: of those that
    style puts in their place, where it does."""
    return page.evaluate(
        """() => {
          const found = [];
          const size = (node, part) => parseFloat(getComputedStyle(node, part).fontSize);
          const replaced = node => getComputedStyle(node, '::after').content.startsWith('"');
          const shown = node => size(node, !size(node) && replaced(node) ? '::after' : undefined);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, inside = node.parentElement;
            if (!node.data.trim() || ['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(inside.tagName))
              continue;
            const box = inside.getBoundingClientRect();
            if (box.width > 2 && box.height > 2 && inside.checkVisibility())
              found.push([node.data.trim(), shown(inside)]);
          }
          for (const field of document.querySelectorAll('input, textarea'))
            if (field.checkVisibility())
              found.push(['field', size(field)]);
          return found;
        }"""
    )


def _size(page: Page, selector: str) -> float:
    return page.locator(selector).first.evaluate("n => parseFloat(getComputedStyle(n).fontSize)")


def test_everything_on_the_screen_is_large_and_what_the_room_follows_is_larger(server, new_browser):
    made: list[UnderWay] = []
    running = server(_fill(made))
    (here,) = made
    page = new_browser(1920, 1080).new_page()
    _on_screen(page, running.url, here)
    page.keyboard.press("PageDown")
    settled(page)
    for view in ("Fra sidst", "Hvem er her?", "Mål og aftaler", "Ny aftale", "Nyt mål"):
        press(page, view)
        small = [(text, size) for text, size in _letters(page) if size < BODY]
        assert small == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    for selector in (".agenda .now", ".floor", "h2"):
        assert _size(page, selector) >= AT_FIVE_METRES, selector


SIZES = ((1920, 1080), (1024, 768), (768, 1024), (390, 844))


def test_the_screen_has_no_serious_barrier_and_nothing_is_cut_off_on_a_tablet_or_a_phone(
    server, new_browser
):
    made: list[UnderWay] = []
    running = server(_fill(made))
    (here,) = made
    page = new_browser().new_page()
    _on_screen(page, running.url, here)
    for view in ("Fra sidst", "Hvem er her?", "Mål og aftaler", "Nyt mål", "Afslut på skærmen"):
        press(page, view)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            assert violations(page) == [], (view, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)


def _focused(page: Page) -> str:
    return page.evaluate(
        "() => { const at = document.activeElement;"
        " return at.getAttribute('aria-label') || at.innerText || at.tagName; }"
    )


def _tab_to(page: Page, name: str, *, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if _focused(page).strip() == name:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", name
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_goal_and_an_agreement_are_written_and_the_screen_left_by_the_keyboard_alone(
    server, new_browser
):
    made: list[UnderWay] = []
    running = server(_fill(made))
    (here,) = made
    page = new_browser(1280, 900).new_page()
    _on_screen(page, running.url, here)
    page.keyboard.press("PageDown")
    settled(page)
    assert _current(page) == "Hvordan har du det?"
    for name in ("Mål og aftaler", "Nyt mål"):
        _tab_to(page, name)
        page.keyboard.press("Enter")
        settled(page)
    _tab_to(page, "Hvad vil du gerne? Skriv det, som du siger det.")
    page.keyboard.type("Jeg vil ha fred")
    page.keyboard.press("Tab")
    settled(page)
    _tab_to(page, "Bolig")
    page.keyboard.press("Space")
    settled(page)
    _tab_to(page, "Gem målet")
    page.keyboard.press("Enter")
    settled(page)
    _tab_to(page, "Hvad skal der ske?")
    page.keyboard.type("Finde ro")
    page.keyboard.press("Tab")
    settled(page)
    for name in ("Vilma", "Molly", "Børne- og ungerådgiver", "Jens", "Karla"):
        assert _focused(page).strip() == name
        if name != "Karla":
            page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settled(page)
    _tab_to(page, "Om 1 uge")
    page.keyboard.press("Enter")
    settled(page)
    _tab_to(page, "Gem aftalen")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("Karla · senest")).to_be_visible()
    _tab_to(page, "Afslut på skærmen")
    page.keyboard.press("Enter")
    settled(page)
    _tab_to(page, "Adgangskode")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    settled(page)
    _tab_to(page, "Afslut")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Netværksmøde", level=1)).to_be_visible()
