"""What a person does in the browser, as functions."""

from collections import Counter

from playwright.sync_api import Page, expect
from sqlalchemy import select

from db.clock import now
from db.engine import reading
from db.models import AccountRow, SessionRow, new_id
from db.queries.session_limits import token_hash
from tests.factories import put
from tests.factories_signing_in import code_of

SIGN_OUT = "Log ud"
AT_ONCE = 4
"""Browsers that may be signed in to one account of one server."""
_taken: Counter[tuple[str, str]] = Counter()


def plant_sessions() -> None:
    """For each account of the store the sessions that `sign_in` takes, one a browser."""
    moment = now()
    with reading() as session:
        accounts = session.execute(select(AccountRow.id, AccountRow.username)).all()
    put(
        *(
            SessionRow(
                id=new_id(),
                account_id=account_id,
                cookie_hash=token_hash(_cookie(username, number)),
                started_time=moment,
                seen_time=moment,
                second_factor_time=moment,
            )
            for account_id, username in accounts
            for number in range(AT_ONCE)
        )
    )


def served_again(before: str, after: str) -> None:
    """The store of one address is served at another: its sessions are taken there as here."""
    for (url, username), count in list(_taken.items()):
        if url == before:
            _taken[after, username] = count


def sign_in(page: Page, base_url: str, username: str, password: str, *, path: str = "/") -> None:
    """Open an address as that person, who has signed in before, and wait until the page stands.

    The cookie is planted: how it comes to be is walked in `test_sign_in` and `test_second_step`.
    """
    cookie = _cookie(username, _taken[base_url, username])
    _taken[base_url, username] += 1
    page.context.add_cookies(
        [
            {
                "name": "__Host-ungespor" if (tls := base_url.startswith("https:")) else "ungespor",
                "value": cookie,
                "url": base_url,
                "httpOnly": True,
                "secure": tls,
                "sameSite": "Strict",
            }
        ]
    )
    page.goto(base_url + path)
    expect(page.get_by_role("link", name=SIGN_OUT)).to_be_attached()


def sign_in_by_form(
    page: Page, base_url: str, username: str, password: str, *, path: str = "/"
) -> None:
    """The same through the form, for an account without a second step or with the known factor."""
    page.goto(base_url + path)
    page.get_by_label("Brugernavn", exact=True).fill(username)
    page.get_by_label("Adgangskode", exact=True).fill(password)
    page.get_by_role("button", name="Log ind", exact=True).click()


def give_code(page: Page, code: str | None = None) -> None:
    """The second step: the code of now, or this one."""
    page.get_by_label("De seks cifre, eller en reservekode").fill(code or code_of())
    page.get_by_role("button", name="Fortsæt").click()


def sign_out(page: Page) -> None:
    """Leave by the link in the sidebar."""
    page.get_by_role("link", name=SIGN_OUT).click()
    expect(page.get_by_label("Brugernavn", exact=True)).to_be_visible()


def _cookie(username: str, number: int) -> str:
    return f"{token_hash(username)[:16]}-{number}"
