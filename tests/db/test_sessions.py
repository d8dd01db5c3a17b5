import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts import SignInRefused, SignInWaits
from core.codes import Role
from core.errors import NotFound
from db import actions, queries
from db.clock import now
from db.engine import Store, close_store, open_store, reading, transaction
from db.models import AccountRow, AuditRow, SessionRow, ThrottleRow
from db.settings import settings
from tests.factories import put_account, put_session, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_signing_in import whole_sign_in

pytestmark = pytest.mark.usefixtures("store")
WRONG = "tolv blå cykler"


def sign_in(username="karen", password=PASSWORD):
    return actions.sessions.sign_in(username, password)


def signed_in_browser(username="karen", password=PASSWORD):
    """The cookie and the session of a browser that signed in."""
    return whole_sign_in(username, password)


def shift(kind, row_id, **by):
    """Move times of a row."""
    with transaction() as session:
        row = session.get_one(kind, row_id)
        for name, delta in by.items():
            setattr(row, name, getattr(row, name) + delta)


def fail(username, times):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in(username, WRONG)


def test_the_right_password_gives_a_ticket_that_opens_a_session_as_that_person():
    here = put_account_with_password(Role.PROJECT_LEAD)
    _, session_id = signed_in_browser()
    assert queries.accounts.signed_in(session_id) == here


def test_capitals_and_blanks_around_the_user_name_do_not_matter():
    put_account_with_password()
    assert sign_in("  KAREN ")


def test_a_ticket_is_good_once():
    put_account_with_password()
    ticket = sign_in()
    assert actions.sessions.trade(ticket)
    assert actions.sessions.trade(ticket) is None


def test_a_ticket_traded_by_many_at_once_opens_one_session():
    put_account_with_password()
    ticket = sign_in()
    got = []
    threads = [
        threading.Thread(target=lambda: got.append(actions.sessions.trade(ticket)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([cookie for cookie in got if cookie]) == 1


def test_a_ticket_is_gone_after_ten_seconds_and_its_session_with_it():
    put_account_with_password()
    ticket = sign_in()
    with reading() as session:
        row_id = session.scalar(select(SessionRow.id))
    shift(SessionRow, row_id, ticket_expires=timedelta(seconds=-11))
    assert actions.sessions.trade(ticket) is None
    assert queries.accounts.signed_in(row_id) is None


def test_a_made_up_ticket_or_cookie_is_nobody():
    put_account_with_password()
    assert actions.sessions.trade("made up") is None
    assert queries.accounts.session_of("made up") is None


@pytest.mark.asvs("7.2.3")
def test_neither_ticket_nor_cookie_nor_password_is_stored_as_it_is():
    put_account_with_password()
    ticket = sign_in()
    with reading() as session:
        before = str(vars(session.scalars(select(SessionRow)).one()))
    cookie = actions.sessions.trade(ticket)
    with reading() as session:
        rows = [*session.scalars(select(SessionRow)), *session.scalars(select(AuditRow))]
        rows += [*session.scalars(select(AccountRow))]
        after = " ".join(str(vars(row)) for row in rows)
    assert ticket not in before + after
    assert cookie not in after
    assert PASSWORD not in after


@pytest.mark.asvs("7.3.1")
def test_an_idle_session_is_nobodys_and_one_in_use_is_not():
    put_account_with_password()
    cookie, session_id = signed_in_browser()
    almost = timedelta(minutes=settings().idle_minutes - 1)
    shift(SessionRow, session_id, seen_time=-almost)
    assert queries.accounts.session_of(cookie) == session_id
    shift(SessionRow, session_id, seen_time=-timedelta(minutes=2))
    assert queries.accounts.session_of(cookie) is None
    assert queries.accounts.signed_in(session_id) is None


@pytest.mark.asvs("7.3.2")
def test_a_session_ends_after_its_hours_however_busy_it_is():
    put_account_with_password()
    _, session_id = signed_in_browser()
    shift(
        SessionRow, session_id, started_time=-timedelta(hours=settings().session_hours, minutes=1)
    )
    assert queries.accounts.signed_in(session_id) is None


def test_use_is_written_down_once_a_minute_at_the_most():
    here = put_account_with_password()
    session_id = put_session(here)
    shift(SessionRow, session_id, seen_time=-timedelta(minutes=20))
    actions.sessions.see(session_id)
    with reading() as session:
        first = session.get_one(SessionRow, session_id).seen_time
    assert now() - first < timedelta(minutes=1)
    actions.sessions.see(session_id)
    with reading() as session:
        assert session.get_one(SessionRow, session_id).seen_time == first


def test_use_does_not_wake_a_session_that_has_lain_idle():
    session_id = put_session(put_account_with_password())
    shift(SessionRow, session_id, seen_time=-timedelta(minutes=settings().idle_minutes + 1))
    actions.sessions.see(session_id)
    assert queries.accounts.signed_in(session_id) is None


@pytest.mark.asvs("7.4.1")
def test_signing_out_ends_the_session_for_every_copy_of_its_cookie():
    here = put_account_with_password()
    cookie, session_id = signed_in_browser()
    other = put_session(here)
    actions.sessions.end(session_id)
    assert queries.accounts.session_of(cookie) is None
    assert queries.accounts.signed_in(session_id) is None
    assert queries.accounts.signed_in(other) is not None


@pytest.mark.asvs("7.4.2")
def test_a_closed_account_can_not_sign_in_and_is_told_nothing_more():
    here = put_account_with_password()
    with transaction() as session:
        session.get_one(AccountRow, here.account_id).closed_time = now()
    with pytest.raises(SignInRefused):
        sign_in()


@pytest.mark.asvs("6.3.8")
def test_a_wrong_password_and_an_unknown_name_are_refused_alike():
    put_account_with_password()
    with pytest.raises(SignInRefused) as known:
        sign_in(password=WRONG)
    with pytest.raises(SignInRefused) as unknown:
        sign_in("nobody", WRONG)
    assert (known.value.code, known.value.field) == (unknown.value.code, unknown.value.field)
    assert known.value.facts == unknown.value.facts


@pytest.mark.asvs("16.3.1")
def test_a_sign_in_that_fails_is_a_line_without_what_was_typed():
    here = put_account_with_password()
    for username in ("karen", "min-adgangskode-i-det-forkerte-felt"):
        with pytest.raises(SignInRefused):
            sign_in(username, WRONG)
    with reading() as session:
        query = select(AuditRow).where(AuditRow.kind == "refused").order_by(AuditRow.sequence)
        known, unknown = session.scalars(query).all()
    assert (known.account_id, unknown.account_id) == (here.account_id, None)
    assert "forkerte-felt" not in f"{unknown.changes} {unknown.name} {unknown.row_id}"


@pytest.mark.asvs("6.3.1", "6.3.8")
@pytest.mark.parametrize("username", ["karen", "nobody"])
def test_after_five_failures_known_and_unknown_names_wait_alike(username):
    put_account_with_password()
    fail(username, 5)
    with pytest.raises(SignInWaits) as waits:
        sign_in(username, PASSWORD)
    assert waits.value.facts == {"n": 1}


def test_the_wait_survives_a_restart(store: Store):
    put_account_with_password()
    fail("karen", 5)
    close_store()
    open_store(store.url)
    with pytest.raises(SignInWaits):
        sign_in()


def test_the_wait_grows_to_fifteen_minutes_and_never_beyond():
    put_account_with_password()
    waits = []
    for _ in range(12):
        fail("karen", 1)
        with reading() as session:
            row = session.scalars(select(ThrottleRow)).one()
            wait = (row.locked_until - row.last_failure) if row.locked_until else timedelta()
            waits.append(wait // timedelta(minutes=1))
            row_id = row.id
        if wait:
            shift(ThrottleRow, row_id, locked_until=-timedelta(minutes=15))
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]


def test_after_the_wait_the_right_password_opens_and_the_count_begins_anew():
    put_account_with_password()
    fail("karen", 5)
    with reading() as session:
        row_id = session.scalar(select(ThrottleRow.id))
    shift(ThrottleRow, row_id, locked_until=-timedelta(minutes=1, seconds=1))
    assert sign_in()
    fail("karen", 4)
    assert sign_in()


@pytest.mark.asvs("6.3.1")
def test_tries_at_once_gain_nothing():
    put_account_with_password()
    refused, waited = [], []

    def attempt():
        try:
            sign_in(password=WRONG)
        except SignInWaits as error:
            waited.append(error)
        except SignInRefused as error:
            refused.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    assert len(waited) == 7


def test_the_store_keeps_no_user_name_that_was_typed():
    fail("hemmeligt-navn", 1)
    with reading() as session:
        row = session.scalars(select(ThrottleRow)).one()
    assert "hemmeligt" not in str(vars(row))


def test_old_failures_are_forgotten_and_swept_away():
    put_account_with_password()
    fail("karen", 4)
    fail("somebody", 1)
    with reading() as session:
        ids = session.scalars(select(ThrottleRow.id)).all()
    for row_id in ids:
        shift(ThrottleRow, row_id, last_failure=-timedelta(hours=25))
    fail("karen", 4)
    with reading() as session:
        assert [row.failures for row in session.scalars(select(ThrottleRow))] == [4]


@pytest.mark.parametrize("password", ["", "x" * 500, "\0\0", "\ud800", "🙂" * 40])
def test_strange_passwords_are_refused_and_nothing_fails(password):
    put_account_with_password()
    with pytest.raises(SignInRefused):
        sign_in(password=password)
    with pytest.raises(SignInRefused):
        sign_in("<b>'; drop table --", password)


def test_signing_in_and_out_leaves_lines_in_the_log():
    here = put_account_with_password()
    _, session_id = signed_in_browser()
    actions.sessions.end(session_id)
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.row_id == session_id)).all()
    assert [line.account_id for line in lines] == [here.account_id] * 2


def test_signing_in_and_out_leaves_what_is_kept_of_the_store_as_it_is(store: Store):
    put_account_with_password()
    before = store.data_version
    _, session_id = signed_in_browser()
    actions.sessions.end(session_id)
    assert store.data_version == before


def test_a_change_of_an_account_that_ends_its_sessions_too_counts_as_a_change(store: Store):
    here = put_account_with_password(Role.COORDINATOR, staff_id=put_staff(), username="karen")
    signed_in_browser()
    by = put_account(Role.ADMINISTRATOR, username="admin")
    before = store.data_version
    actions.accounts.close(here.account_id, seen_version=1, by=by)
    assert store.data_version == before + 1


@pytest.mark.asvs("7.3.1", "7.3.2")
def test_a_page_is_told_how_long_the_session_stands_and_whether_use_would_help():
    session_id = put_session(put_account_with_password())
    idle, whole = settings().idle_minutes * 60, settings().session_hours * 3600
    seconds, hard = queries.accounts.time_left(session_id)
    assert idle - 5 <= seconds <= idle
    assert not hard
    shift(SessionRow, session_id, started_time=-timedelta(seconds=whole - 60))
    seconds, hard = queries.accounts.time_left(session_id)
    assert 50 <= seconds <= 60
    assert hard
    shift(SessionRow, session_id, started_time=-timedelta(seconds=60))
    assert queries.accounts.time_left(session_id) == (0, False)
    assert queries.accounts.time_left("made up") == (0, False)


@pytest.mark.asvs("7.3.1")
def test_who_says_so_stays_and_what_a_closing_page_saves_is_no_use():
    session_id = put_session(put_account_with_password())
    shift(SessionRow, session_id, seen_time=-timedelta(minutes=settings().idle_minutes - 1))
    actions.sessions.let_lie(session_id)
    actions.sessions.see(session_id)
    assert queries.accounts.time_left(session_id)[0] <= 60
    actions.sessions.stay(session_id)
    assert queries.accounts.time_left(session_id)[0] > 60


@pytest.mark.asvs("7.5.2")
def test_one_of_ones_own_sessions_is_ended_and_nobody_elses():
    here = put_account_with_password()
    mine, theirs = put_session(here), put_session(put_account(Role.REFERRER, username="vilde"))
    actions.sessions.end_own(mine, by=here)
    assert queries.accounts.signed_in(mine) is None
    with pytest.raises(NotFound):
        actions.sessions.end_own(theirs, by=here)
    assert queries.accounts.signed_in(theirs) is not None
