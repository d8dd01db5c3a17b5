"""What people thought of the meetings, over all young people, by role (for project leaders)."""

from sqlalchemy import func, select

from core.codes import Variant, all_codes
from core.permissions import Act, check_may
from core.records.feedback import RoleFeedback
from core.records.people import Person
from core.suppression.threshold import threshold
from core.tallies import Period
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, MeetingFeedbackRow, MeetingRow


def by_role(
    period: Period, variant: Variant | None = None, *, k: int, by: Person
) -> tuple[RoleFeedback, ...]:
    """The roles that scored meetings held in the period, in the order of the code list.

    Fewer than `k` scores are not shown (R19). Raises NotAllowed.
    """
    check_may(by, Act.SEE_RESULTS)
    counted = _by_role(period, variant)
    least = threshold(k)
    return tuple(
        RoleFeedback(role, n, mean) if n >= least else RoleFeedback(role, None, None)
        for role, n, mean in counted
    )


@kept_by_case
def _by_role(period: Period, variant: Variant | None) -> tuple[tuple[str, int, float], ...]:
    query = (
        select(
            MeetingFeedbackRow.role,
            func.count(MeetingFeedbackRow.score),
            func.avg(MeetingFeedbackRow.score),
        )
        .join(MeetingRow, MeetingRow.id == MeetingFeedbackRow.meeting_id)
        .join(CaseRow, CaseRow.id == MeetingRow.case_id)
        .where(
            MeetingRow.date.between(period.from_date, period.to_date),
            MeetingFeedbackRow.score.is_not(None),
        )
        .group_by(MeetingFeedbackRow.role)
    )
    if variant is not None:
        query = query.where(CaseRow.variant == variant.value)
    order = {role: place for place, role in enumerate(all_codes("participant_role"))}
    with reading() as session:
        found = [(role, int(n), float(mean)) for role, n, mean in session.execute(query)]
    return tuple(sorted(found, key=lambda row: order.get(row[0], len(order))))
