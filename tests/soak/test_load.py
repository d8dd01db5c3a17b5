"""Many at once: fifty tabs for ten minutes, three in ten of their steps a save.

Every save that a page acknowledged is in the store exactly once, of two who change the same row at
the same time one is told, and no page shows a fault.
"""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select
from streamlit.proto.WidgetStates_pb2 import WidgetState

from db import demo
from db.clock import now, today
from db.engine import close_store, open_store, transaction
from db.migrate import migrate
from db.models import AccountRow, SessionRow
from db.queries.session_limits import token_hash
from tests.access.house import Inside, served
from tests.soak.size import rounds
from tests.soak.wire import Answer, Client, tab

TABS, SECONDS, SAVES = rounds(6, 50), rounds(4, 600), 0.3
THINKS = rounds(0, 2)
"""Seconds between two steps of a tab, at the most."""
WORKERS = ("jonna", "peter", "merete")
LOOKS = ("contacts", "young_people", "tasks", "status", "caseload", "notices")
CONTACT_SAVED = re.compile(r"Kontakten med .+ er gemt\.")
MAIL_SAVED = "Mailadressen er gemt."
TOLD_OF_ANOTHER = "har ændret det her"


@dataclass
class Told:
    """What the pages said, over all tabs."""

    contacts: Counter[str] = field(default_factory=Counter)
    mails: Counter[str] = field(default_factory=Counter)
    unsaved: list[str] = field(default_factory=list)
    refused: int = 0
    looks: int = 0
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Inside, int]]:
    folder = tmp_path_factory.mktemp("load")
    url = f"duckdb:///{folder / 'store.duckdb'}"
    migrate(open_store(url))
    demo.fill(on=today(), young_people=16)
    with transaction() as session:
        for account in session.scalars(select(AccountRow)).all():
            row = SessionRow(account_id=account.id, started_time=now(), seen_time=now())
            row.cookie_hash, row.second_factor_time = token_hash(account.username), now()
            session.add(row)
    close_store()
    server, port = served(url, folder / "log.txt")
    yield server, port
    server.terminate()
    server.wait(timeout=60)


def test_many_at_once_lose_nothing_write_nothing_twice_and_see_no_fault(house):
    server, port = house
    before, told, until = _held(server), Told(), time.monotonic() + SECONDS
    tabs = [
        threading.Thread(target=_work, args=(port, WORKERS[number % 3], number, until, told))
        for number in range(TABS)
    ]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    after = _held(server)
    print(
        f"\n{TABS} tabs, {SECONDS} s: {told.looks} looks, {told.contacts.total()} contacts, "
        f"{told.mails.total()} changes of a shared row, {told.refused} told of another's change, "
        f"{len(told.unsaved)} contacts refused {told.unsaved[:3]}"
    )
    assert told.faults == []
    assert told.contacts.total() > 0
    assert all(told.unsaved), "a save that was not done was told of in a sentence"
    for name in WORKERS:
        contacts, versions = (
            now_ - then for now_, then in zip(after[name], before[name], strict=True)
        )
        assert (contacts, versions) == (told.contacts[name], told.mails[name]), name


def _held(server: Inside) -> dict[str, tuple[int, int]]:
    """By worker: contacts that they wrote, from the log, and the version of their account."""
    asked = (
        "SELECT username, version, (SELECT count(*) FROM audit WHERE account_id = a.id"
        " AND table_name = 'contacts' AND row_version = 1) FROM accounts a"
    )
    return {name: (contacts, version) for name, version, contacts in server.ask(asked)}


def _work(port: int, who: str, number: int, until: float, told: Told) -> None:
    dice = random.Random(number)
    try:
        while time.monotonic() < until:
            with tab(port, f"ungespor={who}") as client:
                for _ in range(5):
                    _step(client, who, dice, told)
                    time.sleep(dice.random() * THINKS)
    except Exception as fault:  # noqa: BLE001 — any fault of a tab is what this looks for
        told.faults.append(f"{who}: {type(fault).__name__}: {fault}")


def _step(client: Client, who: str, dice: random.Random, told: Told) -> None:
    if dice.random() > SAVES:
        _sound(client.ask(dice.choice(LOOKS)), told)
        told.looks += 1
    elif dice.random() < 0.5:
        _record_contact(client, who, told)
    else:
        _change_mail(client, who, f"nr{dice.randrange(10**6)}@example.org", told)


def _record_contact(client: Client, who: str, told: Told) -> None:
    drawn = _sound(client.ask("contacts"), told)
    if not any("contacts.repeat" in each for _, each in drawn.widgets):
        return  # the latest contact is one that is not repeated, such as driving
    drawn = _sound(client.ask(states=[_pressed(drawn, "contacts.repeat")]), told)
    before = set(drawn.texts)
    drawn = _sound(client.ask(states=[_pressed(drawn, "contact_quick_form.", ".save.")]), told)
    saved = any(CONTACT_SAVED.fullmatch(text) for text in drawn.texts)
    told.contacts[who] += saved
    if not saved:
        told.unsaved.append(" | ".join(text for text in drawn.texts if text not in before))


def _change_mail(client: Client, who: str, mail: str, told: Told) -> None:
    """Who is told of another's change saves once more, having seen it."""
    drawn = _sound(client.ask("my_account"), told)
    typed = WidgetState(id=_widget(drawn, "email_form.", "field.email"), string_value=mail)
    for _ in range(2):
        save = _pressed(drawn, "email_form.", ".save.")
        drawn = _sound(client.ask(states=[typed, save]), told)
        told.mails[who] += MAIL_SAVED in drawn.texts
        if not any(TOLD_OF_ANOTHER in text for text in drawn.texts):
            return
        told.refused += 1


def _pressed(drawn: Answer, *parts: str) -> WidgetState:
    return WidgetState(id=_widget(drawn, *parts), trigger_value=True)


def _widget(drawn: Answer, *parts: str) -> str:
    return next(each for _, each in drawn.widgets if all(part in each for part in parts))


def _sound(drawn: Answer, told: Told) -> Answer:
    if drawn.exceptions or drawn.told or drawn.end != "FINISHED_SUCCESSFULLY":
        told.faults.append(f"{drawn.end}: {drawn.told} {drawn.texts[:3]}")
    return drawn
