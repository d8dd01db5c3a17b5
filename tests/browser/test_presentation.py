"""The presentation on a projector: turned by keys, read from the back, nothing clipped."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from core.codes import Role, Step
from core.releases import half_year
from db.clock import today
from db.models import SettingRow, new_id
from tests.browser.fields import settled
from tests.browser.steps import sign_in
from tests.factories import put, put_case
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser

AT_FIVE_METRES = 40
"""Pixels of 1,080: what is read at five metres on a screen two metres wide is 3.5 cm high."""


def _municipality() -> None:
    put_account_with_password(Role.STEERING_GROUP, username="sten", name="Sten Styr")
    put(SettingRow(id=new_id(), name="municipality", value="Svanevig Kommune", valid_from=today()))
    first = half_year(half_year(today()).from_date - timedelta(days=1)).from_date
    for place in range(9):
        put_case(
            f"Vilma {place}",
            step=Step.COLLABORATION,
            combination="SM",
            referral_date=first,
            start_date=first + timedelta(days=9),
        )


def _open(page: Page, url: str) -> None:
    """Sign in where there is a sidebar to see it by, then go to the screens, which have none."""
    sign_in(page, url, "sten", PASSWORD, path="/steering_group")
    page.goto(url + "/presentation")
    settled(page)


def _figure(page: Page) -> str:
    return page.locator(".ungespor-screen .figure").inner_text()


def _turn(page: Page, key: str, place: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(".ungespor-place")).to_have_text(place)
    settled(page)


def test_the_steering_group_turns_the_figures_by_keys(server, new_browser):
    one = server(_municipality)
    page = new_browser(1920, 1080).new_page()
    _open(page, one.url)
    place = page.locator(".ungespor-place")
    expect(place).to_contain_text("1 af ")
    every = place.inner_text().split()[-1]
    assert _figure(page) == "9"
    expect(page.get_by_text("Svanevig Kommune · ")).to_be_visible()
    for key, number in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        _turn(page, key, f"{number} af {every}")
    _turn(page, "ArrowRight", f"2 af {every}")
    assert "screen=2" in page.url
    page.reload()
    settled(page)
    expect(place).to_have_text(f"2 af {every}")
    settled(page)
    _turn(page, "End", f"{every} af {every}")
    expect(page.get_by_text("Ikke vist")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Styregruppe", level=1)).to_be_visible()


def test_a_figure_is_alone_large_and_whole_on_the_screen(server, new_browser):
    one = server(_municipality)
    page = new_browser(1920, 1080).new_page()
    _open(page, one.url)
    expect(page.locator(".ungespor-screen")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    for part in (".figure", ".says", ".whose"):
        box = page.locator(f".ungespor-screen {part}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1920
    height = page.locator(".ungespor-screen .figure").bounding_box()
    assert height is not None
    assert height["height"] >= 4 * AT_FIVE_METRES
    says = page.locator(".ungespor-screen .says").evaluate(
        "node => getComputedStyle(node).fontSize"
    )
    assert float(says.removesuffix("px")) >= AT_FIVE_METRES
    last = page.get_by_role("button", name="Luk").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 1080, "everything is on one screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920


def test_the_steering_group_takes_the_figures_away_and_opens_the_presentation(server, new_browser):
    one = server(_municipality)
    page = new_browser(1280, 900).new_page()
    sign_in(page, one.url, "sten", PASSWORD, path="/steering_group")
    for label, ending, first in (
        ("PDF til udskrift", "pdf", b"%PDF"),
        ("Excel med alle tal", "xlsx", b"PK"),
        ("PowerPoint til møder", "pptx", b"PK"),
    ):
        button = page.get_by_role("button", name=label)
        button.scroll_into_view_if_needed()
        with page.expect_download() as download:
            button.click()
        name = download.value.suggested_filename
        assert name.startswith("ungespor-styregruppe-")
        assert name.endswith(f"-halvaar.{ending}")
        assert download.value.path().read_bytes().startswith(first)
    page.get_by_role("link", name="Vis som præsentation").click()
    expect(page.locator(".ungespor-place")).to_contain_text("1 af ")
    assert "from=" in page.url


def test_on_a_telephone_the_figure_and_all_its_buttons_are_in_sight(server, new_browser):
    one = server(_municipality)
    page = new_browser(390, 844).new_page()
    _open(page, one.url)
    for name in ("Forrige", "Næste", "Luk"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844
        assert box["x"] + box["width"] <= 390
    tops = {
        page.get_by_role("button", name=name).bounding_box()["y"]
        for name in ("Forrige", "Næste", "Luk")
    }
    assert len(tops) == 1
