"""Tallies of network meetings, their checklists and participants, and of agreements."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from db.models import AgreementRow, CaseRow, GoalRow, MeetingRow, ParticipantRow
from db.queries.tallies.population import Condition, Scope


def meetings(session: Session, scope: Scope) -> dict[str, Any]:
    """Network meetings held in the period: how many, for how many young people, and how they went.

    Unit: meetings. `n` of a checklist item counts the meetings where it was answered; of a role,
    the meetings it was invited to or came to.
    """
    query = select(func.count(), func.count(CaseRow.young_person_id.distinct()))
    held, young_people = session.execute(_of_held(query, scope)).one()
    return {
        "held": held,
        "young_people": young_people,
        "per_young_person": held / young_people if young_people else None,
        "checklist": _checklist(session, scope),
        "participants": _participants(session, scope),
    }


def agreements(session: Session, scope: Scope) -> dict[str, int]:
    """Agreements to be followed up in the period: done, not done, and overdue at its end.

    Unit: agreements. Overdue: still open, and due before the last day of the period.
    """
    still_open = or_(AgreementRow.status.is_(None), AgreementRow.status == "open")
    before_end = AgreementRow.follow_up_date < scope.period.to_date
    wanted = {
        "due": AgreementRow.id.is_not(None),
        "done": AgreementRow.status == "done",
        "not_done": AgreementRow.status == "not_done",
        "overdue": and_(still_open, before_end),
    }
    query = (
        select(*(func.count().filter(condition).label(name) for name, condition in wanted.items()))
        .select_from(AgreementRow)
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .join(CaseRow, CaseRow.id == GoalRow.case_id)
        .where(scope.within(AgreementRow.follow_up_date), scope.of_variant)
    )
    return dict(session.execute(query).mappings().one())


def held_in(scope: Scope) -> Condition:
    """The meeting is a network meeting, held, and dated in the period."""
    return and_(
        MeetingRow.kind == "network",
        MeetingRow.state == MeetingState.HELD.value,
        scope.within(MeetingRow.date),
        scope.of_variant,
    )


def _of_held(query: Any, scope: Scope) -> Any:
    return (
        query.select_from(MeetingRow)
        .join(CaseRow, CaseRow.id == MeetingRow.case_id)
        .where(held_in(scope))
    )


def _checklist(session: Session, scope: Scope) -> dict[str, dict[str, int]]:
    items = all_codes("checklist_item")
    columns: list[ColumnElement[int]] = []
    for item in items:
        answer = getattr(MeetingRow, item)
        columns += [
            func.count().filter(answer.is_(said)).label(f"{item}_{said}") for said in (True, False)
        ]
    numbers = iter(session.execute(_of_held(select(*columns), scope)).one())
    return {
        item: {"n": yes + no, "yes": yes, "no": no}
        for item, yes, no in zip(items, numbers, numbers, strict=False)
    }


def _participants(session: Session, scope: Scope) -> dict[str, dict[str, int]]:
    """By role: the meetings it was listed for, those it came to, and those it was active in."""
    of_meetings = (
        _of_held(
            select(
                ParticipantRow.role,
                func.max(_as_number(ParticipantRow.attended)).label("attended"),
                func.max(_as_number(ParticipantRow.active)).label("active"),
            ),
            scope,
        )
        .join(ParticipantRow, ParticipantRow.meeting_id == MeetingRow.id)
        .group_by(ParticipantRow.meeting_id, ParticipantRow.role)
        .subquery()
    )
    roles = of_meetings.c
    query = select(
        roles.role, func.count(), func.sum(roles.attended), func.sum(roles.active)
    ).group_by(roles.role)
    found = {role: [int(number) for number in numbers] for role, *numbers in session.execute(query)}
    return {
        role: dict(zip(("meetings", "attended", "active"), found.get(role, (0, 0, 0)), strict=True))
        for role in dict.fromkeys((*all_codes("participant_role"), *sorted(found)))
    }


def _as_number(answer: Any) -> ColumnElement[int]:
    """1 for yes, 0 for no and for not recorded."""
    return case((answer.is_(True), 1), else_=0)
