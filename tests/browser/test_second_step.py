"""Signing in with all that is asked, as a person does it, and how a session ends by itself."""

import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role
from tests.browser.conftest import Server
from tests.browser.fields import settled
from tests.browser.sound import expect_sound
from tests.browser.steps import give_code, sign_in, sign_in_by_form
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_signing_in import code_of

pytestmark = pytest.mark.browser
WARNING = "Der har været stille længe."


def fill() -> None:
    """An administrator without a second factor yet, and another one."""
    put_account_with_password(Role.ADMINISTRATOR)
    put_account_with_password(Role.ADMINISTRATOR, username="vilde", name="Vilde Vind")


def cookie_of(page: Page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == "ungespor")


def status(url: str, cookie: str) -> int:
    request = urllib.request.Request(url, headers={"Cookie": f"ungespor={cookie}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def enrol(page: Page) -> str:
    """Set the second step up by the secret that is shown for who can not scan; the code it took."""
    settled(page)
    expect_sound(page)
    page.get_by_role("button", name="Sæt appen op").click()
    page.get_by_text("Kan du ikke scanne?").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("De seks cifre fra appen").fill("000000")
    page.get_by_role("button", name="Fortsæt").click()
    expect(page.get_by_text("Koden passer ikke, eller den er brugt.")).to_be_visible()
    settled(page)
    expect_sound(page)
    code = code_of(secret)
    page.get_by_label("De seks cifre fra appen").fill(code)
    page.get_by_role("button", name="Fortsæt").click()
    return code


@pytest.mark.asvs("6.3.3", "6.5.1", "7.2.4", "8.2.2", "7.3.1")
def test_a_person_sets_up_the_second_step_comes_in_and_is_warned_before_the_session_ends(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    one = server(fill)
    page = new_browser().new_page()
    sign_in_by_form(page, one.url, "karen", PASSWORD, path="/data")
    expect(page.get_by_text("Log ind i to trin")).to_be_visible()
    first = cookie_of(page)
    used = enrol(page)
    expect(page.get_by_role("heading", name="Dine reservekoder")).to_be_visible()
    settled(page)
    expect_sound(page)
    codes = page.locator("code").inner_text().split()
    assert len(set(codes)) == 10
    page.get_by_role("button", name="Jeg har gemt koderne").click()
    expect(page.get_by_role("heading", name="Data", exact=True)).to_be_visible()
    assert page.url == f"{one.url}/data"
    assert cookie_of(page) != first
    assert status(f"{one.url}/session/left", first) == 403

    other = new_browser().new_page()
    sign_in_by_form(other, one.url, "karen", PASSWORD)
    give_code(other, used)
    expect(other.get_by_text("Koden passer ikke, eller den er brugt.")).to_be_visible()
    settled(other)
    expect_sound(other)
    give_code(other, codes[0])
    expect(other.get_by_text("Logget ind som Karen Kold")).to_be_visible()

    _the_file_of_a_session_is_its_own(page, one, new_browser)
    _the_warning_comes_and_goes(page, one)


def _the_file_of_a_session_is_its_own(
    page: Page, one: Server, new_browser: Callable[..., BrowserContext]
) -> None:
    settled(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Hent tom skabelon (Excel)").click()
    stranger = new_browser().new_page()
    sign_in(stranger, one.url, "vilde", PASSWORD)
    assert status(got.value.url, cookie_of(page)) == 200
    assert status(got.value.url, cookie_of(stranger)) == 403


def _the_warning_comes_and_goes(page: Page, one: Server) -> None:
    left = {"left": 90, "whole": False}
    page.route("**/session/left", lambda route: route.fulfill(json=left))
    page.reload()
    expect(page.get_by_role("alertdialog")).to_contain_text(WARNING)
    page.unroute("**/session/left")
    page.get_by_role("button", name="Bliv her").click()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    page.route("**/session/left", lambda route: route.fulfill(status=403))
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_label("Brugernavn", exact=True)).to_be_visible()
