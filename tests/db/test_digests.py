"""The week's digest: by mail where it can be, once, without anybody in it; else on the screen."""

import threading
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from core.digest import week_of
from core.errors import BadEmail, ChangedByOther, NotAllowed
from db import actions, mail, queries
from db.clock import today
from db.engine import Store, reading, transaction
from db.models import AccountRow, DigestRow
from db.settings import settings
from tests.factories import person, put_account, put_case, put_staff
from tests.factories_network import put_consent
from tests.factories_overview import put_agreement, put_meeting
from tests.smtp_sink import certificate, sink

pytestmark = pytest.mark.usefixtures("store")
MONDAY = week_of(today())
AT_EIGHT = datetime.combine(MONDAY, time(8))
ADDRESS = "karen@eksempel.dk"


@pytest.fixture
def server(monkeypatch):
    with sink() as running:
        use(monkeypatch, running)
        yield running
    settings.cache_clear()


def use(monkeypatch, running, tls="none", **told):
    named = {"host": "127.0.0.1", "port": running.port, "from": "ungespor@eksempel.dk", "tls": tls}
    for name, value in {**named, **told}.items():
        monkeypatch.setenv(f"UNGESPOR_SMTP_{name.upper()}", str(value))
    settings.cache_clear()


def put_coordinator(email=ADDRESS, username="karen", **told):
    staff_id = put_staff("Karen Kold", "coordinator")
    here = put_account(Role.COORDINATOR, username=username, staff_id=staff_id, **told)
    if email:
        actions.own_account.set_email(email, seen_version=1, by=here)
    return here


def put_late_case(here, name="Vilma Vildspor", **columns):
    since = MONDAY - timedelta(days=200)
    values = {"referral_date": since, "start_date": since, "coordinator_id": here.staff_id}
    return put_case(name, step=Step.COLLABORATION, **{**values, **columns})


def rows():
    with reading() as session:
        return list(session.scalars(select(DigestRow)))


def an_hour_ago():
    with transaction() as session:
        row = session.scalars(select(DigestRow)).one()
        row.tried_time -= timedelta(hours=1)


def test_whoever_has_an_address_gets_one_mail_a_week(server):
    here = put_coordinator()
    put_late_case(here)
    assert mail.send_round(AT_EIGHT) == 1
    assert mail.send_round(AT_EIGHT) == 0
    assert mail.send_round(AT_EIGHT + timedelta(days=4)) == 0
    assert mail.send_round(AT_EIGHT + timedelta(days=7)) == 1
    assert server.to == [ADDRESS, ADDRESS]
    letter = server.letters[0]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"] == "ungespor@eksempel.dk"
    assert letter["Message-ID"].endswith("@eksempel.dk>")
    assert letter["Date"].datetime is not None
    assert letter.get_content_type() == "text/plain"
    assert "Netværksmøder: 1 forsinket" in letter.get_content()
    assert "http://localhost:8501/notices" in letter.get_content()


def test_nothing_goes_out_at_another_time_or_to_whoever_has_no_address(server):
    here = put_coordinator(email=None)
    put_late_case(here)
    assert mail.send_round(AT_EIGHT) == 0
    actions.own_account.set_email(ADDRESS, seen_version=1, by=here)
    assert mail.send_round(AT_EIGHT - timedelta(hours=2)) == 0
    assert server.raw == []


def test_no_mail_names_anybody_or_says_anything_that_was_typed(server):
    """Planted names, numbers, titles and texts: none is in any mail, whatever is due."""
    here = put_coordinator(name="Kanarie Navn")
    case = put_late_case(here, name="Kanarie Ung", closure_note="Kanarie note")
    with transaction() as session:
        session.get_one(AccountRow, here.account_id).organisation = "Kanarie Organisation"
    put_consent(case.id, party="Kanarie Part", valid_to=MONDAY + timedelta(days=2))
    put_agreement(case.id, MONDAY - timedelta(days=3), goal="Kanarie mål")
    put_meeting(case.id, MONDAY - timedelta(days=150))
    put_account(Role.PROJECT_LEAD, username="kanarie", name="Kanarie Leder")
    put_late_case(here, name="Kanarie To", coordinator_id=None)
    assert mail.send_round(AT_EIGHT) == 1
    said = "\n".join(f"{part.as_string()}\n{part.get_content()}" for part in server.letters)
    assert "Samtykker: 1" in said
    assert "Aftaler: 1" in said
    assert "kanarie" not in said.lower()
    assert "Vilma" not in said
    told = "\n".join(f"{part['Subject']}\n{part.get_content()}" for part in server.letters)
    assert str(case.number) not in told.replace("8501", "")  # a letter's own number is by chance
    assert case.id not in said
    assert here.account_id not in said


def test_the_mail_is_in_the_language_of_the_account(server):
    here = put_coordinator(language="en")
    put_late_case(here)
    mail.send_round(AT_EIGHT)
    assert "Network meetings: 1 overdue" in server.letters[0].get_content()


def test_two_rounds_at_once_send_one_mail(server):
    here = put_coordinator()
    put_late_case(here)
    rounds = [threading.Thread(target=mail.send_round, args=(AT_EIGHT,)) for _ in range(4)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join()
    assert len(server.raw) == 1


def test_a_failed_mail_is_written_down_tried_again_after_an_hour_and_hinders_no_other(server):
    here, server.refusals = put_coordinator(), 1
    put_late_case(here)
    other = put_coordinator("anders@eksempel.dk", username="anders")
    put_late_case(other)
    assert mail.send_round(AT_EIGHT) == 1
    failed = next(row for row in rows() if row.account_id == here.account_id)
    assert (failed.failure, failed.sent_time) == ("SMTPRecipientsRefused", None)
    assert queries.digests.to_show(by=here, on=MONDAY) != ()
    assert mail.send_round(AT_EIGHT) == 0
    with transaction() as session:
        session.get_one(DigestRow, failed.id).tried_time -= timedelta(hours=1)
    assert mail.send_round(AT_EIGHT) == 1
    assert server.to == ["anders@eksempel.dk", ADDRESS]
    assert queries.digests.to_show(by=here, on=MONDAY) == ()


def test_a_mail_of_which_nobody_knows_what_became_is_not_sent_again_but_shown(server):
    here = put_coordinator()
    put_late_case(here)
    assert actions.digests.claim(here.account_id, on=MONDAY)
    an_hour_ago()
    assert not actions.digests.claim(here.account_id, on=MONDAY)
    assert mail.send_round(AT_EIGHT) == 0
    assert queries.digests.to_show(by=here, on=MONDAY) != ()


def test_who_has_nothing_due_on_monday_gets_no_mail_later_in_the_week(server):
    here = put_coordinator()
    assert mail.send_round(AT_EIGHT) == 0
    put_late_case(here)
    assert mail.send_round(AT_EIGHT + timedelta(days=1)) == 0
    assert [row.channel for row in rows()] == ["none"]


def test_a_closed_account_gets_no_mail(server):
    here = put_coordinator()
    put_late_case(here)
    put_account(Role.ADMINISTRATOR, username="admin")
    boss = person(Role.ADMINISTRATOR)
    actions.accounts.close(here.account_id, seen_version=2, by=boss)
    assert mail.send_round(AT_EIGHT) == 0


@pytest.mark.parametrize("offered", [False, True])
def test_without_an_encrypted_way_that_can_be_trusted_nothing_is_said(
    monkeypatch, tmp_path, offered
):
    """STARTTLS is not offered, or the certificate is nobody's: no sign-in and no letter."""
    context = certificate(tmp_path)[1] if offered else None
    here = put_coordinator()
    put_late_case(here)
    with sink(encrypts=context) as running:
        use(monkeypatch, running, "starttls", user="ungespor", password="hemmeligt")
        assert mail.send_round(AT_EIGHT) == 0
        assert running.raw == []
        assert not {"AUTH", "MAIL"} & set(running.heard)
    settings.cache_clear()
    assert rows()[0].failure == ("SSLCertVerificationError" if offered else "SMTPNotSupportedError")


def test_with_a_trusted_certificate_the_mail_is_encrypted_on_its_way(monkeypatch, tmp_path):
    trusted, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    here = put_coordinator()
    put_late_case(here)
    with sink(encrypts=context) as running:
        use(monkeypatch, running, "starttls", user="ungespor", password="hemmeligt")
        assert mail.send_round(AT_EIGHT) == 1
        assert running.encrypted == [True]
        assert "AUTH" in running.heard
    settings.cache_clear()


def test_no_server_answers_and_the_round_goes_on(monkeypatch):
    here = put_coordinator()
    put_late_case(here)
    with sink() as running:
        use(monkeypatch, running)
    assert mail.send_round(AT_EIGHT) == 0
    settings.cache_clear()
    assert rows()[0].failure == "ConnectionRefusedError"


def test_without_mail_set_up_no_round_begins_and_the_week_is_shown_until_it_is_seen():
    here = put_coordinator()
    put_late_case(here)
    assert mail.begin() is None
    assert queries.digests.to_show(by=here, on=MONDAY) != ()
    actions.digests.see(by=here, on=MONDAY)
    assert queries.digests.to_show(by=here, on=MONDAY + timedelta(days=6)) == ()
    assert queries.digests.to_show(by=here, on=MONDAY + timedelta(days=7)) != ()
    assert [row.channel for row in rows()] == ["screen"]


def test_a_round_that_breaks_in_the_background_is_followed_by_the_next(server, monkeypatch):
    put_late_case(put_coordinator())
    rounds, sent, told = [], threading.Event(), []
    monkeypatch.setattr(threading, "excepthook", told.append)

    def send():
        rounds.append(threading.current_thread().name)
        if len(rounds) == 1:
            raise OSError("the first breaks")
        mail.send_round(AT_EIGHT)
        sent.set()

    ended = mail.begin(every=0.01, send=send)
    assert sent.wait(60)
    ended.set()
    assert rounds[0] == "mail round"
    assert [each.exc_type for each in told] == [OSError]
    assert server.to == [ADDRESS]


def test_what_was_seen_on_the_screen_is_not_mailed_too(server):
    here = put_coordinator(email=None)
    put_late_case(here)
    actions.digests.see(by=here, on=MONDAY)
    actions.own_account.set_email(ADDRESS, seen_version=1, by=here)
    assert mail.send_round(AT_EIGHT) == 0


def test_a_digest_that_is_written_down_leaves_all_kept_answers_standing(store: Store):
    here = put_coordinator()
    put_late_case(here)
    before = store.data_version
    actions.digests.see(by=here, on=MONDAY)
    assert store.data_version == before


# ---------------------------------------------------------------- the address of an account


def test_an_address_is_set_by_oneself_or_by_the_administrator_and_taken_out_again():
    here = put_coordinator(email=None)
    admin = put_account(Role.ADMINISTRATOR, username="admin")
    actions.accounts.set_email(here.account_id, " Karen@Eksempel.dk ", seen_version=1, by=admin)
    assert queries.accounts.own(by=here).email == "Karen@eksempel.dk"
    actions.own_account.set_email("  ", seen_version=2, by=here)
    assert queries.accounts.own(by=here).email is None


def test_a_bad_address_an_old_page_and_anybody_else_are_refused():
    here = put_coordinator()
    with pytest.raises(BadEmail):
        actions.own_account.set_email("karen@", seen_version=2, by=here)
    with pytest.raises(ChangedByOther):
        actions.own_account.set_email(ADDRESS, seen_version=1, by=here)
    with pytest.raises(NotAllowed):
        actions.accounts.set_email(here.account_id, ADDRESS, seen_version=2, by=here)
    assert queries.accounts.own(by=here).email == ADDRESS
