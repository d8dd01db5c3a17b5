"""Education, method courses and supervision of staff (guide 2018 pp. 23-24).

The guide asks for a relevant education, for training in the method that is given, and for ongoing,
systematic supervision; how often it does not say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import holds
from core.codes import Method, Role, group_of
from core.errors import NobodyChosen, NotAllowed, RuleBroken
from core.permissions import Act, may_for, scopes
from core.records.competences import Competence, Member, Standing, Supervision
from core.records.people import Person
from core.texts import LINE, NAME, check_code, check_order, optional_text, past_date, required_text

LOOKED_AFTER = (Role.COORDINATOR, Role.SUPPORT_WORKER)
"""Whose competences are looked after: those who work with the young people (guide 2018 p. 23)."""


class CompetenceKnown(RuleBroken):
    """The same education or course from the same day is there already (facts: date)."""

    code = "competence_known"


class SupervisionKnown(RuleBroken):
    """Somebody has a supervision of that form on that day already (facts: name, date)."""

    code = "supervision_known"


@dataclass(frozen=True, slots=True)
class NeededCourse:
    """Whoever gives the method needs the course, on days within the validity."""

    method: Method
    course: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the course is needed on the day."""
        return holds(self.valid_from, self.valid_to, on)


NEEDED_COURSES = (
    NeededCourse(Method.SM, "course_sm", "guide 2018 p. 23: the coordinator"),
    NeededCourse(Method.CTI, "course_cti", "guide 2018 p. 23: the support worker"),
    NeededCourse(Method.ICM, "course_icm", "guide 2018 p. 23: the support worker"),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """At most so many weeks between two supervisions, on days within the validity."""

    weeks: int
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the interval counts on the day."""
        return holds(self.valid_from, self.valid_to, on)


SUPERVISION_INTERVALS = (
    Interval(6, "practice; guide 2018 p. 24 asks for ongoing supervision without an interval"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceTold:
    """An education or a course as typed."""

    competence: str | None
    from_date: date | None
    valid_to: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionTold:
    """A supervision as typed; `staff_ids` are those who were there."""

    held_date: date | None
    form: str | None
    supervisor: str | None
    staff_ids: tuple[str, ...]


def may_record(by: Person, staff_id: str) -> bool:
    """Everybody records their own, a project leader everybody's."""
    return may_for(by, Act.RECORD_COMPETENCE, staff_id)


def check_may_record(by: Person, staff_ids: Iterable[str]) -> None:
    """Raises NotAllowed where one of them is somebody else."""
    if not scopes(by, Act.RECORD_COMPETENCE) or not all(may_record(by, one) for one in staff_ids):
        raise NotAllowed


def checked_competence(
    told: CompetenceTold, known: Iterable[Competence], *, on: date
) -> CompetenceTold:
    """The competence with cleaned values; `known` are the same person's.

    Raises MissingValue, UnknownCode, DateInFuture, DatesOutOfOrder, TooLong or CompetenceKnown.
    """
    code = check_code("competence", "competence", told.competence, on)
    since = past_date("from_date", told.from_date, on)
    check_order("valid_to", since, told.valid_to)
    if any(each.competence == code and each.from_date == since for each in known):
        raise CompetenceKnown("from_date", date=since)
    note = optional_text("note", told.note, LINE)
    return CompetenceTold(competence=code, from_date=since, valid_to=told.valid_to, note=note)


def checked_supervision(
    told: SupervisionTold, known: Iterable[Supervision], members: Sequence[Member], *, on: date
) -> SupervisionTold:
    """The supervision with cleaned values.

    Raises DateInFuture, MissingValue, UnknownCode, TooLong, NobodyChosen or SupervisionKnown.
    """
    held = past_date("held_date", told.held_date, on)
    form = check_code("form", "supervision_form", told.form, on)
    supervisor = required_text("supervisor", told.supervisor, NAME)
    there = tuple(dict.fromkeys(told.staff_ids))
    if not there:
        raise NobodyChosen("staff_ids")
    same = [each for each in known if (each.held_date, each.form) == (held, form)]
    for member in members:
        if member.id in there and any(member.id in each.staff_ids for each in same):
            raise SupervisionKnown("staff_ids", name=member.name, date=held)
    return SupervisionTold(held_date=held, form=form, supervisor=supervisor, staff_ids=there)


def standings(
    members: Iterable[Member],
    competences: Iterable[Competence],
    supervisions: Sequence[Supervision],
    on: date,
) -> tuple[Standing, ...]:
    """How each member who is at work on the day stands, in the order of the members."""
    held = [each for each in supervisions if each.held_date <= on]
    own: dict[str, list[Competence]] = {}
    for each in competences:
        if each.valid(on):
            own.setdefault(each.staff_id, []).append(each)
    last: dict[str, date] = {}
    for supervision in held:
        for one in supervision.staff_ids:
            last[one] = max(supervision.held_date, last.get(one, supervision.held_date))
    begun = min((each.held_date for each in held), default=None)
    return tuple(
        _standing(member, own.get(member.id, ()), last.get(member.id), begun, on)
        for member in members
        if member.at_work(on)
    )


def _standing(
    member: Member, own: Sequence[Competence], last: date | None, begun: date | None, on: date
) -> Standing:
    has = {each.competence for each in own}
    return Standing(
        member=member,
        educated=any(group_of("competence", each) == "education" for each in has),
        lacking=tuple(
            each.method
            for each in NEEDED_COURSES
            if each.method in member.methods and each.valid(on) and each.course not in has
        ),
        supervised=last,
        due_date=_due(member, last, begun, on),
    )


def _due(member: Member, last: date | None, begun: date | None, on: date) -> date | None:
    """Who never had any is waited for from the first of all, or from the first day at work.

    Before any supervision is recorded nothing is due: the register is not in use.
    """
    if begun is None:
        return None
    since = last or max(begun, member.active_from or begun)
    return since + timedelta(weeks=weeks_between(on))


def weeks_between(on: date) -> int:
    """At most so many weeks between two supervisions, by the rule in force on the day."""
    return next(each.weeks for each in SUPERVISION_INTERVALS if each.valid(on))
