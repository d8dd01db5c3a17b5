"""The rows of what follows a meeting: short minutes, feedback, answers about agreements."""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from random import Random
from typing import Any

from core.codes import all_codes
from core.sharing import TYPE_OF_DOMAIN
from db.demo.days import plus
from db.demo.life import Life
from db.demo.meetings import Met
from db.demo.stories import Flaw
from db.models import (
    AgreementAnswerRow,
    AgreementRow,
    Base,
    GoalRow,
    MeetingFeedbackRow,
    MeetingRow,
    ParticipantRow,
)

Row = dict[str, Any]
YOUNG_PERSON = "young_person"
_WITH_MINUTES, _OWN_ANSWERS, _OTHERS_ANSWER = 0.85, 0.75, 0.3
"""Shares of the meetings: now and then the plan is all that is written."""
_EARLY = 2
"""Days before its day that an agreement is reminded of here."""


def write_after(life: Life, meetings: list[Met]) -> None:
    """All of it; with dice of its own, so that what else happens does not hang on it."""
    dice = Random(f"after {life.number}")
    own = _own_rows(life)
    rows = {row["id"]: row for row in own.meetings}
    for met in meetings:
        if met.held:
            _write_minutes(life, rows[met.id], own.goals, dice)
            _write_feedback(life, met, own.participants, dice)
    further = {goal["id"] for goal in own.goals if goal.get("further")}
    for agreement in own.agreements:
        if agreement["goal_id"] not in further:
            _follow(life, agreement, rows[agreement["meeting_id"]]["date"], dice)


@dataclass(frozen=True, slots=True)
class _Own:
    """What was written of one young person: it stands last in each table."""

    meetings: list[Row]
    participants: list[Row]
    goals: list[Row]
    agreements: list[Row]


def _own_rows(life: Life) -> _Own:
    meetings = _last(life, MeetingRow, "case_id", {life.case_id})
    goals = _last(life, GoalRow, "case_id", {life.case_id})
    return _Own(
        meetings=meetings,
        participants=_last(life, ParticipantRow, "meeting_id", {row["id"] for row in meetings}),
        goals=goals,
        agreements=_last(life, AgreementRow, "goal_id", {row["id"] for row in goals}),
    )


def _last(life: Life, table: type[Base], column: str, values: set[Any]) -> list[Row]:
    written = reversed(life.rows.by_table.get(table, []))
    return list(takewhile(lambda row: row[column] in values, written))[::-1]


def _write_minutes(life: Life, meeting: Row, goals: list[Row], dice: Random) -> None:
    """Two sentences, and what the goals of that day told about."""
    if dice.random() > _WITH_MINUTES:
        return
    domains = {str(goal["life_domain"]) for goal in goals if goal["set_date"] <= meeting["date"]}
    told = {TYPE_OF_DOMAIN[domain] for domain in domains if domain in TYPE_OF_DOMAIN}
    meeting["minutes"] = " ".join(life.say(f"minutes.{part}") for part in ("mood", "point"))
    ordered = [code for code in all_codes("information_type") if code in told]
    meeting["minutes_types"] = ";".join(ordered) or None


def _write_feedback(life: Life, met: Met, participants: list[Row], dice: Random) -> None:
    """The young person answers after most meetings, the others after some."""
    for present in participants:
        if present["meeting_id"] != met.id or not present["attended"]:
            continue
        own = present["role"] == YOUNG_PERSON
        if dice.random() > (_OWN_ANSWERS if own else _OTHERS_ANSWER):
            continue
        whose = "own" if own else "others"
        life.rows.add(
            MeetingFeedbackRow,
            met.day,
            meeting_id=met.id,
            role=present["role"],
            date=met.day,
            score=dice.choices((2, 3, 4, 5), (1, 3, 6, 4))[0],
            went_well=life.say(f"feedback.{whose}.well") if _or_not(dice, 6) else None,
            to_change=life.say(f"feedback.{whose}.change") if _or_not(dice, 4) else None,
            by_name=life.coordinator.name if life.coordinator else life.young.name,
        )


def _follow(life: Life, agreement: Row, made: date, dice: Random) -> None:
    """A reminder before most days, an answer where the agreement was kept or is on its way."""
    due, done = agreement["follow_up_date"], agreement["done_date"]
    reminded = plus(due, -_EARLY)
    if reminded <= (done or life.on) and reminded >= made and _or_not(dice, 6):
        _told(life, agreement, "reminded", reminded)
    if done is not None and agreement["status"] == "done" and _or_not(dice, 5):
        _told(life, agreement, "done", done, "answer.done")
    elif done is None and life.story.flaw is not Flaw.AGREEMENT_LATE and _or_not(dice, 3):
        kind = "stuck" if _or_not(dice, 3) else "on_the_way"
        _told(
            life, agreement, kind, max(plus(life.on, -dice.randint(1, 6)), made), f"answer.{kind}"
        )


def _told(life: Life, agreement: Row, kind: str, day: date, sentence: str | None = None) -> None:
    life.rows.add(
        AgreementAnswerRow,
        day,
        agreement_id=agreement["id"],
        date=day,
        kind=kind,
        who=agreement["responsible"],
        text=life.say(sentence) if sentence else None,
        by_name=life.coordinator.name if life.coordinator else life.young.name,
    )


def _or_not(dice: Random, tenths: int) -> bool:
    return dice.randint(1, 10) <= tenths
