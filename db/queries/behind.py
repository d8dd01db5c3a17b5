"""Who is behind a figure of the tallies: for each figure that counts, the same rows it counts.

A figure is named by its path in the object of figures: ("domain_change", "crime", "decline").
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, exists, null, or_, select, true
from sqlalchemy.sql import Select

from core.codes import Variant, all_codes
from core.permissions import Act, check_may
from core.records.behind import Behind
from core.records.people import Person
from core.tallies import BAND_NAMES, BANDS, UNKNOWN, Period
from db.engine import reading
from db.models import (
    AgreementRow,
    CaseRow,
    MeetingRow,
    ParticipantRow,
    StatusRow,
    YoungPersonRow,
)
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.tallies import closing, courses, development, meetings
from db.queries.tallies.population import Condition, Scope, cases
from db.queries.visible import visible_to

UNANSWERED = "unanswered"
"""A status was recorded, and it says nothing about this."""
NO_STATUS = "no_status"
"""No status was recorded."""

Path = Sequence[str]
Rows = Select[Any]
"""The id of a case, and a day or NULL; one row for each one that the figure counts."""


def young_people(
    path: Path, period: Period, variant: Variant | None = None, *, by: Person
) -> tuple[Behind, ...]:
    """Those behind the figure that the person may see, by name; as many as the figure says.

    A figure of meetings or agreements gives one line for each of them, with its day. Raises
    NotAllowed; KeyError for a path that counts nobody.
    """
    check_may(by, Act.SEE_RESULTS)
    rows = _FOUND_BY[path[0]](Scope(period, variant), *path[1:]).subquery()
    case_id, day = rows.c
    query = (
        select(CaseRow.number, LISTED_NAME.label("name"), day)
        .join(rows, case_id == CaseRow.id)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(visible_to(by))
        .order_by(*LISTED_ORDER, day)
    )
    with reading() as session:
        return tuple(Behind(*found) for found in session.execute(query))


def _only(query: Select[Any], *conditions: Condition) -> Rows:
    """The cases of the query for which it all holds, without a day."""
    columns: tuple[Any, ...] = (CaseRow.id, null().label("day"))
    return query.with_only_columns(*columns).where(*conditions)


def _cases(scope: Scope, name: str) -> Rows:
    return _only(cases(scope.of_variant), courses.flow(scope)[name])


def _age(scope: Scope, years: str) -> Rows:
    return _aged(scope, courses.age_day(scope), years)


def _age_at_start(scope: Scope, years: str) -> Rows:
    return _aged(scope, CaseRow.start_date, years)


def _aged(scope: Scope, on: Any, years: str) -> Rows:
    query, age = courses.aged(scope, on)
    return _only(query, age.is_(None) if years == UNKNOWN else age == int(years))


def _by_code(column: Any) -> Callable[[Scope, str], Rows]:
    def found(scope: Scope, code: str) -> Rows:
        return _only(cases(scope.served), _says(column, code))

    return found


def _says(column: Any, code: str) -> Condition:
    """The column holds the code; nothing there is unknown."""
    return or_(column.is_(None), column == UNKNOWN) if code == UNKNOWN else column == code


def _days(scope: Scope, name: str, _: str = "n") -> Rows:
    return _only(courses.waits(scope)[name][0])


def _days_in_course(scope: Scope, who: str, band: str) -> Rows:
    query, length = courses.lengths(scope)[who]
    return _only(query, true() if band == "n" else _in_band(length, band))


def _in_band(days: ColumnElement[int], band: str) -> Condition:
    place = BAND_NAMES.index(band)
    if place == 0:
        return days <= BANDS[0]
    above = days > BANDS[place - 1]
    return above if place == len(BANDS) else above & (days <= BANDS[place])


def _domain_baseline(scope: Scope, domain: str, _: str = "n") -> Rows:
    scores = development.scores_of(scope)
    return _of_scores(scores, development.first_score(scores, domain).is_not(None))


def _domain_change(scope: Scope, domain: str, change: str) -> Rows:
    scores = development.scores_of(scope)
    signs = development.changed(scores, domain)
    return _of_scores(scores, or_(*signs.values()) if change == "n" else signs[change])


def _of_scores(scores: Any, condition: Condition) -> Rows:
    return select(scores.c.case_id, null().label("day")).where(condition)


def _education(scope: Scope, end: str, answer: str) -> Rows:
    return _status(
        scope, end, StatusRow.in_education, {"yes": True, "no": False}.get(answer, answer)
    )


def _employment(scope: Scope, end: str, answer: str) -> Rows:
    return _status(scope, end, StatusRow.employment, answer)


def _status(scope: Scope, end: str, column: Any, answer: str | bool) -> Rows:
    status = development.statuses(scope, column)[end]
    if answer == NO_STATUS:
        return _only(cases(scope.served), CaseRow.id.not_in(select(status.c.case_id)))
    found = select(status.c.case_id, null().label("day"))
    if answer == "n":
        return found
    says = status.c.answer
    return found.where(says.is_(None) if answer == UNANSWERED else says == answer)


def _housing(of: Callable[[Scope], tuple[Condition, Any]]) -> Callable[..., Rows]:
    def found(scope: Scope, situation: str, group: str | None = None) -> Rows:
        population, on = of(scope)
        standing = closing.in_force(population, on)
        says = standing.c.situation
        query = cases(population).outerjoin(standing, standing.c.case_id == CaseRow.id)
        return _only(query, _says(says, situation) if group is None else _in_group(says, group))

    return found


def _in_group(situation: Any, group: str) -> Condition:
    """What is in no other group is unknown: no row, and codes that are not in the list too."""
    codes = all_codes("housing_situation")
    if group != UNKNOWN:
        inside = [code for code in codes if closing.housing_group(code) == group]
        return or_(situation.in_(inside))
    others = [code for code in codes if closing.housing_group(code) != UNKNOWN]
    return or_(situation.is_(None), situation.not_in(others))


def _closure(scope: Scope, name: str) -> Rows:
    involved = {
        "young_person_involved": CaseRow.closure_young_person_involved,
        "team_involved": CaseRow.closure_team_involved,
    }
    holds = involved[name].is_(True) if name in involved else _says(CaseRow.closure_reason, name)
    return _only(cases(scope.left), holds)


def _meetings(scope: Scope, what: str, which: str = "", answer: str = "") -> Rows:
    held: Rows = meetings.of_held(select(CaseRow.id, MeetingRow.date), scope)
    if what == "checklist":
        return held.where(_answered(getattr(MeetingRow, which), answer))
    if what == "participants":
        return held.where(_took_part(which, answer))
    return {"held": held}[what]


def _answered(item: Any, answer: str) -> Condition:
    holds: Condition = item.is_not(None) if answer == "n" else item.is_(answer == "yes")
    return holds


def _took_part(role: str, how: str) -> Condition:
    took = {
        "meetings": true(),
        "attended": ParticipantRow.attended.is_(True),
        "active": ParticipantRow.active.is_(True),
    }
    same = (ParticipantRow.meeting_id == MeetingRow.id, ParticipantRow.role == role)
    return exists().where(*same, took[how])


def _agreements(scope: Scope, fate: str) -> Rows:
    due: Rows = meetings.of_due(select(CaseRow.id, AgreementRow.follow_up_date), scope)
    return due.where(meetings.fates(scope)[fate])


_FOUND_BY: Mapping[str, Callable[..., Rows]] = MappingProxyType(
    {
        "cases": _cases,
        "age": _age,
        "age_at_start": _age_at_start,
        "combination": _by_code(CaseRow.combination),
        "target_group": _by_code(CaseRow.target_group),
        "variant": _by_code(CaseRow.variant),
        "days": _days,
        "days_in_course": _days_in_course,
        "domain_baseline": _domain_baseline,
        "domain_change": _domain_change,
        "education": _education,
        "employment": _employment,
        "housing_at_closure": _housing(closing.at_closure),
        "housing_latest": _housing(closing.at_latest),
        "closure": _closure,
        "meetings": _meetings,
        "agreements": _agreements,
    }
)
"""How each tally finds its rows."""

KEYS = tuple(_FOUND_BY)
"""The tallies whose figures lead to young people."""
