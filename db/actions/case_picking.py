"""Pick the cases of a case meeting: by hand, by rule and by chance; and leave one out again."""

from collections.abc import Iterable, Mapping
from datetime import date
from secrets import randbelow

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_lots import SEEDS, checked_draw
from core.case_lots import draw as drawn
from core.case_picking import check_blank, check_unpicked
from core.errors import NobodyChosen, UnknownCode
from core.permissions import Act, check_may
from core.records.case_reviews import PickedBy
from core.records.people import Person
from db.actions.case_reviews import open_review
from db.audit import add, claim, find, note, remove
from db.clock import now
from db.engine import transaction
from db.models import CaseReviewAnswerRow, CaseReviewDrawRow, CaseReviewPickRow, CaseRow
from db.queries import case_picking
from db.queries.visible import reach_of

ACT = Act.RUN_CASE_REVIEWS


def pick(
    review_id: str, case_ids: Iterable[str], *, rule: str | None = None, by: Person, on: date
) -> None:
    """Take cases up, by hand or those that a rule points at.

    Raises NobodyChosen, AlreadyPicked, WrongReviewState, or UnknownCode where the rule does not
    point at the case.
    """
    chosen = tuple(dict.fromkeys(case_ids))
    with transaction() as session:
        row = open_review(session, review_id, by)
        if not chosen:
            raise NobodyChosen("cases")
        known = _known(session, rule, by, on)
        for case_id in chosen:
            if case_id not in known:
                raise UnknownCode("cases", value=case_id)
        how = PickedBy.HAND if rule is None else PickedBy.RULE
        note(session, by, ACT, *_take_up(session, row.id, chosen, how=how, rule=rule))


def draw(review_id: str, *, wanted: int | None, rule: str | None, by: Person, on: date) -> None:
    """Draw lots between the courses not picked yet, or between those a rule points at.

    The seed is drawn by the machine and kept with the numbers drawn from. Raises BadValue,
    TooFewToDraw or WrongReviewState.
    """
    with transaction() as session:
        row = open_review(session, review_id, by)
        taken = {each.case_id for each in _picks(session, row.id)}
        known = _known(session, rule, by, on, running=True)
        pool = {number: case_id for case_id, number in known.items() if case_id not in taken}
        many = checked_draw(wanted, tuple(pool))
        lots = _lots(row.id, sorted(pool), many, rule, by)
        add(session, lots)
        came_out = [pool[number] for number in drawn(pool, many, lots.seed)]
        picks = _take_up(session, row.id, came_out, how=PickedBy.CHANCE, rule=rule, draw_id=lots.id)
        note(session, by, ACT, lots, *picks)


def unpick(pick_id: str, *, seen_version: int, by: Person) -> None:
    """Leave a case out again. Raises PickAnswered where its sheet is filled in."""
    with transaction() as session:
        row = find(session, CaseReviewPickRow, pick_id)
        open_review(session, row.review_id, by)
        check_may(by, ACT, reach_of(session, find(session, CaseRow, row.case_id)))
        claim(session, CaseReviewPickRow, pick_id, seen_version)
        answered = select(CaseReviewAnswerRow.id).where(CaseReviewAnswerRow.pick_id == row.id)
        check_blank(answered=session.scalar(answered.limit(1)) is not None)
        remove(session, row)
        note(session, by, ACT, row)


def _known(
    session: Session, rule: str | None, by: Person, on: date, *, running: bool = False
) -> Mapping[str, int]:
    """What can be taken up by this person: case numbers by id."""
    found = case_picking.candidates_within(session, rule, on, running=running)
    seen = case_picking.seen_within(session, by)
    return {case_id: number for case_id, number in found.items() if case_id in seen}


def _picks(session: Session, review_id: str) -> list[CaseReviewPickRow]:
    query = select(CaseReviewPickRow).where(CaseReviewPickRow.review_id == review_id)
    return list(session.scalars(query))


def _take_up(
    session: Session,
    review_id: str,
    case_ids: Iterable[str],
    *,
    how: PickedBy,
    rule: str | None,
    draw_id: str | None = None,
) -> list[CaseReviewPickRow]:
    taken = {each.case_id for each in _picks(session, review_id)}
    rows = []
    for case_id in case_ids:
        check_unpicked(case_id, taken)
        row = CaseReviewPickRow(
            review_id=review_id, case_id=case_id, how=how.value, rule=rule, draw_id=draw_id
        )
        rows.append(add(session, row))
    return rows


def _lots(
    review_id: str, pool: list[int], wanted: int, rule: str | None, by: Person
) -> CaseReviewDrawRow:
    return CaseReviewDrawRow(
        review_id=review_id,
        time=now(),
        by_name=by.name,
        rule=rule,
        wanted=wanted,
        seed=randbelow(SEEDS),
        pool=";".join(map(str, pool)),
    )
