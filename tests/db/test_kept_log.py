"""What is told of the log and of signing in is kept until anything is written, and no longer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.codes import Role
from core.errors import NotAllowed
from core.records.access_log import LineKind, LogWanted
from core.records.people import Person
from db import queries
from db.clock import now, today
from db.engine import Store, transaction
from db.models import (
    AccessReviewRow,
    AlarmRow,
    AuditRow,
    DraftRow,
    SessionRow,
    SignOnRow,
    SurveyRoundRow,
    SurveyTicketRow,
    new_id,
)
from db.queries.surveys import ticket_id
from tests.db.statements import statements
from tests.factories import put_account, put_case
from tests.factories_signing_in import put_factor


def _write(*rows: Any) -> None:
    """As what nobody's content hangs on is written: by no change that kept content forgets."""
    with transaction() as session:
        session.add_all(rows)


def _line(by: Person, **columns: Any) -> AuditRow:
    values = {"act": "see_case", "table_name": "status", "row_id": new_id(), "changes": "{}"}
    kind = LineKind.READ.value
    told = {
        "kind": kind,
        "account_id": by.account_id,
        "name": by.name,
        "time": now(),
        "sequence": 7,
    }
    return AuditRow(id=new_id(), version=1, **{**values, **told, **columns})


def _sign_on() -> SignOnRow:
    told = {"issuer": "https://id.example.org", "subject": "1", "name": "Bo Bølge"}
    return SignOnRow(id=new_id(), version=1, first_time=now(), last_time=now(), **told)


def _draft(by: Person) -> DraftRow:
    row = DraftRow(id=new_id(), version=1, account_id=by.account_id, form="form.a")
    row.content, row.saved_time = "{}", now()
    return row


def _alarm(by: Person) -> AlarmRow:
    return AlarmRow(id=new_id(), version=1, kind="emergency", account_id=by.account_id, time=now())


def _answered(by: Person) -> list[Any]:
    days = {"from_date": today(), "to_date": today()}
    asked = SurveyRoundRow(id="round", version=1, kind="half", invited=1, statements="", **days)
    ticket = SurveyTicketRow(id=ticket_id("round", by.account_id), version=1, round_id="round")
    ticket.account_id = by.account_id
    return [asked, ticket]


def _session(by: Person) -> SessionRow:
    moment = now()
    times = {"started_time": moment, "seen_time": moment, "second_factor_time": moment}
    return SessionRow(id=new_id(), account_id=by.account_id, cookie_hash="c" * 64, **times)


@dataclass(frozen=True)
class Asked:
    """A question of a signed-in person, and what is written that changes its answer."""

    ask: Callable[[Person], Any]
    write: Callable[[Person], object]
    own: bool = False
    """Whether it is about whoever asks, and others are told of themselves; else they are refused."""


QUESTIONS = {
    "lines": Asked(
        lambda by: queries.access_log.lines(LogWanted(), by=by).lines,
        lambda by: _write(_line(by)),
    ),
    "counts": Asked(
        lambda by: queries.access_log.counts(today(), by=by),
        lambda by: _write(_line(by)),
    ),
    "state": Asked(
        lambda by: queries.access_log.state(by=by),
        lambda by: _write(_line(by)),
    ),
    "alarms": Asked(
        lambda by: queries.alarms.all_ringing(by=by),
        lambda by: _write(_alarm(by)),
    ),
    "sign-ons": Asked(
        lambda by: queries.sign_ons.everybody(by=by),
        lambda _: _write(_sign_on()),
    ),
    "drafts": Asked(
        lambda by: queries.drafts.begun(["form.a", "form.b"], by=by),
        lambda by: _write(_draft(by)),
        own=True,
    ),
    "survey": Asked(
        lambda by: queries.surveys.has_answered("round", by=by),
        lambda by: _write(*_answered(by)),
        own=True,
    ),
    "factor": Asked(
        lambda by: queries.second_factors.own(by=by),
        lambda by: put_factor(by.account_id),
        own=True,
    ),
    "password": Asked(
        lambda by: queries.accounts.own(by=by).password_changed,
        lambda by: _write(
            _line(by, row_id=by.account_id, changes='{"password_hash": [null, null]}')
        ),
        own=True,
    ),
    "sessions": Asked(
        lambda by: queries.accounts.own_sessions("", by=by),
        lambda by: _write(_session(by)),
        own=True,
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_is_asked_once_and_anew_after_any_write(store: Store, name: str):
    asked, by = QUESTIONS[name], put_account(Role.PROJECT_LEAD, Role.ADMINISTRATOR)
    before = asked.ask(by)
    asked_again = statements(store, lambda: asked.ask(by))
    assert asked_again == 0 or not store.turn.alone
    asked.write(by)
    after = asked.ask(by)
    assert after != before
    assert asked.ask(by) == after


@pytest.mark.parametrize("name", QUESTIONS)
def test_another_is_not_told_what_one_was_told(store: Store, name: str):
    asked, by = QUESTIONS[name], put_account(Role.PROJECT_LEAD, Role.ADMINISTRATOR)
    other = put_account(Role.COORDINATOR, username="ida", name="Ida Iversen")
    asked.write(by)
    assert asked.ask(by)
    if asked.own:
        assert not asked.ask(other)
    else:
        with pytest.raises(NotAllowed):
            asked.ask(other)


def test_a_line_is_told_with_its_case_to_whom_it_was_told_and_bare_to_an_administrator(
    store: Store,
):
    lead = put_account(Role.PROJECT_LEAD)
    office = put_account(Role.ADMINISTRATOR, username="office")
    case = put_case()
    _write(_line(lead, kind=LineKind.EXPORT.value, case_id=case.id, purpose="Tilsyn"))
    (whole,) = queries.access_log.lines(LogWanted(), by=lead).lines
    assert (whole.case_number, whole.purpose) == (case.number, "Tilsyn")
    (bare,) = queries.access_log.lines(LogWanted(), by=office).lines
    assert (bare.case_number, bare.purpose) == (None, None)


def test_the_look_ups_at_a_young_person_are_told_anew_and_to_nobody_limited_to_elsewhere(
    store: Store,
):
    lead, case = put_account(Role.PROJECT_LEAD), put_case(area="Øst")
    assert queries.access_log.lookups_at(case.number, by=lead).lookups == ()
    _write(_line(lead, case_id=case.id))
    assert len(queries.access_log.lookups_at(case.number, by=lead).lookups) == 1
    elsewhere = replace(lead, areas=frozenset({"Vest"}))
    assert queries.access_log.lookups_at(case.number, by=elsewhere) is None


def test_a_month_that_was_drawn_waits_no_more(store: Store):
    lead, today_is = put_account(Role.PROJECT_LEAD), date(2026, 6, 10)
    assert queries.access_pool.undrawn(today_is) == ()
    _write(_line(lead, time=datetime(2026, 5, 6, 10, tzinfo=UTC)))
    assert queries.access_pool.undrawn(today_is) == (date(2026, 5, 1),)
    told = {"drawn_time": now(), "seed": 1, "wanted": 20, "pool": 1}
    _write(AccessReviewRow(id=new_id(), version=1, month=date(2026, 5, 1), **told))
    assert queries.access_pool.undrawn(today_is) == ()
