"""The days of one young person's way, drawn so that they fit the story and the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from core.calendar import add_months
from core.codes import Combination, Step, TargetGroup, Variant
from core.support import CTI_MONTHS
from db.demo.days import plus, workday, workday_before
from db.demo.stories import Flaw, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The days; None for what has not happened. `first_meeting` may lie ahead."""

    referral: date
    taken_up: date | None = None
    assessed: date | None = None
    decision: date | None = None
    start: date | None = None
    first_meeting: date | None = None
    listed: date | None = None
    """On the waiting list for a home."""
    allocated: date | None = None
    lease: date | None = None
    support_start: date | None = None
    move_in: date | None = None
    support_end: date | None = None
    end: date | None = None


_ANCHOR: Mapping[Step, str] = {
    Step.REFERRED: "referral",
    Step.ASSESSMENT: "taken_up",
    Step.REJECTED: "decision",
    Step.START_UP: "start",
    Step.COLLABORATION: "first_meeting",
    Step.SUPPORT: "support_start",
    Step.MOVED_IN: "support_start",
    Step.SUPPORT_ENDED: "support_end",
    Step.CLOSED: "end",
}
"""The day from which a story counts `since`."""
_ASSESSED = frozenset({"taken_up", "assessed", "decision"})
_BEGUN = _ASSESSED | {"start", "first_meeting", "listed"}
_SUPPORTED = _BEGUN | {"support_start"}
_HOME = frozenset({"allocated", "lease"})
_ENDED = _SUPPORTED | _HOME | {"move_in", "support_end"}
_REACHED: Mapping[Step, frozenset[str]] = {
    Step.REFERRED: frozenset(),
    Step.ASSESSMENT: frozenset({"taken_up", "listed"}),
    Step.REJECTED: frozenset({"taken_up", "decision"}),
    Step.START_UP: _BEGUN,
    Step.COLLABORATION: _BEGUN,
    Step.SUPPORT: _SUPPORTED,
    Step.MOVED_IN: _SUPPORTED | _HOME | {"move_in"},
    Step.SUPPORT_ENDED: _ENDED,
    Step.CLOSED: _ENDED | {"end"},
}
"""What has happened to somebody on that step."""
_HOMELESS_ONLY = frozenset({"listed"}) | _HOME
_IN_FULL = frozenset({"planned", "transferred"})
"""Endings that come after support has run its time."""


def course_of(story: Story, dice: Random, on: date) -> Course:
    """The days of a story, its anchor so many days before `on` as the story says."""
    after = _days_after_referral(story, dice)
    reached = _reached(story)
    shift = -dice.randint(*story.since) - after[_ANCHOR[story.step]]
    days = {name: plus(on, shift + after[name]) for name in reached if name in after}
    course = {name: day if name == "move_in" else workday(day, on) for name, day in days.items()}
    if story.combination is Combination.SM_CTI and "support_end" in course and _full(story):
        planned = add_months(course["support_start"], CTI_MONTHS)
        course["support_end"] = workday_before(planned)
        course["end"] = max(course.get("end", planned), course["support_end"])
    if "end" not in reached:
        course.pop("end", None)
    return Course(referral=workday(plus(on, shift), on), **course)


def _reached(story: Story) -> frozenset[str]:
    reached = _REACHED[story.step]
    if story.group is not TargetGroup.HOMELESS:
        reached -= _HOMELESS_ONLY
    if story.combination is Combination.SM_CTI and story.step is Step.SUPPORT:
        reached |= _HOME
    if story.flaw is Flaw.SUPPORT_WAITS:
        reached |= _HOME
    if story.flaw is Flaw.NO_APPLICATION:
        reached -= {"listed"}
    if story.flaw is Flaw.NO_COORDINATOR:
        reached -= {"start", "first_meeting"}
    return reached


def _full(story: Story) -> bool:
    return story.ending in _IN_FULL


def _days_after_referral(story: Story, dice: Random) -> dict[str, int]:
    """Days from the referral to each mark, as if the whole way were gone."""
    roll = dice.randint
    after = {"referral": 0, "taken_up": roll(1, 6)}
    after["listed"] = after["taken_up"] + roll(0, 5)
    after["assessed"] = after["taken_up"] + roll(3, 10)
    after["decision"] = after["assessed"] + roll(1, 6)
    after["start"] = after["decision"] + roll(1, 6)
    after["first_meeting"] = after["start"] + roll(13, 27)
    if story.combination is Combination.SM_CTI:
        after |= _cti(story, after, dice)
    elif story.combination is Combination.SM_ICM:
        after |= _icm(story, after, dice)
    if story.combination in {Combination.SM_CTI, Combination.SM_ICM}:
        after["end"] = after["support_end"] + roll(25, 65)
    else:
        after["end"] = after["start"] + (roll(210, 380) if _full(story) else roll(90, 200))
    return after


def _cti(story: Story, after: Mapping[str, int], dice: Random) -> dict[str, int]:
    allocated = after["decision"] + dice.randint(36, 80)
    if story.flaw is Flaw.SUPPORT_WAITS:
        allocated = after["first_meeting"] + dice.randint(20, 40)
    lease = allocated + dice.randint(3, 8)
    start = lease + dice.randint(0, 3)
    lasts = 275 if _full(story) else dice.randint(70, 150)
    return {
        "allocated": allocated,
        "lease": lease,
        "support_start": start,
        "move_in": start + dice.randint(5, 16),
        "support_end": start + lasts,
    }


def _icm(story: Story, after: Mapping[str, int], dice: Random) -> dict[str, int]:
    start = after["start"] + dice.randint(0, 5)
    allocated = start + dice.randint(50, 130)
    lease = allocated + dice.randint(3, 8)
    return {
        "support_start": start,
        "allocated": allocated,
        "lease": lease,
        "move_in": lease + dice.randint(4, 14),
        "support_end": start + (dice.randint(220, 300) if _full(story) else dice.randint(170, 210)),
    }


_YEAR = 365.25
_AGES: Mapping[TargetGroup, tuple[float, float]] = {
    TargetGroup.HOMELESS: (18.1, 24.6),
    TargetGroup.AT_RISK: (17.1, 24.6),
    TargetGroup.IN_CARE: (15.2, 17.9),
    TargetGroup.FORMERLY_IN_CARE: (18.1, 21.8),
    TargetGroup.OTHER_MEASURES: (15.2, 20.5),
}
"""Ages between which a young person of the group stands from the referral to today."""
_OLD = (25.2, 25.8)


def birth_date_of(story: Story, course: Course, dice: Random, on: date) -> date:
    """A birth date that keeps the young person's age inside the span of the group all the way."""
    low, high = _OLD if story.flaw is Flaw.AGE_OUTSIDE else _AGES[story.group]
    if story.variant is Variant.U and course.end is not None:
        on = course.end
    low = min(low + (on - course.referral).days / _YEAR, high - 0.05)
    return plus(on, -round(dice.triangular(low, high, low + (high - low) / 3) * _YEAR))
