"""The milestones of variant U: say that one is done, with what was done."""

from datetime import date

from core.milestones import EVENT, SPAN_OF, Done, MilestoneNotAsked, checked_done
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
