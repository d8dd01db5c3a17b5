"""A meeting is prepared with the young person, called, moved and called anew, in a real browser."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Page, expect

from core.codes import Role, Step
from db import actions
from db.clock import today
from tests.browser.fields import (
    expect_said,
    follow,
    press,
    settled,
    write,
    write_day,
)
from tests.browser.steps import sign_in
from tests.factories import person, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import network_told, put_consent, put_started

pytestmark = pytest.mark.browser
DAY = today() + timedelta(days=14)
LATER = DAY + timedelta(days=7)


def _young_person() -> None:
    """A young person with a consent and somebody in the network, and their coordinator."""
    karla = put_staff("Karla Kompas")
    case = put_started(
        Step.COLLABORATION, coordinator_id=karla, start_date=today() - timedelta(days=20)
    )
    put_consent(case.id, given_date=today() - timedelta(days=10))
    told = network_told("Molly Mor", email="molly@example.org")
    actions.network.add_person(case.id, told, by=person(), on=today())
    put_account_with_password(
        Role.COORDINATOR, username="karla", name="Karla Kompas", staff_id=karla
    )


def _written(day: object) -> str:
    return f"{day:%d.%m.%Y}"


def _plan(page: Page) -> None:
    press(page, "Planlæg et møde")
    write_day(page, "Dato", _written(DAY))
    write(page, "Formål", "Finde et sted at bo.")
    press(page, "Gem mødet")
    expect_said(page, "Mødet er gemt.")


def _prepare(page: Page) -> None:
    expect(page.get_by_text("Trin 1 af 5")).to_be_visible()
    press(page, "Hvor jeg skal bo")
    press(page, "Gem, og gå videre")
    expect(page.get_by_text("Trin 2 af 5")).to_be_visible()
    press(page, "Molly Mor · mor")
    press(page, "Gem, og gå videre")
    expect(page.get_by_text("Trin 3 af 5")).to_be_visible()
    write(page, "Begynder", "14.30")
    write(page, "Slutter", "16.00")
    write(page, "Sted", "Hjemme hos Vilma")
    press(page, "Gem, og gå videre")
    expect(page.get_by_text("Trin 4 af 5")).to_be_visible()
    write(page, "Hvad ønsker den unge sig af mødet?", "Kage på bordet.")
    press(page, "Pauser undervejs")
    press(page, "Gem, og gå videre")
    expect(page.get_by_text("Alt er på plads.")).to_be_visible()
    expect(page.get_by_text("Kage på bordet.")).to_be_visible()
    press(page, "Mødet er gennemgået med den unge")
    expect_said(page, "Mødet er forberedt.")


def _calendar(page: Page, folder: Path, place: int) -> Event:
    """The file of one participant, as a calendar reads it."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="Kalenderfil", exact=True).nth(place).click()
    file = folder / f"{coming.value.suggested_filename}.{place}"
    coming.value.save_as(file)
    settled(page)
    assert coming.value.suggested_filename.startswith("netvaerksmoede-")
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return event


def _sent(page: Page) -> None:
    press(page, "Skriv op som sendt")
    expect_said(page, "Det er skrevet op.")


def _move(page: Page) -> None:
    follow(page, "Forbered")
    for _ in range(2):
        press(page, "Tilbage")
    expect(page.get_by_text("Trin 3 af 5")).to_be_visible()
    write_day(page, "Dato", _written(LATER))
    press(page, "Gem, og gå videre")


def test_a_meeting_is_prepared_called_moved_and_called_anew(
    server: Callable[..., object], browser_page: Page, tmp_path: Path
) -> None:
    running = server(_young_person)
    page = browser_page
    sign_in(page, running.url, "karla", PASSWORD, path="/network_meeting?case=1001&part=meetings")
    settled(page)
    _plan(page)
    _prepare(page)

    first = _calendar(page, tmp_path, 1)
    assert str(first["SUMMARY"]) == "Netværksmøde"
    assert first["DTSTART"].dt.strftime("%d.%m.%Y %H.%M") == f"{_written(DAY)} 14.30"
    assert first["LOCATION"] == "Hjemme hos den unge"
    assert first["ATTENDEE"] == "mailto:molly@example.org"
    _sent(page)
    _move(page)
    follow(page, "Indkaldelser")
    expect(page.get_by_text("Send den nye.")).to_be_visible()

    second = _calendar(page, tmp_path, 1)
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt.strftime("%d.%m.%Y") == _written(LATER)
    page.get_by_role("button", name="Kommer", exact=True).nth(1).click()
    settled(page)
    expect(page.get_by_text("1 kommer ·")).to_be_visible()
