"""Plain functions that make a meeting under way; every argument has a default."""

from dataclasses import dataclass
from datetime import timedelta

from core.codes import Role, Step
from core.meetings import Invitation
from core.records.network import Goal, Meeting
from core.records.people import Person
from db import actions, queries
from db.clock import today
from tests.factories import put_session, put_staff
from tests.factories_accounts import put_account_with_password
from tests.factories_network import (
    YOUNG,
    agreement_told,
    goal_told,
    plan_told,
    put_consent,
    put_started,
)

AGENDA = "Hvordan har du det?\nBolig\nHvornår ses vi igen?"
TABLE = (
    YOUNG,
    Invitation("chosen_adult", "Molly Mor"),
    Invitation("employment_officer", "Jens Job"),
    Invitation("child_caseworker"),
)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class UnderWay:
    """A coordinator, a case of theirs and its meeting of today."""

    me: Person
    case_id: str
    number: int
    meeting_id: str

    @property
    def address(self) -> dict[str, str]:
        """What the screen is about."""
        return {"case": str(self.number), "meeting": self.meeting_id}

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands in the store."""
        file = queries.network.file_of(self.case_id, by=self.me)
        assert file is not None
        return next(one for one in file.meetings if one.id == self.meeting_id)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals as they stand in the store."""
        file = queries.network.file_of(self.case_id, by=self.me)
        assert file is not None
        return file.goals

    def present(self, session_id: str | None = None) -> str:
        """Begin to present in a session, a fresh one by default; returns its id."""
        session_id = session_id or put_session(self.me)
        actions.presenting.begin(session_id, "meeting_screen", self.address, by=self.me, on=today())
        return session_id


def put_under_way(*roles: Role, username: str = "karla", agenda: str | None = AGENDA) -> UnderWay:
    """A meeting planned for today with somebody who may hold it."""
    staff = put_staff("Karla Kompas")
    me = put_account_with_password(
        *(roles or (Role.COORDINATOR,)), username=username, name="Karla Kompas", staff_id=staff
    )
    case = put_started(
        Step.COLLABORATION,
        coordinator_id=staff,
        referral_date=today() - 3 * MONTH,
        decision_date=today() - 3 * MONTH,
        start_date=today() - 2 * MONTH,
    )
    put_consent(case.id, given_date=today() - 2 * MONTH)
    plan = plan_told(today(), agenda=agenda)
    meeting = actions.meetings.plan(case.id, plan, TABLE, by=me, on=today())
    return UnderWay(me, case.id, case.number, meeting)


def put_goal_from_before(here: UnderWay, **told: object) -> str:
    """A goal set a month ago, with an agreement that Jens was to keep; returns the goal's id."""
    values = {"set_date": today() - MONTH, **told}
    goal = actions.goals.set_goal(here.case_id, goal_told(**values), by=here.me, on=today())
    kept = agreement_told(responsible="Jens Job", follow_up_date=today() - timedelta(days=1))
    actions.goals.agree(goal, kept, by=here.me)
    return goal
