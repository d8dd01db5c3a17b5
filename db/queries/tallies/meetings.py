"""Tallies of network meetings, their checklists and participants, and of agreements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    column,
    func,
    select,
    values,
)
from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from db.conditions import OPEN_AGREEMENT, network_meeting
from db.models import AgreementRow, CaseRow, GoalRow, MeetingRow, ParticipantRow
from db.queries.tallies.population import Condition, Scope, folded, number_of

HOW = ("meetings", "attended", "active")
"""How a role was present: listed, there, and taking part."""


def meetings(session: Session, scope: Scope) -> dict[str, Any]:
    """Network meetings held in the period: how many, for how many young people, and how they went.

    Unit: meetings. `n` of a checklist item counts the meetings where it was answered; of a role,
    the meetings it was invited to or came to.
    """
    held, young_people, *answers = session.execute(_answers(scope)).one()
    return {
        "held": held,
        "young_people": young_people,
        "per_young_person": held / young_people if young_people else None,
        "checklist": _checklist(answers),
        "participants": _participants(session, scope),
    }


def agreements(session: Session, scope: Scope) -> dict[str, int]:
    """Agreements to be followed up in the period: done, not done, and overdue at its end.

    Unit: agreements. Overdue: still open, and due before the last day of the period.
    """
    counts = (number_of(holds).label(name) for name, holds in fates(scope).items())
    query = select(*counts).where(_due_in(scope))
    return dict(session.execute(query).mappings().one())


def fates(scope: Scope) -> dict[str, Condition]:
    """What holds for the agreements of each count."""
    return {
        "due": AgreementRow.id.is_not(None),
        "done": AgreementRow.status == "done",
        "not_done": AgreementRow.status == "not_done",
        "overdue": and_(OPEN_AGREEMENT, AgreementRow.follow_up_date < scope.period.to_date),
    }


def of_due(query: Any, scope: Scope) -> Any:
    """The query over the agreements to be followed up in the period, with their cases."""
    return (
        query.select_from(AgreementRow)
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .join(CaseRow, CaseRow.id == GoalRow.case_id)
        .where(_due_in(scope))
    )


def _due_in(scope: Scope) -> Condition:
    """The agreement is to be followed up in the period."""
    due = scope.within(AgreementRow.follow_up_date)
    if scope.variant is None:
        return due
    return due & AgreementRow.goal_id.in_(select(GoalRow.id).where(scope.owns(GoalRow.case_id)))


def held_in(scope: Scope) -> Condition:
    """The meeting is a network meeting, held, and dated in the period."""
    return and_(
        network_meeting(MeetingState.HELD),
        scope.within(MeetingRow.date),
        scope.owns(MeetingRow.case_id),
    )


def of_held(query: Any, scope: Scope) -> Any:
    """The query over the network meetings held in the period, with their cases."""
    return (
        query.select_from(MeetingRow)
        .join(CaseRow, CaseRow.id == MeetingRow.case_id)
        .where(held_in(scope))
    )


def _answers(scope: Scope) -> Select[Any]:
    """Meetings, young people, and for each item of the checklist its answers and its yeses."""
    of_meetings = select(MeetingRow.case_id).where(held_in(scope))
    young_people = select(func.count(CaseRow.young_person_id.distinct())).where(
        CaseRow.id.in_(of_meetings)
    )
    columns: list[ColumnElement[Any]] = [func.count(), young_people.scalar_subquery()]
    for item in all_codes("checklist_item"):
        answer = getattr(MeetingRow, item)
        columns += [
            func.count(answer).label(item),
            func.sum(_as_number(answer)).label(f"{item}_yes"),
        ]
    return select(*columns).where(held_in(scope))


def _checklist(numbers: Sequence[int | None]) -> dict[str, dict[str, int]]:
    found = {}
    for place, item in enumerate(all_codes("checklist_item")):
        n, yes = (int(number or 0) for number in numbers[2 * place : 2 * place + 2])
        found[item] = {"n": n, "yes": yes, "no": n - yes}
    return found


def _participants(session: Session, scope: Scope) -> dict[str, dict[str, int]]:
    """By role: the meetings it was listed for, those it came to, and those it was active in."""
    found = session.scalars(select(ParticipantRow.role).distinct().order_by(ParticipantRow.role))
    roles = tuple(dict.fromkeys((*all_codes("participant_role"), *found)))
    alike = session.execute(_present(scope, roles)).all()
    sets = {how: folded(alike, how) for how in HOW}
    return {
        role: {
            how: sum(n for digits, n in counted.items() if digits >> place & 1)
            for how, counted in sets.items()
        }
        for place, role in enumerate(roles)
    }


def _present(scope: Scope, roles: Sequence[str]) -> Select[Any]:
    """How many (`n`) meetings had the same roles listed, there and active: each set a number.

    A role is a binary digit in it. Grouping by meeting and role instead would make nearly as many
    groups as there are participants; alike are most of the meetings.
    """
    digit_of = values(column("role", String), column("digit", BigInteger), name="digits").data(
        [(role, 1 << place) for place, role in enumerate(roles)]
    )
    digit = digit_of.c.digit
    sets = (
        func.bit_or(digit).label("meetings"),
        func.bit_or(case((ParticipantRow.attended.is_(True), digit), else_=0)).label("attended"),
        func.bit_or(case((ParticipantRow.active.is_(True), digit), else_=0)).label("active"),
    )
    of_meetings = (
        select(*sets)
        .join(digit_of, digit_of.c.role == ParticipantRow.role)
        .join(MeetingRow, MeetingRow.id == ParticipantRow.meeting_id)
        .where(held_in(scope))
        .group_by(ParticipantRow.meeting_id)
        .subquery()
    )
    return select(*of_meetings.c, func.count().label("n")).group_by(*of_meetings.c)


def _as_number(answer: Any) -> ColumnElement[int]:
    """1 for yes, 0 for no and for not recorded."""
    return case((answer.is_(True), 1), else_=0)
