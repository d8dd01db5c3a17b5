"""The step on which a case stands, told by its records."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.pathway import check_move, stands_on
from db.footing import footings
from db.models import CaseRow


def stand(session: Session, case: CaseRow, on: date, *, support_open: bool = False) -> None:
    """Put a case that is open on the step its records speak of. Raises WrongStep.

    `support_open` says that support begins, or goes on, in the same transaction.
    """
    footing = footings(session, on, {case.id})[case.id]
    opened = replace(footing, ended=False, support_open=support_open or footing.support_open)
    step = stands_on(opened)
    if Step(case.step) is not step:
        check_move(Step(case.step), step)
        case.step = step.value
