"""Anonymised for good: nothing that anybody wrote is left, every figure stays, no way back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import String, select, update
from typer.testing import CliRunner

from core.anonymising import NOBODY
from core.calendar import add_months
from core.codes import Role, Step, Variant
from core.life import Gone, lines
from core.permissions import Act
from core.quarters import quarters_to
from core.records.access_log import LineKind
from core.tallies import Period
from db import demo, queries
from db.__main__ import app
from db.audit import note_act
from db.check import faults
from db.clock import now
from db.engine import (
    Store,
    close_store,
    current_store,
    open_store,
    reading,
    transaction,
)
from db.exchange import export_to, import_from
from db.life import (
    GoneListBroken,
    GoneListNowhere,
    anonymise,
    apply_gone,
    gone_file,
    remember,
    returned,
)
from db.life.gone import GoneListUnwritable
from db.life.whose import ways
from db.log.chain_check import breaks
from db.models import (
    AccountRow,
    Base,
    CaseRow,
    DraftRow,
    ImportedRow,
    YoungPersonRow,
    new_id,
)
from db.safekeeping.check_files import file_faults
from db.settings import settings
from tests import databases
from tests.factories import ON, person, put, put_case
from tests.soak.size import rounds

LEAD = person(Role.PROJECT_LEAD)
CANARY = "Kanariegul"
PERIODS = (
    Period(date(2026, 1, 1), date(2026, 5, 4)),
    Period(date(2024, 1, 1), date(2026, 5, 4)),
)


def written_columns() -> Iterator[tuple[Any, Any]]:
    """The columns that somebody writes in, of the tables about young people."""
    for name in ways():
        table = Base.metadata.tables[name]
        for line in lines()[name]:
            column = table.c[line.column]
            if line.gone not in {Gone.KEEP, Gone.COARSEN} and isinstance(column.type, String):
                yield table, column


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text of every column of every table, the log's too."""
    with reading() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.c if isinstance(column.type, String)]
            for row in session.execute(select(*columns)):
                for column, value in zip(columns, row, strict=True):
                    if value is not None:
                        yield table.name, column.name, value


def plant_canaries() -> None:
    """Write a word of our own wherever somebody could have written something."""
    documents = {
        Gone.SCRUB: json.dumps({"why": CANARY, "before": None}),
        Gone.LIST: json.dumps([{"name": CANARY}]),
        Gone.OBJECT: json.dumps({"name": CANARY}),
    }
    how = {(line.table, line.column): line.gone for all_ in lines().values() for line in all_}
    with transaction() as session:
        for table, column in written_columns():
            text = documents.get(how[table.name, column.name], f"{CANARY} {column.name}")
            if (table.name, column.name) != ("case_events", "details"):
                session.execute(update(table).values({column.name: text}))
        case = session.scalars(select(CaseRow)).first()
        said = {"text": [None, f"{CANARY} name"]}
        note_act(session, LEAD, Act.HOLD_MEETINGS, "goals", said, case_id=case.id)
        note_act(session, LEAD, Act.SEE_CASE, "young_people", said, kind=LineKind.SEARCH)
        form = {"content": json.dumps({"text": CANARY}), "saved_time": now()}
        writer = session.scalars(select(AccountRow.id)).first()
        session.add(DraftRow(id=new_id(), account_id=writer, form=f"goal_form.{case.id}", **form))
        session.add(ImportedRow(id=f"cases:{case.id}", prints="00000000"))
        session.info["changed"] = True


def figures(period: Period, *variants: Variant) -> dict[str, Any]:
    made = {
        str(variant): json.loads(
            json.dumps(dict(queries.tallies.figures(period, variant, by=None)), default=str)
        )
        for variant in (None, *variants)
    }
    work = queries.costs.work(period, by=LEAD)
    return {**made, "spent": sorted(map(repr, work.spent)), "stays": sorted(map(repr, work.stays))}


def practice() -> dict[str, Any]:
    """Every indicator of fidelity over half a year, and all that the forecast is made of."""
    quarters = quarters_to(Period(date(2026, 4, 1), date(2026, 6, 30)), 2)
    told = {
        (quarter.from_date, key): (found.kept, found.of, found.granted, found.whose)
        for quarter in quarters
        for key, found in queries.fidelity.indicators(quarter, by=LEAD, on=ON).items()
    }
    return {"indicators": told, "forecast": repr(queries.forecast.history(ON))}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A demo store in which everybody is anonymised; holds what was true of it before."""
    url = databases.laid(tmp_path_factory.mktemp("life") / "store.duckdb")
    open_store(url)
    demo.fill(on=ON, young_people=12)
    told: dict[str, Any] = {"practice": practice()}
    months = [add_months(date(2025, 2, 1), n) for n in (3, 10)]
    told["figures"] = {each: figures(each, *Variant) for each in PERIODS}
    told["by month"] = {first: figures(Period(first, ON)) for first in months}
    plant_canaries()
    with reading() as session:
        told["born"] = dict(
            session.execute(select(YoungPersonRow.id, YoungPersonRow.birth_date)).all()
        )
    told["planted"] = sum(CANARY in text for *_, text in texts())
    with transaction() as session:
        cases = session.execute(select(CaseRow.id, CaseRow.young_person_id)).all()
        anonymise(session, [row[0] for row in cases], [row[1] for row in cases], ON)
    yield told
    close_store()
    databases.remove(url)


def test_every_column_of_every_table_has_a_line_and_every_line_a_column() -> None:
    stored = {(table.name, c.name) for table in Base.metadata.sorted_tables for c in table.columns}
    told = [(line.table, line.column) for columns in lines().values() for line in columns]
    assert sorted(stored - set(told)) == [], "lines for core/reference/life_of_data.csv"
    assert sorted(set(told) - stored) == []
    assert len(told) == len(set(told))


def test_a_column_that_must_be_filled_is_never_cleared() -> None:
    for table, columns in lines().items():
        for line in columns:
            if line.gone is Gone.CLEAR:
                assert Base.metadata.tables[table].c[line.column].nullable, line


@pytest.mark.asvs("14.2.7")
def test_nothing_that_anybody_wrote_about_a_young_person_is_left_anywhere(
    before: dict[str, Any],
) -> None:
    assert before["planted"] > 300
    assert [each for each in texts() if CANARY in each[2]] == []


def test_every_figure_stays_what_it_was(before: dict[str, Any]) -> None:
    for period, told in before["figures"].items():
        assert figures(period, *Variant) == told
    for first, told in before["by month"].items():
        assert figures(Period(first, ON)) == told


def test_every_indicator_and_the_forecasts_days_stay_what_they_were(
    before: dict[str, Any],
) -> None:
    assert practice() == before["practice"]


def test_names_are_gone_and_hardly_a_birth_date_is_the_right_one(before: dict[str, Any]) -> None:
    with reading() as session:
        young = session.scalars(select(YoungPersonRow)).all()
    assert {each.name for each in young} == {NOBODY}
    assert {each.cpr for each in young} == {None}
    exact = sum(each.birth_date == before["born"][each.id] for each in young)
    assert exact <= len(young) / 4


def test_an_anonymised_store_still_holds_together(before: dict[str, Any]) -> None:
    assert faults(ON) == []
    assert breaks(current_store()) == ()
    with reading() as session:
        numbers = session.scalars(select(CaseRow.number)).all()
    for number in numbers[:3]:
        case = queries.cases.header(number, by=LEAD)
        assert case is not None
        assert queries.timeline.story(case.id, by=LEAD, on=ON) is not None


# ---------------------------------------------------------------- no way back


def gone(case: CaseRow) -> None:
    with transaction() as session:
        rows = anonymise(session, [case.id], [case.young_person_id], ON)
        remember(rows.cases, rows.young_people, ON)


def name_of(case: CaseRow) -> str:
    with reading() as session:
        return session.get_one(YoungPersonRow, case.young_person_id).name


def test_a_second_import_does_not_bring_the_person_back(store: Store, tmp_path: Path) -> None:
    case = put_case("Vilma Vildspor", referral_reason="Sover hos venner.")
    put_case("Silje Sidevej")
    export_to(tmp_path / "lists")
    gone(case)
    report = import_from(tmp_path / "lists", on=ON)
    assert report.saved
    assert [each.code for each in report.warnings].count("anonymised") == 2
    assert name_of(case) == NOBODY
    assert not any("Vilma" in text or "Sover" in text for *_, text in texts())


@pytest.fixture
def its_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The list of who is anonymised, of this test alone; every copy of the store has its key."""
    monkeypatch.setenv("UNGESPOR_SECRET_KEY", databases.SECRET)
    with databases.listed(tmp_path) as file:
        yield file


@contextmanager
def copy_from_before(store: Store, folder: Path, case: CaseRow) -> Iterator[Store]:
    """Anonymise the case, and open a copy of the store that was made before."""
    close_store()
    folder.mkdir()
    url = databases.copied(store.url, folder)
    open_store(store.url)
    gone(case)
    close_store()
    yield open_store(url)
    close_store()
    databases.remove(url)


@pytest.mark.usefixtures("its_list")
def test_a_restored_copy_is_anonymised_again(store: Store, tmp_path: Path) -> None:
    case, other = put_case("Vilma Vildspor"), put_case("Silje Sidevej")
    with copy_from_before(store, tmp_path / "before", case) as restored:
        assert name_of(case) == "Vilma Vildspor"
        assert [each.code for each in file_faults(restored, deep=False)] == ["gone_returned"]
        before = restored.turn.version()
        assert apply_gone(restored) == 2
        assert restored.turn.alone or restored.turn.version() == before + 1
        assert (name_of(case), name_of(other)) == (NOBODY, "Silje Sidevej")
        assert apply_gone(restored) == returned(restored) == 0


@pytest.mark.usefixtures("its_list")
def test_the_command_for_a_server_anonymises_a_restored_copy_again(
    store: Store, tmp_path: Path
) -> None:
    case = put_case("Vilma Vildspor")
    with copy_from_before(store, tmp_path / "before", case) as restored:
        told = CliRunner().invoke(app, ["anonymise-again"], env={"LANG": "C"})
        assert (told.exit_code, told.stdout) == (0, "Anonymiseret igen: 2 forløb og unge.\n")
        open_store(restored.url)
        assert name_of(case) == NOBODY


@pytest.mark.usefixtures("its_list")
def test_an_import_into_a_restored_copy_brings_nobody_back(store: Store, tmp_path: Path) -> None:
    case = put_case("Vilma Vildspor", referral_reason="Sover hos venner.")
    export_to(tmp_path / "lists")
    with copy_from_before(store, tmp_path / "before", case):
        report = import_from(tmp_path / "lists", on=ON)
        assert [each.code for each in report.warnings].count("anonymised") == 2
        assert not any("Vilma" in text or "Sover" in text for *_, text in texts())


@pytest.mark.usefixtures("its_list")
def test_an_import_into_a_copy_from_before_they_came_brings_nobody_in(
    store: Store, tmp_path: Path
) -> None:
    case = put_case("Vilma Vildspor", referral_reason="Sover hos venner.")
    put_case("Silje Sidevej")
    export_to(tmp_path / "lists")
    gone(case)
    close_store()
    (tmp_path / "empty").mkdir()
    open_store(url := databases.laid(tmp_path / "empty" / "store.duckdb"))
    assert import_from(tmp_path / "lists", on=ON).saved
    with reading() as session:
        assert session.scalars(select(YoungPersonRow.name)).all() == ["Silje Sidevej"]
    close_store()
    databases.remove(url)


@pytest.mark.skipif(databases.SERVER is None, reason="a file has its list beside it")
def test_where_the_list_has_no_place_nobody_is_anonymised(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = put_case("Vilma Vildspor")
    monkeypatch.delenv("UNGESPOR_GONE_FILE")
    settings.cache_clear()
    try:
        assert gone_file(store.url) is None
        with pytest.raises(GoneListNowhere):
            gone(case)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert name_of(case) == "Vilma Vildspor"


def test_a_list_that_can_not_be_written_keeps_everybody(store: Store, its_list: Path) -> None:
    case = put_case("Vilma Vildspor")
    its_list.mkdir()
    with pytest.raises(GoneListUnwritable):
        gone(case)
    assert name_of(case) == "Vilma Vildspor"


def test_the_list_beside_the_store_names_nobody_and_shows_that_it_was_changed(
    store: Store, its_list: Path
) -> None:
    first, second = put_case("Vilma Vildspor"), put_case("Silje Sidevej")
    gone(first)
    gone(second)
    file = gone_file(store.url)
    assert file == its_list
    held = file.read_text()
    assert held.count("\n") == 4
    assert "Vilma" not in held
    file.write_text(held[:-20])
    assert apply_gone(store) == 0
    gone(put_case("Emil Enebær"))
    assert file.read_text().count("\n") == 5
    file.write_text(file.read_text().replace(first.id, second.id))
    with pytest.raises(GoneListBroken):
        apply_gone(store)


def test_a_person_with_another_case_keeps_the_name_until_that_is_gone_too(store: Store) -> None:
    case = put_case("Vilma Vildspor")
    put(CaseRow(**_second(case)))
    with transaction() as session:
        anonymise(session, [case.id], [], ON)
    assert name_of(case) == "Vilma Vildspor"


def _second(case: CaseRow) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "number": 4711,
        "step": "referred",
        "variant": "H",
        "young_person_id": case.young_person_id,
        "referral_date": ON,
    }


@pytest.mark.usefixtures("store")
@hypothesis_settings(max_examples=rounds(2, 40))
@given(
    st.lists(
        st.tuples(
            st.dates(date(2003, 1, 1), date(2009, 12, 31)),
            st.dates(date(2024, 6, 1), date(2026, 4, 1)),
            st.none() | st.integers(0, 600),
            st.sampled_from(Variant),
        ),
        min_size=4,
        max_size=8,
    ),
    st.integers(0, 23),
)
def test_generated_young_people_count_as_before(
    lives: list[tuple[date, date, int | None, Variant]], month: int
) -> None:
    period = Period(add_months(date(2024, 6, 1), month), ON)
    cases = [_begun(*life) for life in lives]
    told = figures(period)
    with transaction() as session:
        anonymise(
            session, [case.id for case in cases], [case.young_person_id for case in cases], ON
        )
    assert figures(period) == told


def _begun(born: date, start: date, long: int | None, variant: Variant) -> CaseRow:
    return put_case(
        birth_date=born,
        start_date=start,
        end_date=None if long is None else start + timedelta(days=long),
        decision="accepted",
        decision_date=start,
        referral_date=start,
        step=Step.START_UP,
        variant=variant,
    )
