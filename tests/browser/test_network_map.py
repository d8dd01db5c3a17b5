"""The network map on a projector: somebody is moved with the keyboard and the picture follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from core.codes import Role, Step
from core.network import NetworkTold
from db import actions
from db.clock import today
from tests.browser.conftest import Server
from tests.browser.fields import expect_said, settled, write
from tests.browser.steps import sign_in
from tests.factories import person, put_case, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
LEAST_HEIGHT = 300


def _people() -> None:
    put_staff("Karen Kold", staff_id="karen")
    case = put_case(
        "Vilma Vildspor",
        step=Step.COLLABORATION,
        coordinator_id="karen",
        referral_date=today() - timedelta(days=90),
        start_date=today() - timedelta(days=80),
    )
    for name, sphere in (("Molly Mor", "private"), ("Jens Job", "professional")):
        told = NetworkTold(name=name, sphere=sphere, relation="kendt", closeness="3")
        actions.network.add_person(case.id, told, by=person(), on=today())
    put_account_with_password(
        Role.COORDINATOR, username="karen", name="Karen Kold", staff_id="karen"
    )


def _picture(page: Page, kind: str = "wide") -> str:
    image = page.locator(f".network-map img.{kind}")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.naturalWidth") > 0
    box = image.bounding_box()
    assert box is not None
    assert box["height"] > LEAST_HEIGHT
    return str(image.get_attribute("src"))


def _press_by_keyboard(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    settled(page)


def _choose_by_keyboard(page: Page, name: str) -> None:
    pill = page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).locator("..")
    choice = page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name))
    (choice if choice.count() else pill).first.focus()
    page.keyboard.press("Space")
    settled(page)


def _press_until_seen(page: Page, key: str, wanted: Locator) -> None:
    """As a person does: a key that is pressed while the page is drawn anew may meet no button."""
    for _ in range(3):
        page.keyboard.press(key)
        settled(page)
        if wanted.is_visible():
            return
    expect(wanted).to_be_visible()


def test_somebody_is_moved_and_marked_with_the_keyboard_and_the_picture_follows(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = new_browser(1920, 1080).new_page()
    sign_in(page, running.url, "karen", PASSWORD, path="/network_map?case=1001")
    settled(page)
    first = _picture(page)
    _choose_by_keyboard(page, "Molly Mor")
    chosen = _picture(page)
    assert chosen != first
    _press_by_keyboard(page, "Tættere på")
    expect_said(page, "Kortet er ændret.")
    closer = _picture(page)
    expect(page.get_by_role("button", name="Tættere på", exact=True)).to_be_focused()
    assert closer != chosen
    _press_by_keyboard(page, "Gør til den unges voksne")
    assert _picture(page) != closer

    _press_by_keyboard(page, "Vis kortet på hele skærmen")
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    _picture(page)
    write(page, "Navn på en ny person", "Ulla Ulv")
    _press_until_seen(page, "Escape", page.get_by_test_id("stSidebar"))

    with page.expect_download() as handed_over:
        page.get_by_role("button", name="Hent kortet som PDF").click()
    assert handed_over.value.suggested_filename == "netvaerkskort-1001.pdf"


def test_on_a_telephone_the_map_stands_upright_with_a_table_of_names(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_people)
    page = new_browser(390, 844).new_page()
    sign_in(page, running.url, "karen", PASSWORD, path="/network_map?case=1001")
    settled(page)
    _picture(page, "tall")
    expect(page.locator(".network-map img.wide")).not_to_be_visible()
    page.get_by_text("Se kortet som tabel").click()
    expect(page.get_by_role("cell", name="Molly Mor")).to_be_visible()
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
