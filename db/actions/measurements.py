"""Record a measurement with the dialogue tool."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from sqlalchemy import select

from core.codes import Step
from core.dialogue import checked_answers, items_on
from core.measurement import checked_scores, kind_of
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act, check_may
from core.records.dialogue import Item
from core.records.people import Person
from core.texts import check_code, check_order, past_date
from core.words import phrase
from db.audit import add, find, note
from db.engine import transaction
from db.models import CaseRow, DialogueAnswerRow, MeasurementRow
from db.queries.dialogue import changes_of
from db.queries.visible import reach_of


def measure(
    case_id: str,
    *,
    scores: Mapping[str, int | None],
    answers: Mapping[str, int | None] = MappingProxyType({}),
    scored_by: str | None,
    measured: date | None,
    by: Person,
    on: date,
) -> str:
    """Keep the scores of a day and return the measurement's id.

    `scores` are by life domain, `answers` by question; what was skipped is None. An answer keeps
    the words it was asked in; no score of a domain is ever made from answers.
    """
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
        items = items_on(changes_of(session), on) if answers else {}
        answered = [
            add(session, _answer(row, item, score, by))
            for item, score in checked_answers(answers, items)
        ]
        note(session, by, Act.MEASURE, row, *answered, case_id=case_id)
        return row.id


def _answer(row: MeasurementRow, item: Item, score: int, by: Person) -> DialogueAnswerRow:
    return DialogueAnswerRow(
        measurement_id=row.id,
        item_id=item.id,
        domain=item.domain,
        wording=item.wording or phrase(by.language, f"dialogue_item.{item.id}"),
        score=score,
    )
