"""Questions about open agreements as tasks: which there are, and what a reminder may say."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.agreements import made_on, overdue
from core.parties import plain
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, everywhere, may
from core.records.network import Agreement
from core.records.people import Person
from core.records.tasks import AgreementTask, Reminding
from core.redaction import Detail, Place, knows
from core.reminders import wanted_of
from core.sharing import OWN, Recipient, basis, needed_of
from db.conditions import OPEN_AGREEMENT
from db.engine import reading
from db.kept import Kept
from db.models import (
    AgreementRow,
    CaseRow,
    GoalRow,
    MeetingRow,
    NetworkPersonRow,
    ParticipantRow,
    YoungPersonRow,
)
from db.queries import overview
from db.queries.followed import agreement_of, answers_of
from db.queries.naming import in_list
from db.queries.network import consents_of
from db.queries.plans import goal_of
from db.queries.rows import gathered
from db.queries.staff_rows import names_of
from db.queries.visible import reach_of

ACT = Act.FOLLOW_UP_AGREEMENTS


def of_agreements(*, by: Person, on: date, number: int | None = None) -> tuple[AgreementTask, ...]:
    """The open agreements the person may follow up, of one case or of all; the pressing first."""
    if number is None and everywhere(by, ACT) and everywhere(by, Act.SEE_CASE):
        return _all_open(on)
    seen = overview.by_number(by=by, on=on)
    listed = _open(on)
    asked = listed.keys() & seen.keys() & ({number} if number is not None else seen.keys())
    tasks = (
        task for each in asked if may(by, ACT, seen[each].facts.reach) for task in listed[each]
    )
    return tuple(sorted(tasks, key=_order))


@Kept
def _open(on: date) -> Mapping[int, tuple[AgreementTask, ...]]:
    """All open agreements by the number of their case, whoever may follow them up."""
    query = (
        select(AgreementRow, GoalRow, CaseRow.number, YoungPersonRow, MeetingRow.date)
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .join(CaseRow, CaseRow.id == GoalRow.case_id)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .outerjoin(MeetingRow, MeetingRow.id == AgreementRow.meeting_id)
        .where(
            OPEN_AGREEMENT,
            CaseRow.step.in_([step.value for step in ACCEPTED_STEPS]),
        )
    )
    with reading() as session:
        rows = session.execute(query).all()
        answers = answers_of(session, [row[0].id for row in rows])
        return gathered(
            (number, _task(agreement_of(each, answers), goal, young, number, met, on))
            for each, goal, number, young, met in rows
        )


@Kept
def _all_open(on: date) -> tuple[AgreementTask, ...]:
    """All of them, the pressing first, for who may follow up every one."""
    return tuple(sorted((task for listed in _open(on).values() for task in listed), key=_order))


def _order(task: AgreementTask) -> tuple[bool, bool, date, str]:
    return task.order


def _task(
    agreement: Agreement,
    goal: GoalRow,
    young: YoungPersonRow,
    number: int,
    met: date | None,
    on: date,
) -> AgreementTask:
    """As it stands in a list of several: without a protected name."""
    made = made_on(goal.set_date, met)
    task = AgreementTask(
        case_number=number,
        name=young.name,
        goal=goal.text,
        agreement=agreement,
        made=made,
        want=wanted_of(agreement, made=made, on=on),
        overdue=overdue(agreement.status, agreement.follow_up_date, on),
    )
    return in_list(task, young, number)


def made_of(session: Session, agreement: AgreementRow, goal: GoalRow) -> date:
    """When an agreement was made: at its meeting, or when its goal was set."""
    meeting = session.get(MeetingRow, agreement.meeting_id) if agreement.meeting_id else None
    return made_on(goal.set_date, meeting.date if meeting else None)


# ------------------------------------------------- what a reminder may say


def reminding(agreement_id: str, *, by: Person, on: date) -> Reminding | None:
    """What a reminder may hold for the one who answers for the agreement; None out of reach.

    They are found by their name in the network, at the meetings and among the staff of the case.
    Whoever is not found is told no more than that there is an agreement (R12).
    """
    with reading() as session:
        agreement = session.get(AgreementRow, agreement_id)
        goal = session.get(GoalRow, agreement.goal_id) if agreement else None
        case = session.get(CaseRow, goal.case_id) if goal else None
        if agreement is None or goal is None or case is None:
            return None
        if not may(by, ACT, reach_of(session, case)):
            return None
        return _reminding(session, agreement, goal, case, by=by, on=on)


def _reminding(
    session: Session, agreement: AgreementRow, goal: GoalRow, case: CaseRow, *, by: Person, on: date
) -> Reminding:
    young = session.get_one(YoungPersonRow, case.young_person_id)
    met = session.get(MeetingRow, agreement.meeting_id) if agreement.meeting_id else None
    who = plain(agreement.responsible)
    if who == plain(young.name) or who == plain(young.name.split()[0]):
        protected = bool(young.protected_identity)
        known = knows(
            by, reach_of(session, case), Detail.EMAIL, Place.OWN_PAGE, protected=protected
        )
        return Reminding(True, True, young.email if known else None, met.date if met else None)
    recipient, email = _found(session, case, who, agreement.responsible)
    ground = basis(consents_of(session, case.id), recipient, born=young.birth_date, on=on)
    in_full = who in _staff(session, case) or ground.reaches(needed_of(goal_of(goal, ())))
    return Reminding(in_full, recipient.role == OWN, email, met.date if met else None)


def _found(session: Session, case: CaseRow, who: str, name: str) -> tuple[Recipient, str | None]:
    """The one who answers for it as a recipient, with an address where one is known."""
    people = session.scalars(select(NetworkPersonRow).where(NetworkPersonRow.case_id == case.id))
    known = next((each for each in people if plain(each.name) == who), None)
    came = session.scalars(
        select(ParticipantRow)
        .join(MeetingRow, MeetingRow.id == ParticipantRow.meeting_id)
        .where(MeetingRow.case_id == case.id)
        .order_by(MeetingRow.date.desc(), ParticipantRow.id)
    )
    seen = next((each for each in came if plain(each.name) == who), None)
    role = (known and known.participant_role) or (seen and seen.role) or "other"
    return Recipient(role, name), (known and known.email) or (seen and seen.email) or None


def _staff(session: Session, case: CaseRow) -> set[str]:
    """The names of those who work with the young person: they know the case."""
    return set(map(plain, names_of(session, reach_of(session, case).staff_ids).values()))
