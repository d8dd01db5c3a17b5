"""Record a measurement with the dialogue tool."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from core.codes import Step
from core.measurement import checked_scores, kind_of
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import check_code, check_order, past_date
from db.audit import add, find, note
from db.engine import transaction
from db.models import CaseRow, MeasurementRow
from db.queries.visible import reach_of


def measure(
    case_id: str,
    *,
    scores: Mapping[str, int | None],
    scored_by: str | None,
    measured: date | None,
    by: Person,
    on: date,
) -> str:
    """Keep the scores of a day and return the measurement's id."""
    with transaction() as session:
        case = find(session, CaseRow, case_id)
        check_may(by, Act.MEASURE, reach_of(session, case))
        check_step(Step(case.step), ACCEPTED_STEPS)
        day = past_date("date", measured, on)
        check_order("date", case.referral_date, day)
        earlier = select(MeasurementRow.id).where(MeasurementRow.case_id == case_id).limit(1)
        row = add(
            session,
            MeasurementRow(
                case_id=case_id,
                date=day,
                kind=kind_of(earlier=session.scalar(earlier) is not None),
                scored_by=check_code("scored_by", "scored_by", scored_by, on),
                **checked_scores(scores),
            ),
        )
        note(session, by, Act.MEASURE, row)
        return row.id
