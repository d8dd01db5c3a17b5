"""Two municipalities behind one nginx, in a browser: each has its own people, session and line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.codes import Role
from db.municipalities.places import Municipality
from db.municipalities.proxy import nginx
from tests.browser.conftest import Server, Servers, _free_port
from tests.browser.fields import settled, write
from tests.browser.steps import give_code, sign_in_by_form
from tests.deploy.proxy import Proxy
from tests.factories import put_case
from tests.factories_accounts import put_account_with_password
from tests.factories_signing_in import put_factor

pytestmark = pytest.mark.browser
DOMAIN = "localhost"
"""A browser finds every name under it on this machine, without asking anybody."""
LIST = "/young_people"


@dataclass(frozen=True)
class Town:
    """A municipality of the test: who leads there, with which password, and one young person."""

    name: str
    leader: str
    password: str
    young: str

    def fill(self) -> None:
        """Its store. The user name is the same in both."""
        here = put_account_with_password(
            Role.PROJECT_LEAD, username="lise", name=self.leader, password=self.password
        )
        put_factor(here.account_id)
        put_case(self.young)


NORTH = Town("nordby", "Lise Lygte", "ni nattergale i nord", "Vilma Vildspor")
SOUTH = Town("sydby", "Lise Lind", "syv svaner i sydvest", "Bertil Bro")


@dataclass(frozen=True)
class Place:
    """Where a town is reached, its process, and what nginx wrote of it."""

    address: str
    process: Server
    log: Path


@contextmanager
def one_nginx(folder: Path) -> Iterator[dict[Town, Place]]:
    """Both towns served, each by its own process on its own store, behind the nginx of them all."""
    port, servers = _free_port(), Servers(folder)
    address = {town: f"https://{town.name}.{DOMAIN}:{port}" for town in (NORTH, SOUTH)}
    try:
        started = {
            town: servers.start(partial(Town.fill, town), secure_cookies=True, address=where)
            for town, where in address.items()
        }
        them = [
            Municipality(town.name, folder, urlsplit(one.url).port or 0)
            for town, one in started.items()
        ]
        with Proxy(folder, 0, nginx(them, DOMAIN), port=port):
            yield {
                town: Place(address[town], one, folder / f"ungespor-{town.name}.log")
                for town, one in started.items()
            }
    finally:
        servers.stop()


def _in(page: Page, place: Place, town: Town) -> None:
    sign_in_by_form(page, place.address, "lise", town.password, path=LIST)
    give_code(page)
    expect(page.get_by_text(f"Logget ind som {town.leader}")).to_be_visible()


def _only_own(page: Page, town: Town, other: Town) -> None:
    expect(page.get_by_role("link", name=town.young)).to_be_visible()
    expect(page.get_by_text(other.young)).to_have_count(0)


def _nobody(page: Page, place: Place) -> None:
    """The list of that town is asked for, and the sign-in is all there is."""
    page.goto(place.address + LIST)
    expect(page.get_by_label("Brugernavn", exact=True)).to_be_visible()
    for town in (NORTH, SOUTH):
        for name in (town.young, town.leader):
            expect(page.get_by_text(name)).to_have_count(0)


def _carry(page: Page, here: Place, there: Place) -> None:
    """The session's cookie of one town, given to the other by hand."""
    (cookie,) = [
        each for each in page.context.cookies(here.address) if each.get("name") == "__Host-ungespor"
    ]
    page.context.add_cookies(
        [
            {
                "name": "__Host-ungespor",
                "value": cookie.get("value", ""),
                "url": there.address,
                "httpOnly": True,
                "secure": True,
                "sameSite": "Strict",
            }
        ]
    )
    assert cookie.get("value") in {
        each.get("value") for each in page.context.cookies(there.address)
    }


def test_a_session_of_one_municipality_is_nobody_in_the_other_and_each_line_is_its_own(
    tmp_path: Path, new_browser: Callable[..., BrowserContext]
) -> None:
    page = new_browser(trusting=True).new_page()
    lines: list[str] = []
    page.on("websocket", lambda line: lines.append(line.url))
    with one_nginx(tmp_path) as places:
        north, south = places[NORTH], places[SOUTH]
        _in(page, north, NORTH)
        _only_own(page, NORTH, SOUTH)
        _nobody(page, south)
        _carry(page, north, south)
        _nobody(page, south)
        page.context.clear_cookies(domain=f"{SOUTH.name}.{DOMAIN}")
        sign_in_by_form(page, south.address, "lise", NORTH.password, path=LIST)
        expect(page.get_by_text("Brugernavn og adgangskode passer ikke sammen.")).to_be_visible()
        _in(page, south, SOUTH)
        _only_own(page, SOUTH, NORTH)
        page.goto(north.address + LIST)
        _only_own(page, NORTH, SOUTH)
        _each_line_ends_in_its_own_process(page, lines, places)


def _each_line_ends_in_its_own_process(
    page: Page, lines: list[str], places: dict[Town, Place]
) -> None:
    """By where the browser drew it, by what nginx let through, and by ending one of the two."""
    for place in places.values():
        host = urlsplit(place.address).netloc
        assert f"wss://{host}/_stcore/stream" in lines
        assert "GET /_stcore/stream 101 " in place.log.read_text(encoding="utf-8")
    places[SOUTH].process.stop()
    write(page, "Søg på navn eller forløbsnummer", "ingen hedder det")
    expect(page.get_by_text("Ingen unge passer til det, du har valgt.")).to_be_visible()
    gone = page.goto(places[SOUTH].address + LIST)
    assert gone is not None
    assert gone.status == 502
    page.goto(places[NORTH].address + LIST)
    settled(page)
    _only_own(page, NORTH, SOUTH)
