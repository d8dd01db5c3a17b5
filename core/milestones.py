"""The milestones of variant U: what its course asks for at certain ages (R17), as rows of duties.

A milestone is gone once somebody has said that it is done; how is kept as a happening of the case
whose kind is `milestone_` and the milestone's name. One said by mistake is taken back by a later
happening; both stay. All but the last are prompts and never late.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from core.codes import Variant
from core.duty import Day, Duty, add_months, birthday
from core.errors import RuleBroken
from core.records.overview import CaseFacts, DueKind
from core.settings import Settings
from core.texts import TEXT, past_date, required_text

START, PLAN, ADULT, REVIEW, CLOSING = 15 * 12, 16 * 12, 17 * 12 + 6, 18 * 12 + 6, 23 * 12
"""Ages in months: 15, 16, 17½, 18½ and 23 years (report 2017 sections 3.1-3.2)."""
OF_AGE = 18 * 12
REVIEW_LASTS = 12
"""Months that the prompt at 18½ stays; not in the sources."""
AHEAD, CLOSING_AHEAD = 3, 6
"""Months ahead that a milestone shows; practice."""
CHILDRENS_ACT = date(2024, 1, 1)
"""The first day of barnets lov (act 721 of 13 June 2023)."""
EVENT = "milestone_"
TAKEN_BACK = "milestone_taken_back"
"""The happening that takes back one said to be done by mistake; `before` in it names which."""
ADULT_ROLE = "adult_caseworker"
"""Whom to invite at 17½ (report 2017 chapter 2)."""


SPAN_OF: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "start_at_15": (START, PLAN),
        "plan_at_16": (PLAN, ADULT),
        "adult_support": (ADULT, OF_AGE),
        "review_at_18": (REVIEW, REVIEW + REVIEW_LASTS),
        "closing_plan": (CLOSING - CLOSING_AHEAD, CLOSING),
    }
)
"""From which age each is asked for, and until which, in months."""


class MilestoneNotAsked(RuleBroken):
    """The case has no such milestone, or it is done already."""

    code = "milestone_not_asked"


class MilestoneNotDone(RuleBroken):
    """Nobody has said that the milestone is done, or it is taken back already."""

    code = "milestone_not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done at a milestone, as typed."""

    day: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DoneMilestone:
    """A milestone that is done: the day and the note, and by whom, as they were written down."""

    milestone: str
    day: date
    note: str | None
    by_name: str | None


def standing(happened: Iterable[tuple[str, str | None]]) -> Mapping[str, int]:
    """The milestones that are done, each with the place of the happening that says so.

    `happened` are kinds and details (JSON) of one case's milestones in the order they were written.
    """
    done: dict[str, int] = {}
    for place, (kind, details) in enumerate(happened):
        if kind == TAKEN_BACK:
            done.pop(json.loads(details or "{}").get("before"), None)
        else:
            done[kind.removeprefix(EVENT)] = place
    return done


def _reached(months: int) -> Day:
    """The day of the age; where the course began later, the day it began."""

    def day(facts: CaseFacts, _: Settings) -> date | None:
        reached = birthday(facts, months)
        return max(reached, facts.begun) if reached else None

    return day


def _until(milestone: str) -> Day:
    def day(facts: CaseFacts, _: Settings) -> date | None:
        return birthday(facts, SPAN_OF[milestone][1])

    return day


def _closing(facts: CaseFacts, _: Settings) -> date | None:
    reached = birthday(facts, CLOSING)
    return reached - timedelta(days=1) if reached else None


def _unless_done(reason: str, day: Day) -> Day:
    def asked(facts: CaseFacts, settings: Settings) -> date | None:
        return None if reason in facts.milestones_done else day(facts, settings)

    return asked


def _milestone(  # a row of the table below
    kind: DueKind,
    source: str,
    day: Day,
    *,
    until: Day | None,
    ahead: int = AHEAD,
    since: date | None = None,
) -> Duty:
    return Duty(
        kind,
        kind.value,
        "R17",
        source,
        _unless_done(kind.value, day),
        variants=frozenset({Variant.U}),
        shown_before=ahead,
        until=until,
        valid_from=since,
    )


MILESTONES = (
    _milestone(
        DueKind.START_AT_15, "report 2017 section 3.2", _reached(START), until=_until("start_at_15")
    ),
    _milestone(
        DueKind.PLAN_AT_16,
        "report 2017 section 3.1; barnets lov ss. 108-109",
        _reached(PLAN),
        until=_until("plan_at_16"),
        since=CHILDRENS_ACT,
    ),
    _milestone(
        DueKind.ADULT_SUPPORT,
        "report 2017 chapter 2; barnets lov ss. 108 and 113-116",
        _reached(ADULT),
        until=_until("adult_support"),
        since=CHILDRENS_ACT,
    ),
    _milestone(
        DueKind.REVIEW_AT_18,
        "report 2017 section 3.1",
        _reached(REVIEW),
        until=_until("review_at_18"),
    ),
    _milestone(
        DueKind.CLOSING_PLAN, "report 2017 section 3.2", _closing, until=None, ahead=CLOSING_AHEAD
    ),
)
"""The table, by age."""

KINDS = frozenset(row.kind for row in MILESTONES)
PROMPTS = frozenset(row.kind for row in MILESTONES if row.until is not None)


def plans_ahead(variant: Variant, born: date | None, on: date) -> bool:
    """Whether it is time to plan for after 23: variant U, from 22½ years (report section 3.2)."""
    if variant is not Variant.U or born is None:
        return False
    return on >= add_months(born, CLOSING - CLOSING_AHEAD)


def checked_done(done: Done, on: date) -> tuple[date, str]:
    """The day and the note. Raises MissingValue, DateInFuture or TooLong."""
    return past_date("day", done.day, on), required_text("note", done.note, TEXT)


def checked_reason(reason: str | None) -> str:
    """Why a milestone is taken back. Raises MissingValue or TooLong."""
    return required_text("reason", reason, TEXT)
