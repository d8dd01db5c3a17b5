"""How a support course and a course of Samarbejdsmodellen end (R05, R16; guide 2018 p. 12)."""

from dataclasses import dataclass
from datetime import date

from core.agreements import AgreementTold, checked_agreement
from core.codes import Method
from core.errors import MissingValue, RuleBroken
from core.support import planned_end
from core.texts import (
    TEXT,
    check_code,
    check_order,
    optional_code,
    optional_text,
    past_date,
    required_text,
)

WITHOUT_REASON = frozenset({"deceased"})
"""Ends of a CTI course before nine months that nobody has to explain."""

WITHOUT_STATUS = frozenset({"deceased"})
"""Closures at which education and employment are not asked for."""


class FollowOnMissing(RuleBroken):
    """A support course can not end without a decision on the support after it (R16)."""

    code = "follow_on_missing"


class CtiTooEarly(RuleBroken):
    """CTI lasts nine months; ending it earlier needs a reason (R05; facts: planned)."""

    code = "cti_too_early"


class SupportStillOpen(RuleBroken):
    """The support course ends before the course of Samarbejdsmodellen (R03; facts: method)."""

    code = "support_not_ended"


class InvolvementMissing(RuleBroken):
    """Whether the young person and the team took part in the decision must be answered (R16)."""

    code = "involvement_missing"


class InvolvementUnexplained(RuleBroken):
    """Somebody was not involved, and it is not said why (R16)."""

    code = "involvement_unexplained"


class CaseClosed(RuleBroken):
    """A support course can not be opened again while the case is closed."""

    code = "case_is_closed"


class StillOpen(RuleBroken):
    """What is open can not be opened again."""

    code = "still_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportEnding:
    """How a support course ends. `early_reason` sets R05 aside."""

    end_date: date | None
    end_reason: str | None
    follow_on_support: str | None
    follow_on_note: str | None = None
    early_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnding:
    """How a case ends, and how the young person lives, learns and works on that day."""

    end_date: date | None
    closure_reason: str | None
    young_person_involved: bool | None
    team_involved: bool | None
    closure_note: str | None = None
    housing_situation: str | None = None
    in_education: bool | None = None
    education_type: str | None = None
    employment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCaseEnding:
    """A case's ending whose values hold; the last three are None where they were not asked for."""

    end_date: date
    closure_reason: str
    young_person_involved: bool
    team_involved: bool
    closure_note: str | None
    housing_situation: str
    in_education: bool | None
    education_type: str | None
    employment: str | None


def checked_support_ending(
    ending: SupportEnding, *, method: Method, start: date, on: date
) -> SupportEnding:
    """The ending with cleaned values. Raises the refusal of the first field that does not hold."""
    end = past_date("end_date", ending.end_date, on)
    check_order("end_date", start, end)
    why = check_code("end_reason", "course_end_reason", ending.end_reason, end)
    if not ending.follow_on_support:
        raise FollowOnMissing("follow_on_support")
    follow_on = check_code("follow_on_support", "follow_on_support", ending.follow_on_support, end)
    explained = required_text if follow_on == "other" else optional_text
    note = explained("follow_on_note", ending.follow_on_note, TEXT)
    early = optional_text("early_reason", ending.early_reason, TEXT)
    if is_early(method, start, end) and why not in WITHOUT_REASON and early is None:
        raise CtiTooEarly("early_reason", planned=planned_end(start))
    return SupportEnding(
        end_date=end,
        end_reason=why,
        follow_on_support=follow_on,
        follow_on_note=note,
        early_reason=early if is_early(method, start, end) else None,
    )


def is_early(method: Method, start: date, end: date) -> bool:
    """Whether a course ends before CTI's nine months are over."""
    return method is Method.CTI and end < planned_end(start)


def checked_case_ending(ending: CaseEnding, *, start: date, on: date) -> CheckedCaseEnding:
    """The ending with cleaned values. Raises the refusal of the first field that does not hold.

    `start` is the first day the case can have ended on. Codes must be valid on the last day.
    """
    end = past_date("end_date", ending.end_date, on)
    check_order("end_date", start, end)
    why = check_code("closure_reason", "closure_reason", ending.closure_reason, end)
    learns, kind, works = _status(ending, why, end)
    return CheckedCaseEnding(
        end_date=end,
        closure_reason=why,
        young_person_involved=_answered("young_person_involved", ending.young_person_involved),
        team_involved=_answered("team_involved", ending.team_involved),
        closure_note=_note(ending),
        housing_situation=check_code(
            "housing_situation", "housing_situation", ending.housing_situation, end
        ),
        in_education=learns,
        education_type=kind,
        employment=works,
    )


def _answered(field: str, answer: bool | None) -> bool:
    if answer is None:
        raise InvolvementMissing(field)
    return answer


def _note(ending: CaseEnding) -> str | None:
    note = optional_text("closure_note", ending.closure_note, TEXT)
    if note is None and not (ending.young_person_involved and ending.team_involved):
        raise InvolvementUnexplained("closure_note")
    return note


def _status(ending: CaseEnding, why: str, end: date) -> tuple[bool | None, str | None, str | None]:
    if why in WITHOUT_STATUS and ending.in_education is None:
        return None, None, None
    if ending.in_education is None:
        raise MissingValue("in_education")
    kind = None
    if ending.in_education:
        kind = check_code("education_type", "education_type", ending.education_type, end)
    return (
        ending.in_education,
        kind,
        check_code("employment", "employment", ending.employment, end),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherGoal:
    """A goal for the time after the course: what is done, by whom, and when it is looked at."""

    text: str | None
    action: str | None
    responsible: str | None
    follow_up_date: date | None
    life_domain: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedFurtherGoal:
    """A further goal whose values hold."""

    text: str
    life_domain: str | None
    agreement: AgreementTold


def checked_further_goal(goal: FurtherGoal, on: date) -> CheckedFurtherGoal:
    """The goal with cleaned values; somebody is responsible by a day ahead (R11)."""
    text = required_text("text", goal.text, TEXT)
    action = required_text("action", goal.action, TEXT)
    told = AgreementTold(
        text=action, responsible=goal.responsible, follow_up_date=goal.follow_up_date
    )
    return CheckedFurtherGoal(
        text=text,
        life_domain=optional_code("life_domain", "life_domain", goal.life_domain, on),
        agreement=checked_agreement(told, made=on),
    )
