"""What is dated of a support course besides its own days: phases, agreements, reviews."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from core.records.timeline import Happening
from core.support import Phase
from db.models import CaseRow, SupportCourseRow
from db.queries.support_file import agreement_rows, plan_rows, review_rows


def of_followed(
    session: Session, case: CaseRow, courses: Sequence[SupportCourseRow]
) -> Iterator[Happening]:
    """Each plan and closing note of a phase, each agreement and each review."""
    for plan in plan_rows(session, case.id):
        facts: dict[str, object] = {"phase": Phase(plan.phase)}
        if plan.made_date:
            yield Happening(plan.made_date, "phase_planned", facts, plan.plan)
        if plan.closed_date:
            yield Happening(plan.closed_date, "phase_closed", facts, plan.closing_note)
    if not courses:
        return
    ids = [course.id for course in courses]
    for agreement in agreement_rows(session, ids):
        yield Happening(agreement.agreed_date, "icm_agreed", said=agreement.goals)
    for review in review_rows(session, ids):
        yield Happening(review.review_date, "icm_reviewed", said=review.reason)
