"""The way to a home in the demo: wishes, applications, offers, homes at risk, and stays by s. 110.

It has dice of its own, so that nothing else in the store changes with it.
"""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from core.codes import Step
from core.shelter import SHELTER_110
from db.demo.days import plus, workday, workday_before
from db.demo.life import Life
from db.demo.stories import Flaw
from db.models import (
    HomeApplicationRow,
    HomeEventRow,
    HomeNeedRow,
    HomeOfferRow,
    HousingRow,
    ShelterStayRow,
)

UNTOLD = 0.7
"""The part of those not on a waiting list whose needs nobody has written down."""

WISHES = (
    "Jeg vil bare have min egen dør, jeg kan lukke.",
    "Et sted tæt på bussen, så jeg kan nå skolen.",
    "Helst ikke samme vej som før.",
    "Et sted, hvor der er stille om natten.",
    "Jeg vil gerne kunne have min hund med.",
)
AREAS = ("Tæt på stationen", "Nordbyen", "Midtbyen", "Ikke i Havnegadekvarteret", None)
WITH = {
    "allocation": ("Boligkontoret",),
    "association": ("Boligforeningen Birkely", "Andelsboligforeningen Solsikken"),
    "private": ("Udlejer i Nordbyen",),
}
HOMES = (
    "1 rum med tekøkken på 2. sal",
    "Ungdomsbolig, 28 m²",
    "Værelse med eget bad",
    "2 rum i stuen, 46 m²",
)
REFUSALS = (
    ("young_person", "For langt fra skolen, og der går ingen bus om aftenen."),
    ("young_person", "Huslejen er for høj."),
    ("landlord", "Udlejeren valgte en anden."),
)
REASONS = ("rent_arrears", "rent_arrears", "complaints", "conditions_broken")


def write_homes(life: Life) -> None:
    """Everything about the way home; call it right after the housing was written."""
    dice, lines = Random(f"home {life.number}"), _lines(life)
    if not lines:
        return
    _write_need(life, dice)
    if life.course.listed is not None:
        _write_search(life, dice, life.course.listed)
    for line in lines:
        if line["situation"] == SHELTER_110:
            _write_stay(life, dice, line)
    _write_events(life, dice, lines)


def _lines(life: Life) -> list[dict[str, Any]]:
    """The housing of this life, oldest first: the rows written last."""
    found: list[dict[str, Any]] = []
    for row in reversed(life.rows.by_table.get(HousingRow, [])):
        if row["case_id"] != life.case_id:
            break
        found.append(row)
    return found[::-1]


def _write_need(life: Life, dice: Random) -> None:
    told = life.course.assessed
    if told is None or (life.course.listed is None and dice.random() < UNTOLD):
        return
    life.rows.add(
        HomeNeedRow,
        told,
        case_id=life.case_id,
        told_date=told,
        area=dice.choice(AREAS),
        most_rent=dice.randrange(3000, 5200, 100),
        size=dice.choice(("room", "one_room", "one_room", "two_rooms", "shared")),
        pets=dice.choice((None, False, True)),
        accessibility="Ingen trapper" if dice.randrange(12) == 0 else None,
        wishes=dice.choice(WISHES),
    )


def _write_search(life: Life, dice: Random, listed: date) -> None:
    """A place on the municipality's list from the first day, mostly one more, and the offers."""
    course, found = life.course, life.course.allocated
    kind = dice.choice(("association", "private"))
    moved = course.move_in or course.end
    other = _application(life, dice, kind, plus(listed, 4), ended=moved, reason="withdrawn")
    if found is not None:
        first = _application(life, dice, "allocation", listed, ended=found)
        _offer(life, dice, first, max(plus(found, -4), listed), accepted=found)
    else:
        first = _application(life, dice, "allocation", listed)
    last = found or life.on
    refused = workday(plus(listed, dice.randint(14, 30)))
    if plus(refused, 3) < min(last, course.end or last) and dice.randrange(2):
        _offer(life, dice, other, refused, refused=plus(refused, 3))
    if found is None and life.story.step is not Step.CLOSED:
        _write_waiting_offer(life, dice, first, listed)


def _write_waiting_offer(life: Life, dice: Random, application: str, listed: date) -> None:
    """An offer that waits for its answer; where the story says so, too long."""
    late = life.story.flaw is Flaw.OFFER_WAITS
    if late or dice.randrange(3) == 0:
        offered = max(workday_before(plus(life.on, -9 if late else -2)), listed)
        due = plus(life.on, -dice.randint(1, 2) if late else dice.randint(2, 6))
        _offer(life, dice, application, offered, answer_by=max(due, offered))


def _application(
    life: Life,
    dice: Random,
    kind: str,
    day: date,
    *,
    ended: date | None = None,
    reason: str = "home_found",
) -> str:
    applied = min(day, life.last_day)
    return life.rows.add(
        HomeApplicationRow,
        applied,
        case_id=life.case_id,
        kind=kind,
        name=dice.choice(WITH[kind]),
        applied_date=applied,
        list_number=str(dice.randint(20, 400)) if kind == "association" else None,
        ended_date=ended,
        end_reason=reason if ended else None,
    )


def _offer(
    life: Life,
    dice: Random,
    application: str,
    day: date,
    *,
    accepted: date | None = None,
    refused: date | None = None,
    answer_by: date | None = None,
) -> None:
    who, why = dice.choice(REFUSALS)
    answered: Mapping[str, object] = {}
    if accepted is not None:
        answered = {"answer": "accepted", "answered_by": "young_person", "answered_date": accepted}
    elif refused is not None:
        answered = {
            "answer": "refused",
            "answered_by": who,
            "answered_date": refused,
            "reason": why,
        }
    life.rows.add(
        HomeOfferRow,
        day,
        application_id=application,
        offered_date=day,
        description=dice.choice(HOMES),
        rent=dice.randrange(2900, 5400, 50),
        answer_by=answer_by,
        **answered,
    )


def _write_stay(life: Life, dice: Random, line: Mapping[str, Any]) -> None:
    first, last = line["from_date"], line.get("to_date")
    decided = life.course.decision
    granted = life.method is not None and decided is not None and dice.randrange(6)
    in_time = granted and decided is not None and (last is None or first <= decided < last)
    life.rows.add(
        ShelterStayRow,
        first,
        case_id=life.case_id,
        from_date=first,
        to_date=last,
        place_kind=dice.choice(("hostel", "hostel", "youth_hostel", "emergency")),
        decision_date=first,
        section_85a_date=decided if in_time else None,
    )


def _write_events(life: Life, dice: Random, lines: list[dict[str, Any]]) -> None:
    """At risk and safe again, or lost, as the situations tell it."""
    before = None
    for line in lines:
        now, day = line["situation"], line["from_date"]
        if now == "own_home_at_risk":
            _event(life, "at_risk", day, dice.choice(REASONS))
        elif before == "own_home_at_risk" and now == "own_home":
            _event(life, "secured", day, None)
        elif before in {"own_home", "own_home_at_risk"} and now != "own_home":
            _event(life, "lost", day, "left_it")
        before = now


def _event(life: Life, kind: str, day: date, reason: str | None) -> None:
    life.rows.add(HomeEventRow, day, case_id=life.case_id, kind=kind, date=day, reason=reason)
