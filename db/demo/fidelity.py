"""The project leader's reviews of fidelity: quarter after quarter, slowly better, the last open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from core.fidelity_questions import HIGHEST, LOWEST, questions_on
from core.quarters import following, last_closed, quarter
from core.records.fidelity_review import Answer, FidelityReview, Part, Question, ReviewState
from core.tallies import Period
from db.actions.fidelity_reviews import LOCKED, SUBMITTED
from db.demo.days import plus, workday
from db.demo.rows import Rows, moment
from db.models import (
    FidelityAnswerRow,
    FidelityEventRow,
    FidelityPartRow,
    FidelityReviewRow,
    FidelityRow,
)
from db.queries.fidelity_rows import FIELDS, held

_BEGINNING: Mapping[str, float] = {
    "organisation": 2.5,
    "leadership": 2.9,
    "competences": 3.0,
    "supervision": 1.8,
    "core_elements": 2.8,
}
_OTHERS = 2.6
"""The score that a theme begins at; `_BETTER` is what each quarter adds."""
_BETTER = 0.14
_HARDER: Mapping[str, float] = {"org_psychiatry": -0.9, "org_housing": -0.3, "network_map": -0.4}
"""Questions that are answered lower than the rest of their theme."""
_NOTES: Mapping[str, str] = {
    "org_employment": "To nye rådgivere er kommet med på møderne.",
    "org_psychiatry": "Vi venter stadig på en fast kontakt i ambulatoriet.",
    "lead_time": "Sommeren var presset. Styregruppen ved det.",
    "sup_regular": "To gange blev aflyst på grund af sygdom.",
    "cti_handover": "Aftalerne kommer stadig tæt på slutningen.",
}
_EVIDENCE: Mapping[str, str] = {
    "org_housing": "Referat fra mødet med boligorganisationerne.",
    "org_agreements": "De underskrevne samarbejdsaftaler.",
    "h_leadership": "Referater fra ledergruppen.",
    "sup_regular": "Kalenderen for supervision.",
}
_NOTED = 0.5
"""How often a question that has a note gets it."""
_BEGUN = ("organisation", "leadership", "competences", "supervision")
"""What is answered in the review that is not finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """Who reviews which days: `set_aside` are the themes that are not asked, and why."""

    lead: str
    since: date
    on: date
    drafting: bool = True
    """Whether the last quarter is not finished, and the one before not locked."""
    set_aside: Mapping[str, str] = field(default_factory=dict)


def write_reviews(rows: Rows, dice: Random, told: Reviewing) -> None:
    """A review for each quarter that is over."""
    quarters, last = [quarter(told.since)], last_closed(told.on)
    while quarters[-1].to_date < last.to_date:
        quarters.append(following(quarters[-1]))
    for place, here in enumerate(quarters):
        _write(rows, dice, told, here, place, _state(told, len(quarters) - 1 - place))


def _state(told: Reviewing, left: int) -> ReviewState:
    """Where the review stands after which `left` more follow."""
    ends = {0: ReviewState.DRAFT, 1: ReviewState.SUBMITTED} if told.drafting else {}
    return ends.get(left, ReviewState.LOCKED)


def _write(
    rows: Rows, dice: Random, told: Reviewing, here: Period, place: int, state: ReviewState
) -> None:
    day = min(workday(plus(here.to_date, dice.randint(4, 20))), told.on)
    begun = _BEGUN if state is ReviewState.DRAFT else None
    parts = {
        theme: _part(dice, under, place, told.set_aside.get(theme))
        for theme, under in questions_on(here.to_date).items()
        if begun is None or theme in begun
    }
    review_id = _review(rows, day, told, here, state)
    _write_parts(rows, day, review_id, parts)
    if state is not ReviewState.DRAFT:
        _write_scores(rows, here, parts)
        stood = FidelityReview(review_id, here, parts, None, None, None, None, 1)
        for kind in (SUBMITTED, LOCKED)[: 2 if state is ReviewState.LOCKED else 1]:
            _happened(rows, day, kind, stood, told)


def _review(rows: Rows, day: date, told: Reviewing, here: Period, state: ReviewState) -> str:
    draft, locked = state is ReviewState.DRAFT, state is ReviewState.LOCKED
    return rows.add(
        FidelityReviewRow,
        day,
        from_date=here.from_date,
        to_date=here.to_date,
        submitted_time=None if draft else moment(day),
        submitted_by=None if draft else told.lead,
        locked_time=moment(day) if locked else None,
        locked_by=told.lead if locked else None,
    )


def _part(dice: Random, under: Sequence[Question], place: int, set_aside: str | None) -> Part:
    if set_aside is not None:
        return Part({question.code: Answer() for question in under}, set_aside, 1)
    return Part({question.code: _answer(dice, question, place) for question in under}, None, 1)


def _answer(dice: Random, question: Question, place: int) -> Answer:
    level = _BEGINNING.get(question.theme, _OTHERS) + _HARDER.get(question.code, 0)
    score = round(level + _BETTER * place + dice.uniform(-0.5, 0.5))
    noted = dice.random() < _NOTED
    return Answer(
        score=min(max(score, LOWEST), HIGHEST),
        note=_NOTES.get(question.code) if noted else None,
        evidence=_EVIDENCE.get(question.code),
    )


def _write_parts(rows: Rows, day: date, review_id: str, parts: Mapping[str, Part]) -> None:
    for theme, part in parts.items():
        part_id = rows.add(
            FidelityPartRow, day, review_id=review_id, theme=theme, set_aside=part.set_aside
        )
        for code, answer in part.answers.items():
            told = {name: getattr(answer, name) for name in FIELDS}
            rows.add(FidelityAnswerRow, day, part_id=part_id, question=code, **told)


def _write_scores(rows: Rows, here: Period, parts: Mapping[str, Part]) -> None:
    for theme, part in parts.items():
        for code, answer in part.answers.items():
            if answer.score is not None:
                rows.add(
                    FidelityRow,
                    here.to_date,
                    date=here.to_date,
                    theme=theme,
                    question=code,
                    score=answer.score,
                    note=answer.note,
                )


def _happened(rows: Rows, day: date, kind: str, stood: FidelityReview, told: Reviewing) -> None:
    rows.add(
        FidelityEventRow,
        day,
        review_id=stood.id,
        kind=kind,
        time=moment(day),
        by_name=told.lead,
        held=held(stood),
    )
