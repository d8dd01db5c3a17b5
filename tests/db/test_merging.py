"""Two rows of one young person become one, and exactly what was can be put back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.codes import Role, Step
from core.duplicates import Identity
from core.errors import ChangedByOther, NotAllowed
from core.merging import (
    FIELDS,
    BothOpen,
    MergedAlready,
    MergeUndone,
    SamePerson,
    UndoChanged,
    UndoTooLate,
)
from core.retention import NotLookedThrough
from db import actions, queries
from db.check import faults
from db.engine import Store, open_store, reading, transaction
from db.life import whose
from db.models import Base, CaseRow, GoalRow, YoungPersonRow, new_id
from tests import databases
from tests.factories import ON, person, put, put_case
from tests.soak.size import rounds

LEAD = person(Role.PROJECT_LEAD)
CPR = "6505060011"


def two(**columns: Any) -> tuple[CaseRow, CaseRow]:
    """A closed case and an open one, of two rows that are one young person."""
    old = put_case("Vilma Vildspor", step=Step.CLOSED, end_date=ON, **columns)
    new = put_case("Wilma Vildspor", birth_date=date(2006, 3, 6))
    put(GoalRow(id=new_id(), case_id=old.id, set_date=ON, text="Et sted at bo", version=1))
    return new, old


def merge(kept: CaseRow, other: CaseRow, *take: str, looked: bool = True) -> str:
    pair = queries.merging.pair(kept.young_person_id, other.number, by=LEAD)
    assert pair is not None
    return actions.merging.merge(
        kept.young_person_id,
        other.young_person_id,
        take=take,
        seen_versions=(pair.kept.version, pair.other.version),
        looked=looked,
        by=LEAD,
        on=ON,
    )


def everything() -> dict[str, list[Any]]:
    """Every row of every table but the log, the merges, and how often a row has changed."""
    left_out = {"audit", "merges", "store"}
    counters = {"version", "cpr"}  # sealed anew each time: `numbers` compares what it says
    with reading() as session:
        return {
            table.name: session.execute(
                select(*(c for c in table.c if c.name not in counters)).order_by(table.c.id)
            ).all()
            for table in Base.metadata.sorted_tables
            if table.name not in left_out
        }


def numbers() -> dict[str, str | None]:
    with reading() as session:
        return {young.id: young.cpr for young in session.scalars(select(YoungPersonRow))}


def test_all_cases_move_and_the_chosen_fields_with_them(store: Store) -> None:
    new, old = two()
    pair = queries.merging.pair(new.young_person_id, old.number, by=LEAD)
    assert pair is not None
    assert pair.differing == ("name", "birth_date")
    merge(new, old, "name")
    with reading() as session:
        kept = session.get_one(YoungPersonRow, new.young_person_id)
        assert session.get_one(CaseRow, old.id).young_person_id == kept.id
    assert (kept.name, kept.birth_date) == ("Vilma Vildspor", date(2006, 3, 6))
    assert faults(ON) == []
    alike = queries.referrals.namesakes(Identity("Vilma Vildspor", None), by=LEAD)
    assert [each.young_person_id for each in alike] == [kept.id]
    with transaction() as session:
        rows = whose(session, [new.id, old.id], [kept.id])
    assert set(rows.young_people) == {new.young_person_id, old.young_person_id}


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with databases.planted(tmp_path_factory.mktemp("merging")) as url:
        yield open_store(url)


texts = st.none() | st.text(min_size=1, max_size=12)


@hypothesis_settings(max_examples=rounds(4, 300))
@given(
    st.sets(st.sampled_from(FIELDS)),
    st.tuples(texts, texts),
    st.tuples(st.none() | st.just(CPR), st.none()),
    st.integers(1, 3),
)
def test_merging_and_undoing_leaves_every_table_as_it_was(
    long_lived: Store,
    take: set[str],
    considerations: tuple[str | None, str | None],
    cprs: tuple[str | None, str | None],
    more: int,
) -> None:
    new, old = two()
    with transaction() as session:
        for case, text, cpr in zip((new, old), considerations, cprs, strict=True):
            young = session.get_one(YoungPersonRow, case.young_person_id)
            young.special_considerations, young.cpr = text, cpr
        for _ in range(more):
            session.add(GoalRow(id=new_id(), case_id=new.id, set_date=ON, text="x", version=1))
    before = everything(), numbers()
    merge_id = merge(new, old, *take)
    with reading() as session:
        assert session.get_one(CaseRow, old.id).young_person_id == new.young_person_id
    actions.merging.undo(merge_id, seen_version=1, by=LEAD, on=ON)
    assert (everything(), numbers()) == before


def test_two_open_cases_are_not_merged(store: Store) -> None:
    one, other = put_case("Vilma Vildspor"), put_case("Wilma Vildspor")
    with pytest.raises(BothOpen):
        merge(one, other)


def test_a_merge_wants_a_project_leader_who_has_looked_and_nobody_in_between(
    store: Store,
) -> None:
    new, old = two()
    with pytest.raises(NotLookedThrough):
        merge(new, old, looked=False)
    ids = (new.young_person_id, old.young_person_id)
    told: dict[str, Any] = {"take": (), "looked": True, "on": ON}
    with pytest.raises(NotAllowed):
        actions.merging.merge(
            *ids, seen_versions=(1, 1), by=person(Role.COORDINATOR, staff_id="me"), **told
        )
    with pytest.raises(ChangedByOther):
        actions.merging.merge(*ids, seen_versions=(1, 7), by=LEAD, **told)
    with pytest.raises(SamePerson):
        actions.merging.merge(ids[0], ids[0], seen_versions=(1, 1), by=LEAD, **told)


def test_undoing_has_its_days_happens_once_and_loses_no_later_change(store: Store) -> None:
    new, old = two()
    merge_id = merge(new, old)
    with pytest.raises(MergedAlready):
        actions.merging.merge(
            old.young_person_id,
            new.young_person_id,
            take=(),
            seen_versions=(2, 2),
            looked=True,
            by=LEAD,
            on=ON,
        )
    with pytest.raises(UndoTooLate):
        actions.merging.undo(merge_id, seen_version=1, by=LEAD, on=ON + timedelta(days=31))
    (told,) = queries.merging.merges(new.young_person_id, by=LEAD)
    assert (told.numbers, told.undone_date) == ((old.number,), None)
    actions.merging.undo(merge_id, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MergeUndone):
        actions.merging.undo(merge_id, seen_version=2, by=LEAD, on=ON)
    second = merge(new, old)
    with transaction() as session:
        young = session.get_one(YoungPersonRow, new.young_person_id)
        young.phone, young.version = "12345678", young.version + 1
    with pytest.raises(UndoChanged):
        actions.merging.undo(second, seen_version=1, by=LEAD, on=ON)
