"""The clock is set, jumps, and changes twice a year: nothing is lost, and nobody is locked out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.codes import Role
from db import actions, queries
from db.clock import danish_midnight, now
from db.engine import current_store, transaction
from db.log.chain import append
from db.log.chain_check import breaks
from db.models import AuditRow, SessionRow, ThrottleRow
from db.safekeeping.nightly import HOUR, seconds_left
from pages.shared.formats import clock
from tests.factories import put_account, put_session
from tests.factories_accounts import PASSWORD, put_account_with_password

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("ahead", "stands"), [(timedelta(minutes=2), True), (timedelta(1), False)])
def test_a_session_begun_by_a_clock_that_was_ahead_does_not_outlive_its_limits(ahead, stands):
    session_id = put_session(put_account(Role.STEERING_GROUP))
    with transaction() as session:
        row = session.get(SessionRow, session_id)
        row.started_time = row.seen_time = now() + ahead
    assert (queries.accounts.signed_in(session_id) is not None) == stands


@pytest.mark.usefixtures("store")
def test_a_wait_begun_by_a_clock_that_was_ahead_locks_nobody_out():
    put_account_with_password(Role.STEERING_GROUP, username="karen")
    for _ in range(5):
        with pytest.raises(Exception, match="sign_in_refused"):
            actions.sessions.sign_in("karen", "forkert-adgangskode")
    with transaction() as session:
        row = session.query(ThrottleRow).one()
        row.locked_until = row.last_failure = now() + timedelta(days=400)
    assert actions.sessions.sign_in("karen", PASSWORD)


@pytest.mark.usefixtures("store")
def test_the_chain_holds_whatever_the_clock_does():
    """The same local time twice, a jump of years ahead, and back."""
    moments = [
        datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN, fold=0),
        datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN, fold=1),
        datetime(2099, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 29, 3, 0, tzinfo=COPENHAGEN),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ]
    moments = [moment.astimezone(UTC) for moment in moments]
    for moment in moments:
        with transaction() as session:
            line = AuditRow(time=moment, act="see_status", table_name="status", row_id="x")
            line.changes = "{}"
            append(session, line)
    assert breaks(current_store()) == ()
    with transaction() as session:
        lines = session.query(AuditRow).order_by(AuditRow.sequence).all()
        assert [line.time for line in lines] == moments
        assert lines[1].time - lines[0].time == timedelta(hours=1)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 5, 3), 24)])
def test_a_danish_day_is_as_long_as_the_clock_makes_it(day, hours):
    begin, end = danish_midnight(day), danish_midnight(day + timedelta(1))
    assert (end - begin) == timedelta(hours=hours)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_the_nightly_round_comes_once_on_both_days_of_the_change(day):
    evening = datetime(day.year, day.month, day.day - 1, 23, tzinfo=COPENHAGEN)
    comes = datetime.fromtimestamp(evening.timestamp() + seconds_left(evening), COPENHAGEN)
    assert (comes.date(), comes.hour) == (day, HOUR)
    again = datetime.fromtimestamp(comes.timestamp() + seconds_left(comes), COPENHAGEN)
    assert (again.date(), again.hour) == (day + timedelta(1), HOUR)


def test_a_time_is_shown_as_the_wall_clock_had_it():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "02.30" in clock("da", first).replace(":", ".")
    assert "02.30" in clock("da", first + timedelta(hours=1)).replace(":", ".")
    assert "03.30" in clock("da", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)).replace(":", ".")
