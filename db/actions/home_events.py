"""Write down what happens to a home of one's own, and the housing situation that follows."""

from datetime import date

from core.home_events import EventTold, checked_event
from core.pathway import OPEN_STEPS
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import past_date
from db.actions.housing import housing_seen, write_situation
from db.actions.reached import fill, reached_case
from db.audit import add, note, note_act
from db.engine import transaction
from db.models import HomeEventRow, Keyed
from db.queries.housing import line_of

ACT = Act.RECORD_HOUSING


def tell(case_id: str, told: EventTold, *, seen_version: int, by: Person, on: date) -> str:
    """Write down what happened; returns the id.

    `seen_version` is `core.housing.version_of` what the page drew. Raises NoHomeOfTheirOwn,
    HomeNotAtRisk, HomeStillThere, HousingOverlaps or ChangedByOther.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
        known = housing_seen(session, case_id, seen_version)
        checked, situation = checked_event(told, [line_of(row) for row in known], on)
        row = HomeEventRow(case_id=case.id)
        fill(row, kind=checked.kind, date=checked.day, reason=checked.reason, note=checked.note)
        followed: list[Keyed] = []
        if situation is not None:
            followed += write_situation(
                session, case, situation, checked.day or on, known, field="day"
            )
        note(session, by, ACT, add(session, row), *followed)
        return row.id


def count_homelessness(day: date | None, *, by: Person, on: date) -> date:
    """The day of a count of homelessness. The count names people: the log says who made it.

    Raises NotAllowed, MissingValue or DateInFuture.
    """
    with transaction() as session:
        check_may(by, Act.COUNT_HOMELESSNESS)
        counted = past_date("day", day, on)
        facts = {"day": [None, counted.isoformat()]}
        note_act(session, by, Act.COUNT_HOMELESSNESS, "homelessness", facts)
        return counted
