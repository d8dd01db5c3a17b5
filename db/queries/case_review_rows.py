"""Case meetings as they lie in the store, a table at a time; for `case_reviews` only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_lots import draw as drawn
from core.records.case_reviews import (
    Decision,
    DecisionState,
    Draw,
    Learning,
    Pick,
    PickedBy,
    Review,
    ReviewState,
)
from core.records.people import Reach
from db.engine import danish, reading
from db.kept import Kept
from db.models import (
    CaseReviewAnswerRow,
    CaseReviewDecisionRow,
    CaseReviewDrawRow,
    CaseReviewLearningRow,
    CaseReviewPersonRow,
    CaseReviewPickRow,
    CaseReviewRow,
    CaseRow,
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.naming import LISTED_NAME
from db.queries.rows import gathered
from db.several import parted


@Kept
def every_review() -> tuple[Review, ...]:
    """All of it, newest first; whoever asks narrows it by the reader's rights."""
    with reading() as session:
        people, picks = gathered(_people(session)), gathered(_picks(session))
        draws, learnings = gathered(_draws(session)), gathered(_learnings(session))
        decisions = gathered(_decisions(session))
        rows = session.scalars(
            select(CaseReviewRow).order_by(CaseReviewRow.date.desc(), CaseReviewRow.id.desc())
        )
        return tuple(
            Review(
                id=row.id,
                version=row.version,
                date=row.date,
                theme=row.theme,
                state=ReviewState(row.state),
                people=people.get(row.id, ()),
                picks=picks.get(row.id, ()),
                draws=draws.get(row.id, ()),
                learnings=learnings.get(row.id, ()),
                decisions=decisions.get(row.id, ()),
            )
            for row in rows
        )


def _people(session: Session) -> Iterable[tuple[str, tuple[str, str]]]:
    query = (
        select(CaseReviewPersonRow.review_id, StaffRow.id, StaffRow.name)
        .join(StaffRow, StaffRow.id == CaseReviewPersonRow.staff_id)
        .order_by(danish(StaffRow.name), StaffRow.id)
    )
    for review_id, staff_id, name in session.execute(query):
        yield review_id, (staff_id, name)


def _picks(session: Session) -> Iterable[tuple[str, Pick]]:
    answers, workers = _answers(session), _workers(session)
    query = (
        select(
            CaseReviewPickRow,
            CaseRow,
            LISTED_NAME.label("name"),
            YoungPersonRow.municipality_area,
        )
        .join(CaseRow, CaseRow.id == CaseReviewPickRow.case_id)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .order_by(CaseReviewPickRow.id)
    )
    for row, case, name, area in session.execute(query):
        yield (
            row.review_id,
            Pick(
                id=row.id,
                version=row.version,
                review_id=row.review_id,
                case_id=case.id,
                number=case.number,
                name=name,
                how=PickedBy(row.how),
                rule=row.rule,
                reach=_reach(case, workers.get(case.id, frozenset()), area),
                answers=answers.get(row.id, {}),
            ),
        )


def _reach(case: CaseRow, workers: frozenset[str], area: str | None) -> Reach:
    around = (case.coordinator_id, workers, case.referred_by_id, case.contact_worker_id)
    return Reach(*around, area=area)


def _workers(session: Session) -> Mapping[str, frozenset[str]]:
    """By picked case: whose open support course it is."""
    query = select(SupportCourseRow.case_id, SupportCourseRow.worker_id).where(
        SupportCourseRow.end_date.is_(None),
        SupportCourseRow.case_id.in_(select(CaseReviewPickRow.case_id)),
    )
    found: dict[str, frozenset[str]] = {}
    for case_id, worker_id in session.execute(query):
        found[case_id] = found.get(case_id, frozenset()) | {worker_id}
    return found


def _answers(session: Session) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in session.scalars(select(CaseReviewAnswerRow)):
        found[row.pick_id][row.question] = row.text
    return found


def _draws(session: Session) -> Iterable[tuple[str, Draw]]:
    for row in session.scalars(select(CaseReviewDrawRow).order_by(CaseReviewDrawRow.id)):
        pool = tuple(map(int, parted(row.pool)))
        yield (
            row.review_id,
            Draw(
                id=row.id,
                time=row.time,
                by_name=row.by_name,
                rule=row.rule,
                wanted=row.wanted,
                seed=row.seed,
                pool=pool,
                drawn=drawn(pool, row.wanted, row.seed),
            ),
        )


def _learnings(session: Session) -> Iterable[tuple[str, Learning]]:
    for row in session.scalars(select(CaseReviewLearningRow).order_by(CaseReviewLearningRow.id)):
        yield row.review_id, Learning(row.id, row.version, row.review_id, row.text)


def _decisions(session: Session) -> Iterable[tuple[str, Decision]]:
    query = (
        select(CaseReviewDecisionRow, StaffRow.name)
        .join(StaffRow, StaffRow.id == CaseReviewDecisionRow.responsible_id)
        .order_by(CaseReviewDecisionRow.id)
    )
    for row, name in session.execute(query):
        yield (
            row.review_id,
            Decision(
                id=row.id,
                version=row.version,
                review_id=row.review_id,
                text=row.text,
                responsible_id=row.responsible_id,
                responsible_name=name,
                due_date=row.due_date,
                state=DecisionState(row.state),
                settled_date=row.settled_date,
                outcome=row.outcome,
            ),
        )
