"""What a person does in the browser, as functions."""

from playwright.sync_api import Page, expect

SIGN_OUT = "Log ud"


def sign_in(page: Page, base_url: str, username: str, password: str, *, path: str = "/") -> None:
    """Open an address, sign in there and wait until the page stands."""
    page.goto(base_url + path)
    page.get_by_label("Brugernavn", exact=True).fill(username)
    page.get_by_label("Adgangskode", exact=True).fill(password)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("link", name=SIGN_OUT)).to_be_attached()


def sign_out(page: Page) -> None:
    """Leave by the link in the sidebar."""
    page.get_by_role("link", name=SIGN_OUT).click()
    expect(page.get_by_label("Brugernavn", exact=True)).to_be_visible()
