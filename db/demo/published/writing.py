"""The rows of one published course: what the tables fix is put in, the rest is told as ever."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from core.codes import MeetingState
from db.demo.around import write_network
from db.demo.consents import write_consents
from db.demo.days import plus
from db.demo.life import Life
from db.demo.meetings import Met
from db.demo.opening import write_opening
from db.demo.plans import write_plans
from db.demo.published.days import measurement_days, status_days
from db.demo.published.meetings import Sitting
from db.demo.published.young import Planned
from db.demo.staff import Staff
from db.demo.support import write_contacts, write_housing
from db.models import (
    CaseRow,
    MeasurementRow,
    MeetingRow,
    NetworkPersonRow,
    ParticipantRow,
    StatusRow,
)

_TIMES = ("13.00", "14.00", "14.30", "15.00", "15.30", "16.00", "16.30")
_OF_AGE = 6575
"""Days in eighteen years."""


def write_course(life: Life, planned: Planned, sittings: list[Sitting], staff: Staff) -> None:
    """Everything that is recorded of one young person."""
    write_opening(life, staff)
    _fixed(life, planned)
    write_housing(life)
    write_network(life)
    if not planned.has_adult:
        _nobody_chosen(life)
    write_consents(life)
    meetings = _write_meetings(life, sittings)
    write_plans(life, meetings)
    _write_measurements(life, planned)
    _write_statuses(life, planned)
    write_contacts(life, meetings)


def _fixed(life: Life, planned: Planned) -> None:
    """What the published tables decide of the case, and a legal basis of the time."""
    decided = life.course.decision or life.course.referral
    grown = plus(life.young.birth_date, _OF_AGE) <= decided
    _last(life, CaseRow).update(
        placement_type=planned.placement, legal_basis="section_85" if grown else "other"
    )


def _nobody_chosen(life: Life) -> None:
    for row in life.rows.by_table[NetworkPersonRow][-len(life.people) :]:
        row["chosen_adult"] = False
    life.people = [replace(known, chosen=False) for known in life.people]


def _write_meetings(life: Life, sittings: list[Sitting]) -> list[Met]:
    found = []
    for place, sitting in enumerate(sittings):
        following = sittings[place + 1].day if place + 1 < len(sittings) else None
        key = _meeting(life, sitting, following)
        names = _names(life)
        for role, (attended, active) in sitting.roles.items():
            life.rows.add(
                ParticipantRow,
                sitting.day,
                meeting_id=key,
                role=role,
                name=names.setdefault(role, life.register.grown()),
                invited=True,
                attended=attended,
                active=active,
            )
        found.append(Met(key, sitting.day, held=True, next_day=following))
    return found


def _meeting(life: Life, sitting: Sitting, following: date | None) -> str:
    return life.rows.add(
        MeetingRow,
        sitting.day,
        case_id=life.case_id,
        date=sitting.day,
        kind="network",
        state=MeetingState.HELD.value,
        chair_id=life.coordinator.id if life.coordinator else None,
        next_meeting_date=following,
        start_time=life.dice.choice(_TIMES),
        place=life.say("place.all"),
        purpose=life.say("purpose.later" if sitting.nth else "purpose.first"),
        agenda=life.say("agenda.all"),
        **sitting.answers,
    )


def _names(life: Life) -> dict[str, str]:
    """Who sits in a role, where the network knows one."""
    known = {each.role: each.name for each in life.people if not each.chosen}
    if life.adult:
        known["chosen_adult"] = life.adult.name
    return known | {"young_person": life.young.name}


def _write_measurements(life: Life, planned: Planned) -> None:
    if planned.scores is None:
        return
    days = measurement_days(life.dice, life.course)
    for place, day in enumerate(days):
        kinds = {0: "baseline", len(days) - 1: "closing"}
        life.rows.add(
            MeasurementRow,
            day,
            case_id=life.case_id,
            date=day,
            kind=kinds.get(place, "follow_up"),
            scored_by="joint",
            **{
                domain: _score(first, latest, place, life.dice)
                for domain, (first, latest) in planned.scores.items()
            },
        )


def _score(first: int, latest: int, place: int, dice: Random) -> int:
    """The first score, one on the way, and from the second follow-up on the latest."""
    on_the_way = dice.choice((first, latest))
    return (first, on_the_way)[place] if place < 2 else latest  # noqa: PLR2004


def _write_statuses(life: Life, planned: Planned) -> None:
    for place, day in enumerate(status_days(life.dice, life.course)):
        end = min(place, 1)
        kind = planned.education_types[end]
        life.rows.add(
            StatusRow,
            day,
            case_id=life.case_id,
            date=day,
            in_education=kind is not None,
            education_type=kind,
            employment=planned.employment[end],
        )


def _last(life: Life, table: Any) -> dict[str, Any]:
    return life.rows.by_table[table][-1]
