"""Questions about the reviews of fidelity and the scores that count; the project leader's own."""

from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import func, select

from core.fidelity_review import last_day_in_time
from core.permissions import Act, may
from core.quarters import last_closed, quarter_code
from core.records.fidelity_review import FidelityReview, ReviewState, Score
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from core.tallies import Period
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow
from db.queries.fidelity_rows import reviews_of, scores_of

ACT = Act.REVIEW_FIDELITY


class _Told(NamedTuple):
    reviews: tuple[FidelityReview, ...]
    scores: tuple[Score, ...]
    first_referral: date | None


def every_review(*, by: Person) -> tuple[FidelityReview, ...]:
    """All reviews, newest quarter first; none for who may not review."""
    return _told().reviews if may(by, ACT) else ()


def review(quarter: Period, *, by: Person) -> FidelityReview | None:
    """The review of that quarter; None where there is none that the person may read."""
    return next((each for each in every_review(by=by) if each.quarter == quarter), None)


def scores(*, by: Person) -> tuple[Score, ...]:
    """The scores that count, oldest first: submitted ones and those of imported lists."""
    return _told().scores if may(by, ACT) else ()


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """The review of the last quarter that is over, until it is submitted (R14).

    Nothing where no young person was referred by then; nobody's rights are asked.
    """
    told, closed = _told(), last_closed(on)
    if told.first_referral is None or told.first_referral > closed.to_date:
        return ()
    if any(each.quarter == closed and _done(each) for each in told.reviews):
        return ()
    address = MappingProxyType({"quarter": quarter_code(closed)})
    due_date = last_day_in_time(closed)
    return (ProgrammeDue(ProgrammeKind.FIDELITY, due_date, "fidelity", address=address),)


def _done(review: FidelityReview) -> bool:
    return review.state is not ReviewState.DRAFT


@Kept
def _told() -> _Told:
    with reading() as session:
        first = session.scalar(select(func.min(CaseRow.referral_date)))
        return _Told(reviews_of(session), scores_of(session), first)
