"""Light and dark: the device says which, and our colours never disagree with what Streamlit draws."""

from collections.abc import Callable
from io import BytesIO
from typing import Literal

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from db import demo
from db.clock import today
from tests.browser.axe import islands, unread
from tests.browser.conftest import Server
from tests.browser.fields import settled, until_true
from tests.browser.steps import sign_in
from tests.browser.test_network_map import _people
from tests.factories_accounts import PASSWORD

pytestmark = pytest.mark.browser
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
MAP = "/network_map?case=1001"
DRAWN = "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === '{}'"
"""Whether that is what Streamlit has drawn."""
_OURS = """() => {
  const said = document.querySelector("[data-testid=stMain] [data-testid=stCaptionContainer] p");
  return said && getComputedStyle(said).color;
}"""
QUIET = {"light": "rgb(74, 89, 93)", "dark": "rgb(174, 187, 190)"}
HALF = 128


@pytest.fixture
def opened(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> Callable[[Scheme, str], Page]:
    running = server(_people)

    def open_(scheme: Scheme, address: str) -> Page:
        page = new_browser().new_page()
        page.emulate_media(color_scheme=scheme)
        sign_in(page, running.url, "karen", PASSWORD, path=address)
        settled(page)
        return page

    return open_


def _brightness(drawn: Locator | Page) -> float:
    """How bright it is on the whole, 0 to 255."""
    grey = Image.open(BytesIO(drawn.screenshot())).convert("L").histogram()
    return sum(shade * count for shade, count in enumerate(grey)) / sum(grey)


def _expect_all(page: Page, scheme: Scheme) -> None:
    """Streamlit's ground, our words on it and our picture are of one kind."""
    until_true(page, DRAWN.format(scheme))
    until_true(page, f"({_OURS})() === '{QUIET[scheme]}'")
    bright = _brightness(page.locator(".network-map img.wide"))
    assert (bright > HALF) == (scheme == "light"), bright
    assert unread(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_is_as_the_device_is_set(opened: Callable[[Scheme, str], Page], scheme: Scheme):
    page = opened(scheme, MAP)
    _expect_all(page, scheme)
    assert bool(islands(page)) == (scheme == "light")


def test_a_device_that_is_set_otherwise_while_the_page_is_open_is_followed(
    opened: Callable[[Scheme, str], Page],
):
    page = opened("light", MAP)
    page.emulate_media(color_scheme="dark")
    _expect_all(page, "dark")
    page.emulate_media(color_scheme="light")
    _expect_all(page, "light")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_where_streamlit_is_told_otherwise_than_the_device_ours_goes_with_it(
    opened: Callable[[Scheme, str], Page], scheme: Scheme
):
    """By the address, or by a choice that an older program left in the browser."""
    other: Scheme = "light" if scheme == "dark" else "dark"
    asked = f"{MAP}&embed=true&embed_options={scheme}_theme"
    _expect_all(opened(other, asked), scheme)
    page = opened(other, MAP)
    page.evaluate(f"localStorage.setItem('stActiveTheme-/network_map-v2', '\"{scheme.title()}\"')")
    page.reload()
    _expect_all(page, scheme)


@pytest.mark.parametrize("address", ["/", "/session/link"])
def test_who_is_not_signed_in_is_in_the_dark_too(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext], address: str
):
    running = server()
    page = new_browser().new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(running.url + address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert unread(page) == []
    assert islands(page) == []
    assert _brightness(page) < HALF
    page.emulate_media(color_scheme="light")
    until_true(page, "getComputedStyle(document.body).color !== 'rgb(228, 235, 236)'")
    assert _brightness(page) > HALF


def test_what_is_printed_from_a_dark_page_is_dark_on_white(opened: Callable[[Scheme, str], Page]):
    page = opened("dark", MAP)
    for grounds in (False, True):
        paper = pypdfium2.PdfDocument(page.pdf(print_background=grounds))[0].render(scale=1)
        counted = paper.to_pil().convert("L").histogram()
        assert sum(counted[250:]) > sum(counted) * 0.6
        assert sum(counted[:64]) > 1000


def test_charts_and_our_drawings_are_dark_with_the_page(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
):
    running = server(lambda: demo.fill(on=today()))
    page = new_browser().new_page()
    page.emulate_media(color_scheme="dark")
    address = "/results?section=development"
    sign_in(page, running.url, "projektleder", demo.PASSWORD, path=address)
    settled(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    assert _brightness(chart) < HALF
    fill = "one => getComputedStyle(one.querySelector('.mark-rect path')).fill"
    assert chart.evaluate(fill) in {"rgb(221, 133, 68)", "rgb(125, 137, 141)", "rgb(121, 207, 220)"}
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert _brightness(chart) < HALF
