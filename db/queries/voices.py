"""Questions about what people thought of the meetings over time, and what is due of all voices."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, select

from core.calendar import add_months
from core.permissions import Act, check_may
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from core.records.voices import Group, GroupScore, Question
from core.releases import SECOND_HALF, half_year
from core.tallies import Period
from core.voices import enough, roles_of
from core.youth_panel import waiting
from db.engine import danish, reading
from db.kept import Kept
from db.models import MeetingFeedbackRow, MeetingRow
from db.queries.competences import every_standing
from db.queries.surveys import rounds_open_on
from db.queries.youth_panel import every_advice

AHEAD = timedelta(days=31)
"""So long before its day something due is told of."""
HALF_YEARS = 6
"""How many half-years are shown, the one that runs included."""
QUOTED_MONTHS = 12
"""How far back words are shown."""


def scores(*, k: int, by: Person, on: date) -> tuple[GroupScore, ...]:
    """The scores by group and half-year, oldest first, every cell; fewer than `k` are not shown.

    Half-years stand beside each other without a sum over them, so that no hidden one follows from
    the rest. Raises NotAllowed.
    """
    check_may(by, Act.SEE_VOICES)
    return tuple(
        each if enough(each.n or 0, k) else GroupScore(each.group, each.period, None, None, None)
        for each in _scores(half_year(on))
    )


@Kept
def _scores(last: Period) -> tuple[GroupScore, ...]:
    found = _counted(add_months(last.from_date, -6 * (HALF_YEARS - 1)))
    periods = [
        half_year(add_months(last.from_date, -6 * back)) for back in reversed(range(HALF_YEARS))
    ]
    return tuple(
        GroupScore(group, period, *found.get((group, period.from_date), (0, None, None)))
        for period in periods
        for group in Group
    )


def _counted(since: date) -> dict[tuple[Group, date], tuple[int, float, float | None]]:
    score = MeetingFeedbackRow.score
    second = case((extract("month", MeetingRow.date) >= SECOND_HALF, 1), else_=0)
    query = (
        select(
            _group().label("whose"),
            extract("year", MeetingRow.date).label("year"),
            second.label("second"),
            func.count(score),
            func.avg(score),
            func.stddev_samp(score),
        )
        .join(MeetingRow, MeetingRow.id == MeetingFeedbackRow.meeting_id)
        .where(score.is_not(None), MeetingRow.date >= since)
        .group_by("whose", "year", "second")
    )
    with reading() as session:
        return {
            (Group(whose), date(int(year), SECOND_HALF if half else 1, 1)): (n, float(mean), sd)
            for whose, year, half, n, mean, sd in session.execute(query)
        }


def _group() -> ColumnElement[str]:
    role, *named = MeetingFeedbackRow.role, Group.YOUNG_PEOPLE, Group.PARENTS
    whens: list[Any] = [(role.in_(roles_of(group)), group.value) for group in named]
    return case(*whens, else_=Group.PROFESSIONALS.value)


def quotes(
    group: Group, question: Question, *, k: int, by: Person, on: date
) -> tuple[tuple[str, int], ...]:
    """What the group answered in the last twelve months, and how often in the same words.

    In alphabetical order, without names and days; nothing where fewer than `k` answered. Raises
    NotAllowed.
    """
    check_may(by, Act.SEE_VOICES)
    found = _quotes(group, question, on)
    return tuple(Counter(found).items()) if enough(len(found), k) else ()


def _every_quote(group: Group, question: Question, on: date) -> tuple[str, ...]:
    column = {
        Question.WENT_WELL: MeetingFeedbackRow.went_well,
        Question.TO_CHANGE: MeetingFeedbackRow.to_change,
    }[question]
    query = (
        select(column)
        .join(MeetingRow, MeetingRow.id == MeetingFeedbackRow.meeting_id)
        .where(
            column.is_not(None),
            MeetingFeedbackRow.role.in_(roles_of(group)),
            MeetingRow.date > add_months(on, -QUOTED_MONTHS),
            MeetingRow.date <= on,
        )
        .order_by(danish(column))
    )
    with reading() as session:
        return tuple(text for text in session.scalars(query) if text)


_quotes = Kept(_every_quote, most=len(Group) * len(Question))


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """Survey rounds that end, advice without an answer to the panel, supervision to be held.

    One row for each that is overdue or due within a month; nobody's rights are asked. A round is
    the project leader's to close; who has not answered it is told to nobody.
    """
    return _dues(on)


@Kept
def _dues(on: date) -> tuple[ProgrammeDue, ...]:
    found = [*_of_surveys(on), *_of_panel(), *_of_supervision(on)]
    near = [each for each in found if each.due_date <= on + AHEAD]
    return tuple(sorted(near, key=lambda each: (each.due_date, each.kind, each.what)))


def _of_surveys(on: date) -> Iterator[ProgrammeDue]:
    for each in rounds_open_on(on):
        yield ProgrammeDue(
            ProgrammeKind.STAFF_SURVEY, each.to_date, "voices", address=_part("survey")
        )


def _of_panel() -> Iterator[ProgrammeDue]:
    for each in waiting(every_advice()):
        address = _part("panel", advice=each.id)
        kind = ProgrammeKind.YOUTH_PANEL
        yield ProgrammeDue(kind, each.follow_up_date, "voices", each.topic, address=address)


def _of_supervision(on: date) -> Iterator[ProgrammeDue]:
    for each in every_standing(on):
        if each.due_date is not None:
            yield ProgrammeDue(
                ProgrammeKind.SUPERVISION,
                each.due_date,
                "competences",
                staff_id=each.member.id,
                address=MappingProxyType({"staff": each.member.id}),
            )


def _part(part: str, **more: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"part": part, **more})
