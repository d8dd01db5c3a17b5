"""ICM: open-ended, with goals and rhythm agreed, and a review every third month.

No sheet of the sources sets how often to meet in ICM: the rhythm is what was agreed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from core.calendar import add_months
from core.errors import BadValue, MissingValue, RuleBroken
from core.records.cti import IcmAgreement, IcmReview, Met
from core.texts import TEXT, check_code, check_order, optional_text, past_date, required_text

AGREEMENT_DAYS = 14
"""Days into a course within which goals and rhythm are agreed; practice."""
REVIEW_MONTHS = 3
"""Months between two reviews at the most; practice, as for the other tools (guide 2018 p. 27)."""
MOST_CONTACTS = 31
"""More contacts a week or a month than this is a slip of the finger."""
LOOK_BACK_WEEKS = 4
"""Weeks that the rhythm agreed is held against."""
WEEKS: Mapping[str, int] = MappingProxyType({"week": 1, "month": 4})
"""How many weeks the units of a rhythm are taken for, where they are held against contacts."""


class OnlyInIcm(RuleBroken):
    """Goals, rhythm and reviews of this kind belong to ICM."""

    code = "only_in_icm"


class ReviewTooFar(RuleBroken):
    """The next review lies more than three months ahead (facts: latest)."""

    code = "review_too_far"


@dataclass(frozen=True, slots=True, kw_only=True)
class IcmAgreementTold:
    """Goals and rhythm as typed."""

    agreed_date: date | None
    goals: str | None
    contacts: int | None
    per: str | None
    young_person_words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IcmReviewTold:
    """A review as typed; without `next_date` it is three months later."""

    review_date: date | None
    still_needed: bool | None
    reason: str | None
    next_date: date | None = None


def checked_agreement(told: IcmAgreementTold, *, since: date, on: date) -> IcmAgreementTold:
    """The agreement with cleaned values. Raises the refusal of the first field that does not hold.

    `since` is the day of the agreement before, or the first of the course.
    """
    day = past_date("agreed_date", told.agreed_date, on)
    check_order("agreed_date", since, day)
    if told.contacts is None:
        raise MissingValue("contacts")
    if not 1 <= told.contacts <= MOST_CONTACTS:
        raise BadValue("contacts", value=told.contacts)
    return IcmAgreementTold(
        agreed_date=day,
        goals=required_text("goals", told.goals, TEXT),
        contacts=told.contacts,
        per=check_code("per", "rhythm_unit", told.per, day),
        young_person_words=optional_text("young_person_words", told.young_person_words, TEXT),
    )


def checked_review(told: IcmReviewTold, *, since: date, on: date) -> IcmReviewTold:
    """The review with cleaned values. Raises ReviewTooFar or the refusal of a field.

    `since` is the day of the review before, or the first of the course.
    """
    day = past_date("review_date", told.review_date, on)
    check_order("review_date", since, day)
    if told.still_needed is None:
        raise MissingValue("still_needed")
    latest = add_months(day, REVIEW_MONTHS)
    ahead = told.next_date or latest
    check_order("next_date", day + timedelta(days=1), ahead)
    if ahead > latest:
        raise ReviewTooFar("next_date", latest=latest)
    return IcmReviewTold(
        review_date=day,
        still_needed=told.still_needed,
        reason=required_text("reason", told.reason, TEXT),
        next_date=ahead,
    )


def agreement_due(start: date) -> date:
    """The last day for goals and rhythm to be agreed."""
    return start + timedelta(days=AGREEMENT_DAYS)


def review_due(start: date, next_date: date | None) -> date:
    """The last day for the next review: as the last one set it, else three months in."""
    return next_date or add_months(start, REVIEW_MONTHS)


def latest_agreement(agreements: Iterable[IcmAgreement], course_id: str) -> IcmAgreement | None:
    """The agreement in force: the last one made."""
    own = [each for each in agreements if each.course_id == course_id]
    return own[-1] if own else None


def reviews_of(reviews: Iterable[IcmReview], course_id: str) -> tuple[IcmReview, ...]:
    """The reviews of one course, oldest first."""
    return tuple(each for each in reviews if each.course_id == course_id)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Contacts in the last four weeks beside those agreed for them; `fewer`: less than agreed."""

    found: int
    agreed: int

    @property
    def fewer(self) -> bool:
        """Whether there were fewer than agreed."""
        return self.found < self.agreed


def rhythm(agreement: IcmAgreement, met: Sequence[Met], *, paused: bool, on: date) -> Rhythm | None:
    """The rhythm held against the last four weeks; None before they have passed, or in a pause.

    `paused`: a day of them lay in a pause.
    """
    since = on - timedelta(weeks=LOOK_BACK_WEEKS) + timedelta(days=1)
    if agreement.agreed_date > since or paused:
        return None
    found = sum(each.with_young_person and since <= each.day <= on for each in met)
    return Rhythm(found, agreement.contacts * LOOK_BACK_WEEKS // WEEKS[agreement.per])
