"""The milestones of variant U: say that one is done, with what was done, or take it back."""

from datetime import date

from core.milestones import (
    EVENT,
    SPAN_OF,
    TAKEN_BACK,
    Done,
    MilestoneNotAsked,
    MilestoneNotDone,
    checked_done,
    checked_reason,
)
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.events import happened
from db.actions.reached import reached_case
from db.audit import add, note
from db.engine import transaction
from db.queries.milestones import done_of

ACT = Act.HOLD_MEETINGS


def mark_done(case_id: str, milestone: str, done: Done, *, by: Person, on: date) -> None:
    """Say that what a milestone asks for is done; it is then no longer asked for.

    Raises MilestoneNotAsked for one that there is not, or that is done already.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        if milestone not in SPAN_OF or milestone in done_of(session, case.id):
            raise MilestoneNotAsked
        day, text = checked_done(done, on)
        event = happened(case.id, f"{EVENT}{milestone}", day=day, reason=text, details={}, by=by)
        note(session, by, ACT, add(session, event))


def take_back(case_id: str, milestone: str, reason: str | None, *, by: Person, on: date) -> None:
    """A milestone said to be done by mistake is asked for again; what was said stays in the story.

    Raises MilestoneNotDone, MissingValue or TooLong.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        if milestone not in done_of(session, case.id):
            raise MilestoneNotDone
        why, before = checked_reason(reason), {"before": milestone}
        event = happened(case.id, TAKEN_BACK, day=on, reason=why, details=before, by=by)
        note(session, by, ACT, add(session, event))
