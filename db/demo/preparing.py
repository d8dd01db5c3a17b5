"""What was prepared for a network meeting, who was called, and which milestones are done.

Dice of its own: what is drawn here changes nothing of the rest.
"""

from datetime import date
from random import Random
from typing import Any

from core.calendar import add_months
from core.codes import Variant
from core.milestones import EVENT, SPAN_OF
from db.demo.bank import sentences
from db.demo.days import plus, workday_before
from db.demo.life import Life
from db.models import CaseEventRow, NetworkPersonRow

_LASTS = (60, 75, 90)
"""Minutes."""
_CONSIDERATIONS = ("fewer_people", "breaks", "shorter", "come_early", "companion", "visual")
_BEFORE = (4, 9)
"""Days before the meeting that it was talked through and called."""
_EARLY = 0.6
"""Share of the meetings ahead that are prepared already."""
_ANSWERS = ("accepted", "accepted", "accepted", "tentative", "declined", None)
_UNDONE = 45
"""A milestone that came so few days ago still waits."""


def prepared(life: Life, day: date, start_time: str) -> dict[str, Any]:
    """The columns of a meeting that say how it was prepared; one far ahead is not yet."""
    dice = _dice(life, day)
    hour, minute = map(int, start_time.split("."))
    ends = hour * 60 + minute + dice.choice(_LASTS)
    columns: dict[str, Any] = {"end_time": f"{ends // 60:02d}.{ends % 60:02d}"}
    talked = workday_before(plus(day, -dice.randint(*_BEFORE)))
    if talked > life.on and dice.random() < _EARLY:
        talked = workday_before(plus(life.on, -dice.randint(1, 5)))
    if talked > life.on or life.course.start is None or talked < life.course.start:
        return columns
    columns["prepared_date"] = talked
    columns["considerations"] = ";".join(dice.sample(_CONSIDERATIONS, dice.randint(1, 2)))
    columns["wishes"] = _say(life, dice, "wishes.all")
    if dice.random() < 0.3:  # noqa: PLR2004 — some
        columns["not_invited"] = _say(life, dice, "not_invited.all")
    return columns


def called(life: Life, meeting_day: date, name: str, *, held: bool) -> dict[str, Any]:
    """The columns of a participant: who it is and, of a meeting ahead, what was answered."""
    known = _known(life, name)
    columns: dict[str, Any] = {}
    if known is not None:
        columns = {"network_person_id": known["id"], "email": known["email"]}
    sent = plus(meeting_day, -14)
    if held or sent > life.on:
        return columns
    dice = Random(f"called {life.number} {meeting_day} {name}")
    columns |= {"sent_date": sent, "sent_version": 1, "answer": dice.choice(_ANSWERS)}
    if columns["answer"]:
        columns["answered_date"] = min(plus(sent, 3), life.on)
    return columns


def write_milestones(life: Life) -> None:
    """Those of variant U that came some time ago are done."""
    start = life.course.start
    if life.story.variant is not Variant.U or start is None or life.coordinator is None:
        return
    for milestone, (first, last) in SPAN_OF.items():
        reached, gone = (add_months(life.young.birth_date, months) for months in (first, last))
        asked = max(reached, start)
        if asked < gone and asked <= plus(life.last_day, -_UNDONE):
            day = plus(asked, 10)
            life.rows.add(
                CaseEventRow,
                day,
                case_id=life.case_id,
                date=day,
                kind=f"{EVENT}{milestone}",
                reason=sentences()[f"milestone.{milestone}"][0].format_map(life.words),
                by_name=life.coordinator.name,
            )


def _known(life: Life, name: str) -> dict[str, Any] | None:
    """The row of somebody in the network; those of this young person are the last written."""
    if not life.people:
        return None
    written = life.rows.by_table.get(NetworkPersonRow, [])[-len(life.people) :]
    return next((row for row in written if row["name"] == name), None)


def _dice(life: Life, day: date) -> Random:
    return Random(f"prepared {life.number} {day}")


def _say(life: Life, dice: Random, key: str) -> str:
    return dice.choice(sentences()[key]).format_map(life.words)
