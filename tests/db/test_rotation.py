"""Keys are replaced and stores encrypted by one command each; what was there is there after."""

import stat
from datetime import date

import pytest
from sqlalchemy import select, text

from core.exchange import sheets
from db.actions import drafts
from db.clock import now
from db.encryption.key_ring import forget_ring, in_use
from db.encryption.keys import key_file
from db.encryption.rotation import (
    AlreadyEncrypted,
    AlreadyPlain,
    NewKeyMissing,
    decryption,
    encryption,
    secret_rotation,
    store_key_rotation,
)
from db.encryption.sealed import blind_index, opened, seal
from db.encryption.sealing import LeftUnderOld
from db.encryption.store_keys import StoreKeyWrong, key_beside
from db.engine import close_store, current_store, open_store, reading, transaction
from db.exchange import import_from
from db.exchange.fingerprints import fingerprint
from db.migrate import migrate
from db.models import (
    AuditRow,
    DraftRow,
    ImportedRow,
    SecondFactorRow,
    SessionRow,
    StaffRow,
    ThrottleRow,
    YoungPersonRow,
)
from db.models.signing_in import SECOND_FACTOR
from db.opening import opened_as
from db.queries.drafts import draft
from db.settings import settings
from tests.factories import person
from tests.factories_exchange import folder

pytestmark = pytest.mark.duckdb_only("keys lie beside the file")

NUMBER, NAME = "7403070014", "Vilma Vildspor-Åkande"
BY = person()
OLD, NEW = "0pKq7-Zt3Xv9_Lm2Rw8Yc5Hd1Nb6Gf4Js", "Qs4Jf6Gb1Nd5Hc8Yw2Rm_L9vX3tZ-7qKp0"
ON = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path, empty_file, monkeypatch):
    """The file of a plain store that the settings name, with somebody in it."""
    copied = tmp_path / "store.duckdb"
    copied.write_bytes(empty_file.read_bytes())
    set_to(monkeypatch, DATABASE_URL=f"duckdb:///{copied}", UNENCRYPTED="yes")
    with transaction() as session:
        session.add(YoungPersonRow(id="y1", version=1, name=NAME, cpr=NUMBER))
    drafts.keep("referral", {"cpr": NUMBER}, seen_version=0, by=BY)
    close_store()
    yield copied
    close_store()
    monkeypatch.undo()
    settings.cache_clear()
    forget_ring()


def set_to(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(f"UNGESPOR_{name}", value)
    settings.cache_clear()
    forget_ring()


def carried_out(steps):
    done = list(steps)
    close_store()
    return done


def check_all_there():
    assert current_store().alarm == ()
    with reading() as session:
        row = session.scalars(select(YoungPersonRow).where(YoungPersonRow.cpr == NUMBER)).one()
        assert (row.cpr, row.version) == (NUMBER, 1)
    assert draft("referral", by=BY).values == {"cpr": NUMBER}
    close_store()


def key_ids():
    with reading() as session:
        texts = [
            *session.scalars(select(YoungPersonRow.sealed_cpr)),
            *session.scalars(select(DraftRow.sealed_content)),
        ]
    return {each.split(".")[1] for each in texts}


@pytest.mark.asvs("11.1.1", "11.2.2", "13.3.4", "7.4.3")
def test_after_a_rotation_everything_is_sealed_under_the_new_secret_and_all_sessions_end(path):
    file, old = key_file(settings().database_url), in_use().id
    with transaction() as session:
        session.add(ThrottleRow(id="t", version=1, failures=1, last_failure=now()))
        secret = seal(SECOND_FACTOR, "JBSWY3DP", "second_factors:f1")
        session.add(
            SecondFactorRow(id="f1", version=1, account_id="a", secret=secret, made_time=now())
        )
    before, index = file.read_text(), blind_index("cpr", NUMBER)
    carried_out(secret_rotation())
    assert file.read_text() != before
    kept = file.with_name(f"store.key-old.{old}")
    assert kept.read_text() == before
    assert {stat.S_IMODE(each.stat().st_mode) for each in (file, kept)} == {0o600}
    check_all_there()
    assert key_ids() == {in_use().id} != {old}
    with reading() as session:
        factor = session.get_one(SecondFactorRow, "f1").secret
        assert factor.split(".")[1] == in_use().id
        assert opened(SECOND_FACTOR, factor, "second_factors:f1") == "JBSWY3DP"
        assert session.query(SessionRow).count() == 0
        assert session.query(ThrottleRow).count() == 0
        assert session.scalars(select(YoungPersonRow.cpr_index)).one() != index
        line = session.scalars(select(AuditRow).order_by(AuditRow.sequence.desc())).first()
    assert line.table_name == "secret_key"
    assert before not in line.changes
    close_store()
    kept.unlink()
    forget_ring()
    check_all_there()
    assert index.encode() not in path.read_bytes()


@pytest.mark.asvs("13.3.4")
def test_a_secret_from_outside_is_replaced_by_naming_the_old_beside_the_new(path, monkeypatch):
    set_to(monkeypatch, SECRET_KEY=key_file(settings().database_url).read_text())
    with pytest.raises(NewKeyMissing) as refused:
        carried_out(secret_rotation())
    assert refused.value.facts == {"variable": "UNGESPOR_SECRET_KEY"}
    close_store()
    set_to(monkeypatch, SECRET_KEY_OLD=settings().secret_key, SECRET_KEY=NEW)
    carried_out(secret_rotation())
    monkeypatch.delenv("UNGESPOR_SECRET_KEY_OLD")
    key_file(settings().database_url).unlink()
    set_to(monkeypatch)
    check_all_there()
    assert key_ids() == {in_use().id}


def test_a_sealed_value_that_nobody_listed_stops_the_rotation_before_anything_changes(path):
    with reading() as session:
        sealed = session.scalars(select(YoungPersonRow.sealed_cpr)).one()
    with transaction() as session:
        session.add(StaffRow(id="s1", version=1, name=sealed, role="x"))
    ids = key_ids()
    with pytest.raises(LeftUnderOld) as refused:
        carried_out(secret_rotation())
    assert refused.value.facts == {"columns": "staff.name"}
    close_store()
    assert key_ids() == ids
    check_all_there()


@pytest.mark.asvs("11.2.2", "14.2.4")
def test_a_store_is_encrypted_gets_another_key_and_is_written_plain_again(path, monkeypatch):
    with pytest.raises(AlreadyPlain):
        carried_out(decryption())
    set_to(monkeypatch, UNENCRYPTED="no")
    assert carried_out(encryption())[-1] == "old removed"
    assert not [file for file in path.parent.iterdir() if NAME.encode() in file.read_bytes()]
    check_all_there()
    with pytest.raises(AlreadyEncrypted):
        carried_out(encryption())
    old = current_store().key
    close_store()
    carried_out(store_key_rotation())
    with pytest.raises(StoreKeyWrong):
        opened_as(path, old)
    check_all_there()
    (kept,) = path.parent.glob("store.store-key-old.*")
    assert kept.read_text() == old.text != key_beside(path).read_text()
    carried_out(decryption())
    set_to(monkeypatch, UNENCRYPTED="yes")
    check_all_there()
    assert NAME.encode() in path.read_bytes()


def test_a_store_key_from_outside_is_replaced_by_naming_the_old_beside_the_new(path, monkeypatch):
    set_to(monkeypatch, UNENCRYPTED="no", STORE_KEY=OLD)
    carried_out(encryption())
    with pytest.raises(NewKeyMissing):
        carried_out(store_key_rotation())
    set_to(monkeypatch, STORE_KEY_OLD=OLD, STORE_KEY=NEW)
    carried_out(store_key_rotation())
    monkeypatch.delenv("UNGESPOR_STORE_KEY_OLD")
    set_to(monkeypatch)
    check_all_there()
    set_to(monkeypatch, STORE_KEY=OLD)
    with pytest.raises(StoreKeyWrong):
        current_store()


def plain_again():
    """The store as it was before migration 30."""
    where, mark = list(sheets()["young_people"]).index("cpr") * 8, fingerprint(NUMBER)
    for statement in (
        "ALTER TABLE young_people DROP COLUMN cpr_index",
        f"UPDATE young_people SET cpr = '{NUMBER}'",
        f"UPDATE imported_rows SET prints = concat(prints[1:{where}], '{mark}', prints[{where + 9}:])",
        "DELETE FROM schema_versions WHERE version = 30",
    ):
        with current_store().engine.begin() as connection:
            connection.execute(text(statement.replace(":", "\\:")))
    close_store()


@pytest.mark.asvs("11.4.1")
def test_an_older_store_is_sealed_at_its_migration_and_an_import_still_knows_what_was_sent(
    tmp_path, monkeypatch
):
    path = tmp_path / "old.duckdb"
    set_to(monkeypatch, DATABASE_URL=f"duckdb:///{path}", UNENCRYPTED="yes")
    young = [{"id": "U1", "name": NAME, "birth_date": "2007-03-14", "cpr": NUMBER}]
    sent = folder(tmp_path / "sent", {"young_people": young})
    migrate(open_store())
    import_from(sent, on=ON)
    plain_again()
    assert NUMBER.encode() in path.read_bytes()
    with reading() as session:
        row = session.get_one(YoungPersonRow, "U1")
        marks = session.scalars(select(ImportedRow.prints)).one()
        assert (row.cpr, row.cpr_index) == (NUMBER, blind_index("cpr", NUMBER))
        assert fingerprint(NUMBER) not in marks
    close_store()
    assert NUMBER.encode() not in path.read_bytes()
    (report,) = import_from(sent, on=ON).sheets.values()
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    carried_out(secret_rotation())
    (report,) = import_from(sent, on=ON).sheets.values()
    assert report.unchanged == 1
    close_store()
    monkeypatch.undo()
    settings.cache_clear()
    forget_ring()
