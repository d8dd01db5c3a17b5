"""Keep the small-scale tests: begin one, write its steps, let the next round follow."""

from datetime import date

from sqlalchemy.orm import Session

from core.permissions import Act, check_may
from core.records.implementation import SmallTest
from core.records.people import Person
from core.small_tests import SmallTestTold, check_may_go_on, check_outcome_stands, checked_test
from db.actions.owned import claim_told, named_owner
from db.actions.reached import fill
from db.audit import add, note
from db.engine import transaction
from db.models import SmallTestRow
from db.queries.implementation_rows import small_tests_of

ACT = Act.WRITE_IMPLEMENTATION


def begin_test(told: SmallTestTold, *, by: Person, on: date) -> str:
    """Begin a small-scale test; returns the id."""
    with transaction() as session:
        check_may(by, ACT)
        row = SmallTestRow(round=1)
        _tell(session, row, checked_test(told, on))
        note(session, by, ACT, add(session, row))
        return row.id


def change_test(
    test_id: str, told: SmallTestTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Write on a test, and decide its outcome when all steps are written."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim_told(session, SmallTestRow, test_id, seen_version)
        checked = checked_test(told, on)
        known = small_tests_of(session, {})
        check_outcome_stands(_one(known, test_id), checked.outcome, known)
        _tell(session, row, checked)
        note(session, by, ACT, row)


def begin_next_round(
    test_id: str,
    *,
    aim: str | None,
    due_date: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> str:
    """Begin the round that continues from a test; returns its id.

    Title and owner are carried over. Raises RoundUndecided or RoundTaken.
    """
    with transaction() as session:
        check_may(by, ACT)
        before = claim_told(session, SmallTestRow, test_id, seen_version)
        known = small_tests_of(session, {})
        check_may_go_on(_one(known, test_id), known)
        row = SmallTestRow(round=before.round + 1, continues_id=before.id)
        told = SmallTestTold(
            title=before.title,
            aim=aim,
            owner_id=before.owner_id,
            owner_name=before.owner_name,
            due_date=due_date,
        )
        _tell(session, row, checked_test(told, on))
        note(session, by, ACT, add(session, row), before)
        return row.id


def _one(known: tuple[SmallTest, ...], test_id: str) -> SmallTest:
    return next(each for each in known if each.id == test_id)


def _tell(session: Session, row: SmallTestRow, told: SmallTestTold) -> None:
    named_owner(session, told.owner_id, told.owner_name)
    fill(
        row,
        title=told.title,
        aim=told.aim,
        owner_id=told.owner_id,
        owner_name=told.owner_name,
        due_date=told.due_date,
        outcome=told.outcome,
        **{f"{each.step}_text": each.text for each in told.steps},
        **{f"{each.step}_date": each.day for each in told.steps},
    )
