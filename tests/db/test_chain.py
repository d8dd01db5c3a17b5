"""The log is a chain with an anchor: what is altered, taken out, put in or cut off is found."""

import shutil
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.errors import MissingValue
from core.permissions import Act
from core.records.access_log import LineKind
from core.words import LANGUAGES
from db.actions.log_accepting import LogInOrder, accept
from db.audit import claim, note, note_act
from db.commands.log import told
from db.engine import close_store, open_store, transaction
from db.errors import LogUnwritable, StoreReadOnly
from db.log import chain
from db.log.anchor import LARGEST, Anchor, Seen
from db.log.chain import Flaw
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import AuditRow, CaseRow
from tests import databases
from tests.factories import person, put_case

LINES = 12
NAIVE_1990 = datetime(1990, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def _work(case, count=LINES, start=0):
    for number in range(start, start + count):
        with transaction() as session:
            row = claim(session, CaseRow, case.id, number + 1)
            row.wishes = f"Ønske nr. {number} \u2028 \N{GRINNING FACE}"
            note(session, person(name="Åse Ørred"), Act.ASSESS, row)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """The address of a store whose log has lines, closed, and its anchor."""
    folder = tmp_path_factory.mktemp("worked")
    url = databases.laid(folder / "store.duckdb")
    with databases.anchored(folder) as anchor:
        open_store(url)
        _work(put_case())
        close_store()
    yield url, anchor
    databases.remove(url)


@contextmanager
def _copy(worked, folder):
    """A copy of it to tamper with, open, with its anchor in the folder; gone afterwards."""
    url, anchor = worked
    shutil.copy(anchor, folder)
    copied = databases.copied(url, folder)
    with databases.anchored(folder):
        yield open_store(copied)
    close_store()
    databases.remove(copied)


@pytest.fixture
def worked_store(worked, tmp_path):
    with _copy(worked, tmp_path) as store:
        yield store


def _change(store, statement, **values):
    with store.engine.begin() as connection:
        connection.execute(text(statement), values)


def _flaws(store):
    return [(each.sequence, each.flaw) for each in breaks(store)]


@pytest.mark.asvs("16.4.2")
def test_a_log_that_nobody_touched_holds(worked_store):
    assert breaks(worked_store) == ()


ALTERATIONS = {
    "time": "time + INTERVAL '1' SECOND",
    "account_id": "'somebody'",
    "name": "'Bo Blæst'",
    "act": "'close_case'",
    "kind": "'read'",
    "table_name": "'people'",
    "row_id": "'another'",
    "row_version": "row_version + 1",
    "case_id": "NULL",
    "purpose": "'Oprydning'",
    "changes": "'{}'",
    "changes_hash": f"'{chain.text_hash('{}')}'",
    "previous_hash": f"'{chain.text_hash('x')}'",
    "line_hash": f"'{chain.text_hash('x')}'",
}


@pytest.mark.asvs("16.4.2")
@pytest.mark.parametrize("column", ALTERATIONS)
def test_an_altered_column_of_a_line_is_found_at_that_line(worked_store, column):
    _change(worked_store, f"UPDATE audit SET {column} = {ALTERATIONS[column]} WHERE sequence = 5")
    assert _flaws(worked_store)[0][0] in {5, 6}


def test_a_line_altered_together_with_its_hashes_breaks_the_one_after_it(worked_store):
    with worked_store.sessions(bind=worked_store.engine) as session, session.begin():
        row = session.query(AuditRow).filter_by(sequence=5).one()
        row.changes = "{}"
        row.changes_hash = chain.text_hash("{}")
        covered = (getattr(row, column) for column in chain.COVERED)
        row.line_hash = chain.line_hash(5, row.time, row.previous_hash, covered)
    assert _flaws(worked_store) == [(6, Flaw.MISSING_BEFORE), (5, Flaw.EDITED)]


def test_a_chain_computed_anew_from_an_altered_line_on_does_not_fit_its_anchor(worked_store):
    _forge(worked_store, 5)
    assert [flaw for _, flaw in _flaws(worked_store)] == [Flaw.EDITED]


def _forge(store, first):
    """What somebody does who can write the file and knows this program, but not the key."""
    with store.sessions(bind=store.engine) as session, session.begin():
        before = session.query(AuditRow).filter_by(sequence=first - 1).one().line_hash
        for row in session.query(AuditRow).filter(AuditRow.sequence >= first).order_by("sequence"):
            row.name, row.previous_hash = "Bo Blæst", before
            covered = (getattr(row, column) for column in chain.COVERED)
            row.line_hash = before = chain.line_hash(row.sequence, row.time, before, covered)


@pytest.mark.asvs("16.4.2")
@settings(max_examples=12)
@given(gone=st.sets(st.integers(1, LINES), min_size=1))
def test_whichever_lines_are_taken_out_it_is_found(worked, tmp_path_factory, gone):
    with _copy(worked, tmp_path_factory.mktemp("copy")) as store:
        _change(store, f"DELETE FROM audit WHERE sequence IN ({', '.join(map(str, gone))})")
        assert breaks(store)


@settings(max_examples=8)
@given(kept=st.integers(0, LINES - 1))
def test_a_lost_end_of_any_length_is_found(worked, tmp_path_factory, kept):
    with _copy(worked, tmp_path_factory.mktemp("copy")) as store:
        _change(store, "DELETE FROM audit WHERE sequence > :kept", kept=kept)
        assert breaks(store)[-1].flaw is Flaw.TAIL_LOST


def test_yesterdays_store_put_back_in_its_place_is_found(worked_store, worked, tmp_path):
    with worked_store.sessions() as session:
        case = session.query(CaseRow).one()
    _work(case, 1, start=LINES)
    close_store()
    (tmp_path / "yesterday").mkdir()
    url = databases.copied(worked[0], tmp_path / "yesterday")
    assert [each.flaw for each in breaks(open_store(url))] == [Flaw.TAIL_LOST]
    close_store()
    databases.remove(url)


def test_a_line_put_in_beside_the_program_is_found(worked_store):
    _change(
        worked_store,
        "INSERT INTO audit (id, version, time, act, table_name, row_id, changes)"
        " VALUES ('x', 1, now(), 'see_case', 'cases', 'c1', '{}')",
    )
    assert _flaws(worked_store) == [(0, Flaw.UNCHAINED)]


def test_the_anchor_gone_is_found(worked_store, tmp_path):
    (tmp_path / "store.anchor").unlink()
    assert [flaw for _, flaw in _flaws(worked_store)] == [Flaw.ANCHOR_MISSING]


@pytest.mark.parametrize(("place", "sign"), [(3, "f"), (70, "\n"), (90, "0"), (400, "æ")])
def test_an_anchor_written_by_somebody_else_is_found(worked_store, tmp_path, place, sign):
    content = (tmp_path / "store.anchor").read_text()
    if content[place] == sign:
        sign = "1"
    (tmp_path / "store.anchor").write_text(content[:place] + sign + content[place + 1 :])
    assert Flaw.ANCHOR_FORGED in [flaw for _, flaw in _flaws(worked_store)]


def test_what_was_emptied_for_an_anonymised_case_is_no_break_and_else_it_is(worked_store):
    with worked_store.sessions() as session:
        case_id = session.query(CaseRow).one().id
    _change(worked_store, "UPDATE audit SET changes = '' WHERE sequence IN (3, 4)")
    assert [flaw for _, flaw in _flaws(worked_store)] == [Flaw.EMPTIED, Flaw.EMPTIED]
    with transaction() as session:
        note_act(session, None, Act.MANAGE_SETTINGS, chain.ANONYMISED, {}, case_id=case_id)
    assert breaks(worked_store) == ()


def test_while_the_log_does_not_hold_people_can_read_but_nothing_is_changed(worked_store):
    with worked_store.sessions() as session:
        case = session.query(CaseRow).one()
    worked_store.alarm = (chain.Break(5, Flaw.EDITED),)
    with pytest.raises(StoreReadOnly):
        _work(case, 1, start=LINES)
    with transaction() as session:
        note_act(session, person(), Act.SEE_CASE, "young_person", {}, kind=LineKind.READ)
    with worked_store.sessions() as session:
        assert session.get(CaseRow, case.id).version == LINES + 1
        assert session.query(AuditRow).filter_by(kind="read").count() == 1


@pytest.mark.asvs("16.5.3")
def test_where_the_line_can_not_be_written_the_change_is_not_made(worked_store):
    with worked_store.sessions() as session:
        case = session.query(CaseRow).one()
    _change(worked_store, "ALTER TABLE audit RENAME TO elsewhere")
    with pytest.raises(Exception, match="audit"):
        _work(case, 1, start=LINES)
    with worked_store.sessions() as session:
        assert session.get(CaseRow, case.id).wishes.startswith(f"Ønske nr. {LINES - 1}")


def test_where_the_anchor_can_not_be_written_the_next_change_waits_for_it(worked_store, tmp_path):
    with worked_store.sessions() as session:
        case = session.query(CaseRow).one()
    path = tmp_path / "store.anchor"
    content = path.read_bytes()
    path.unlink()
    path.mkdir()
    worked_store.anchor.close()
    _work(case, 1, start=LINES)
    with pytest.raises(LogUnwritable):
        _work(case, 1, start=LINES + 1)
    path.rmdir()
    path.write_bytes(content)
    _work(case, 1, start=LINES + 1)
    assert breaks(worked_store) == ()


def test_eight_writers_at_once_make_one_chain(worked_store):
    def look(number):
        for _ in range(3):
            with transaction() as session:
                note_act(session, person(name=f"Nr. {number}"), Act.SEE_CASE, "status", {})

    threads = [threading.Thread(target=look, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert breaks(worked_store) == ()
    with worked_store.sessions() as session:
        assert chain.head_of(session).sequence == 24 + LINES


def test_lines_from_before_the_chain_are_taken_into_it(tmp_path):
    store = open_store(databases.fresh(tmp_path, "old"))
    migrate(store, to=24)
    for number in range(3):
        _change(
            store,
            "INSERT INTO audit (id, version, time, act, table_name, row_id, row_version, changes)"
            " VALUES (:id, 1, TIMESTAMPTZ '2026-03-29 01:59:59.123456+01:00' + :n * INTERVAL '1' HOUR,"
            " 'see_case', 'cases', 'c1', :n, '{\"name\": [null, \"Åse\"]}')",
            id=f"l{number}",
            n=number,
        )
    migrate(store)
    assert breaks(store) == ()
    if store.anchor is not None:
        assert store.anchor.read().heads[-1].sequence == 3
    with store.sessions() as session:
        assert chain.head_of(session).sequence == 3
    close_store()


def test_a_half_written_end_of_the_anchor_was_never_acknowledged(tmp_path):
    anchor = Anchor(tmp_path / "a", lambda: b"k" * 32)
    anchor.append(Seen(1, "a" * 64))
    anchor.close()
    with (tmp_path / "a").open("ab") as file:
        file.write(b"2 bbbb")
    assert anchor.read().sound
    anchor.append(Seen(2, "b" * 64))
    assert [each.sequence for each in anchor.read().heads] == [1, 2]
    assert anchor.read().sound


def test_an_anchor_grown_large_is_shortened_and_still_signed(tmp_path):
    anchor = Anchor(tmp_path / "a", lambda: b"k" * 32)
    signature, lines = "0" * 64, []
    for number in range(1, LARGEST // 150 + 2):
        line, signature = anchor._line(Seen(number, "a" * 64), signature)
        lines.append(line)
    (tmp_path / "a").write_bytes(b"0" * 64 + b"\n" + b"".join(lines))
    anchor.append(Seen(len(lines) + 1, "b" * 64))
    assert anchor.read().sound
    assert anchor.read().heads[-1].sequence == len(lines) + 1
    assert (tmp_path / "a").stat().st_size < LARGEST


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    time=st.datetimes(timezones=st.just(UTC), min_value=NAIVE_1990),
    name=st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    version=st.none() | st.integers(0, 2**31 - 1),
)
def test_the_store_and_the_program_compute_one_hash(worked_store, time, name, version):
    with transaction() as session:
        line = AuditRow(
            time=time, name=name, act="see_case", table_name="x", row_id="y", row_version=version
        )
        line.changes = "{}"
        chain.append(session, line)
    assert breaks(worked_store) == ()


def test_a_break_is_accepted_as_it_stands_with_a_reason_and_a_new_one_is_found(worked_store):
    with worked_store.sessions() as session:
        case = session.query(CaseRow).one()
    _change(worked_store, "UPDATE audit SET name = 'Bo' WHERE sequence IN (3, 7)")
    worked_store.alarm = breaks(worked_store)
    with pytest.raises(MissingValue):
        accept(worked_store, " ")
    assert {each.sequence for each in accept(worked_store, "Rettet ved en fejl")} == {3, 7}
    assert worked_store.alarm == ()
    _work(case, 1, start=LINES)
    _change(worked_store, "UPDATE audit SET name = 'Lis' WHERE sequence = 3")
    assert {each.sequence for each in breaks(worked_store)} == {3}


def test_after_a_lost_end_is_accepted_work_goes_on_and_the_old_anchor_is_kept(
    worked_store, tmp_path
):
    _change(worked_store, "DELETE FROM audit WHERE sequence > 9")
    worked_store.alarm = breaks(worked_store)
    accept(worked_store, "Gendannet fra i går")
    assert breaks(worked_store) == ()
    assert len(list(tmp_path.glob("store.anchor.2*"))) == 1
    with pytest.raises(LogInOrder):
        accept(worked_store, "igen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flaw_has_its_sentence(language):
    for flaw in Flaw:
        assert told(language, chain.Break(5, flaw))
