"""The rows of what is told in words: the answers of a conversation, and the individual reports."""

from datetime import date
from random import Random

from core.calendar import add_months
from core.codes import Variant
from core.dialogue import items_on
from core.measurement import HIGHEST, LOWEST
from core.records.reports import ReportKind, ReportState
from core.reports import QUESTIONS
from core.words import DEFAULT, phrase
from db.demo.days import plus, workday_before
from db.demo.life import Life
from db.demo.staff import Employed
from db.demo.stories import Flaw
from db.models import DialogueAnswerRow, MeasurementRow, ReportRow

_MONTHS = {Variant.H: 3, Variant.U: 4}
_LATE_DAYS = {Variant.H: 110, Variant.U: 145}
"""How long ago the last report is, where one is overdue."""


def write_answers(life: Life) -> None:
    """The answers of the latest conversation, near the scores they led to."""
    dice = Random(f"answers {life.number}")
    rows = life.rows.by_table.get(MeasurementRow, [])
    if not rows or rows[-1]["case_id"] != life.case_id:
        return
    latest = rows[-1]
    for domain, under in items_on((), latest["date"]).items():
        score = latest[domain]
        for item in under:
            if score is None or dice.random() < _SKIPPED:
                continue
            near = min(max(score + dice.choice((-1, 0, 0, 0, 1)), LOWEST), HIGHEST)
            life.rows.add(
                DialogueAnswerRow,
                latest["date"],
                measurement_id=latest["id"],
                item_id=item.id,
                domain=domain,
                wording=phrase(DEFAULT, f"dialogue_item.{item.id}"),
                score=near,
            )


_SKIPPED = 0.1
"""The share of questions that a conversation passes over."""


def write_reports(life: Life) -> None:
    """The coordinator's reports and the support worker's, each in time but for the planted flaw."""
    begun = life.course.start
    if begun is not None and life.coordinator is not None:
        _series(life, ReportKind.COLLAB, begun, life.last_day, life.coordinator)
    support = life.course.support_start
    if support is not None and life.worker is not None:
        last = min(life.course.support_end or life.last_day, life.last_day)
        _series(life, ReportKind.SUPPORT, support, last, life.worker)


def _series(life: Life, kind: ReportKind, begun: date, last: date, by: Employed) -> None:
    months = _MONTHS[life.story.variant]
    if life.story.flaw is Flaw.REPORT_LATE:
        last = min(last, plus(life.on, -_LATE_DAYS[life.story.variant]))
    first, due = begun, add_months(begun, months)
    while (until := workday_before(plus(due, -life.dice.randint(1, 9)))) <= last:
        _report(life, kind, first, until, by)
        first, due = plus(until, 1), add_months(until, months)


def _report(life: Life, kind: ReportKind, first: date, until: date, by: Employed) -> None:
    said = {name: life.say(f"report_{kind}.{name}") for name in QUESTIONS}
    life.rows.add(
        ReportRow,
        until,
        case_id=life.case_id,
        kind=kind.value,
        state=ReportState.SUBMITTED.value,
        from_date=first,
        to_date=until,
        need=life.dice.choices(("same", "less", "more", "ending"), (5, 3, 2, 1))[0],
        by_id=by.id,
        by_name=by.name,
        submitted_date=until,
        **said,
    )
