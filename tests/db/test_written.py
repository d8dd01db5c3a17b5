"""What is kept is forgotten when a table is written to that it was read from, and only then."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from core.codes import Role
from db.bulk import bulk_insert, bulk_update
from db.engine import Store, reading, transaction
from db.kept import Kept, UntilWritten
from db.models import Base, DraftRow, MeasurementRow, SettingRow, StaffRow, YoungPersonRow, new_id
from db.written import tables_in, tables_read, tables_written
from tests.factories import put, put_account, put_case, put_staff


def _names() -> tuple[str, ...]:
    with reading() as session:
        return tuple(session.scalars(select(StaffRow.name).order_by(StaffRow.name)))


@pytest.fixture
def names() -> Kept[tuple[str, ...]]:
    """The names of all staff, kept."""
    return Kept(_names)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, names: Kept[tuple[str, ...]]) -> list[int]:
    """One for each time that the names were asked for in the store."""
    found: list[int] = []

    def counted() -> tuple[str, ...]:
        found.append(1)
        return _names()

    monkeypatch.setattr(names, "_make", counted)
    return found


def _written(write: Callable[[Session], object]) -> None:
    with transaction() as session:
        write(session)
        session.info["changed"] = True


def _ida() -> dict[str, Any]:
    return {"id": "ida", "version": 1, "name": "Ida Iversen", "role": "support_worker"}


def _one_more(session: Session) -> None:
    session.add(StaffRow(**_ida()))


WAYS: dict[str, Callable[[Session], object]] = {
    "a row": _one_more,
    "a statement": lambda session: session.execute(insert(StaffRow).values(_ida())),
    "the connection": lambda session: session.connection().execute(insert(StaffRow), [_ida()]),
    "in bulk": lambda session: bulk_insert(
        session, StaffRow, {key: [value] for key, value in _ida().items() if key != "version"}
    ),
    "words": lambda session: session.execute(
        text("INSERT INTO staff (id, version, name, role) VALUES ('ida', 1, 'Ida Iversen', 'x')")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_a_table_is_written_to_what_was_read_from_it_is_asked_again(
    store: Store, names: Kept[tuple[str, ...]], way: str
) -> None:
    assert names() == ()
    _written(WAYS[way])
    assert names() == ("Ida Iversen",)
    for change in (
        lambda session: session.execute(update(StaffRow).values(name="Ida Ibsen")),
        lambda session: setattr(session.get_one(StaffRow, "ida"), "name", "Ida Ipsen"),
        lambda session: bulk_update(session, StaffRow, {"id": ["ida"], "name": ["Ida Iversen"]}),
        lambda session: session.execute(delete(StaffRow)),
    ):
        before = names()
        _written(change)
        assert names() != before
        assert names() == _names()


def test_a_write_elsewhere_asks_nothing_again(
    store: Store, names: Kept[tuple[str, ...]], asked: list[int]
) -> None:
    put_staff("Bo Bang")
    assert names() == ("Bo Bang",)
    case = put_case()
    put(MeasurementRow(case_id=case.id, date=case.referral_date, kind="follow_up"))
    assert names() == ("Bo Bang",)
    assert asked == [1]


def test_what_is_undone_or_written_past_everything_forgets_it_too(
    store: Store, names: Kept[tuple[str, ...]], asked: list[int]
) -> None:
    names()
    with pytest.raises(ZeroDivisionError):
        _written(lambda session: (_one_more(session), session.flush(), 1 / 0))
    assert names() == ()
    store.changed_unseen()
    assert names() == ()
    assert asked == [1, 1, 1]


def test_a_write_that_changes_no_content_counts_for_what_was_read_from_its_table(
    store: Store,
) -> None:
    def drafts() -> int:
        with reading() as session:
            return len(session.scalars(select(DraftRow)).all())

    kept = Kept(drafts)
    typing = put_account(Role.COORDINATOR)
    assert kept() == 0
    with transaction(small=True) as session:
        session.add(_draft(typing.account_id))
    assert kept() == 1


def _draft(account_id: str) -> Base:
    return DraftRow(
        id=new_id(),
        version=1,
        account_id=account_id,
        form="referral",
        sealed_content="x",
        saved_time=datetime(2026, 5, 4, tzinfo=UTC),
    )


def test_an_answer_made_from_kept_answers_follows_from_their_tables(
    store: Store, names: Kept[tuple[str, ...]]
) -> None:
    """Also where they are not asked again while it is made."""
    names()
    greeting = Kept(lambda: "Hej " + " og ".join(names()))
    quick = UntilWritten(greeting)
    longer = Kept(lambda: quick() + "!")
    assert longer() == "Hej !"
    put_staff("Bo Bang")
    assert longer() == "Hej Bo Bang!"


def test_an_answer_that_was_read_from_no_table_is_kept_until_anything_changes(
    store: Store,
) -> None:
    told = iter(range(9))
    kept = Kept(lambda: next(told))
    assert (kept(), kept()) == (0, 0)
    put(
        SettingRow(id=new_id(), version=1, name="x", value="1", valid_from=put_case().referral_date)
    )
    assert kept() == 1


def test_the_tables_are_seen_in_the_words_of_a_statement() -> None:
    young = YoungPersonRow.__tablename__
    assert tables_in(f'SELECT x FROM "{young}" AS a, app.staff') == {young, "staff"}
    assert tables_in("SELECT 1 FROM staffs") == frozenset()
    assert tables_in("DELETE FROM drafts WHERE id IN (SELECT id FROM cases)") == {"drafts", "cases"}


def test_what_is_read_within_is_read_around_and_a_question_writes_nothing(store: Store) -> None:
    with tables_read() as around, tables_written() as written:
        with tables_read() as within:
            _names()
        put_case()
    assert (within, "staff" in around) == ({"staff"}, True)
    assert written == set()  # a write of its own looks for itself
