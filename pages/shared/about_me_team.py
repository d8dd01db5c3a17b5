"""Who works on a young person's case and since when, as they are told of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from core.records.absences import Absence
from core.records.cases import CaseHeader
from core.records.network import NetworkFile
from core.records.support import SupportCourse
from pages.shared.documents.sheet import Point
from pages.shared.frame import t_plain

W = "about_me.workers"


def team_points(
    case: CaseHeader,
    file: NetworkFile,
    courses: Sequence[SupportCourse],
    away: Sequence[Absence] = (),
) -> Iterable[Point]:
    """The coordinator and the support workers, who stands in, then those who were it before."""
    yield _coordinator(case, file)
    for course in courses:
        if course.open:
            since = course.changes[-1].day if course.changes else course.start_date
            yield Point(t_plain(f"{W}.support", name=course.worker_name, date=since))
    for each in away:
        if each.deputy_name is not None:
            facts = {"deputy": each.deputy_name, "name": each.name, "date": each.to_date}
            yield Point(t_plain("absence.about_me", **facts))
    yield from _before(file, courses)


def _coordinator(case: CaseHeader, file: NetworkFile) -> Point:
    if case.coordinator_name is None:
        return Point(t_plain(f"{W}.nobody"))
    since = file.changes[-1].date if file.changes else case.start_date
    if since is None:
        return Point(t_plain(f"{W}.coordinator", name=case.coordinator_name))
    return Point(t_plain(f"{W}.coordinator_since", name=case.coordinator_name, date=since))


def _before(file: NetworkFile, courses: Sequence[SupportCourse]) -> Iterator[Point]:
    for change in file.changes:
        if change.before:
            yield Point(t_plain(f"{W}.before_coordinator", name=change.before, date=change.date))
    for course in courses:
        first = course.start_date
        for handed in course.changes:
            yield _earlier(handed.before, first, handed.day)
            first = handed.day
        if course.end_date is not None:
            yield _earlier(course.worker_name, first, course.end_date)


def _earlier(name: str, first: date, last: date) -> Point:
    return Point(t_plain(f"{W}.before_support", name=name, first=first, last=last))
