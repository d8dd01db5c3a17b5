"""The way to a home of one's own: needs and wishes, applications, offers and their answers.

The days on the way that follow from these records are in `core.home_days`; `core.housing` says what
a home is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import BadValue, MissingValue, RuleBroken
from core.home_days import on_the_way
from core.housing import HOMES
from core.records.homes import HomeApplication, HomeOffer
from core.records.housing import HousingLine
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    check_order,
    optional_code,
    optional_text,
    past_date,
    required_text,
)

MOST_RENT = 50_000
"""Kroner a month; more is a slip of the finger."""

ANSWER_DAYS = 7
"""Days to answer an offer that names no last day; practice."""

ACCEPTED, REFUSED = "accepted", "refused"
HOME_FOUND = "home_found"


class ApplicationEnded(RuleBroken):
    """The application has ended (facts: date)."""

    code = "home_application_ended"


class OfferUnanswered(RuleBroken):
    """An offer of the application waits for its answer."""

    code = "home_offer_unanswered"


class HomePromised(RuleBroken):
    """Another home is accepted and not moved into yet (facts: date)."""

    code = "home_promised"


class AlreadyMovedIn(RuleBroken):
    """The young person lives in the home: the answer stands."""

    code = "home_moved_into"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTold:
    """Needs and wishes as typed."""

    area: str | None = None
    most_rent: int | None = None
    size: str | None = None
    pets: bool | None = None
    accessibility: str | None = None
    wishes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationTold:
    """An application as typed."""

    kind: str | None
    name: str | None
    applied_date: date | None
    list_number: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTold:
    """An offer as typed."""

    offered_date: date | None
    description: str | None
    rent: int | None = None
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """An answer as typed."""

    answer: str | None
    answered_date: date | None
    answered_by: str | None = None
    reason: str | None = None


def checked_need(told: NeedTold, on: date) -> NeedTold:
    """Needs and wishes with cleaned texts. Raises MissingValue where nothing is said."""
    need = NeedTold(
        area=optional_text("area", told.area, LINE),
        most_rent=checked_rent("most_rent", told.most_rent),
        size=optional_code("size", "home_size", told.size, on),
        pets=told.pets,
        accessibility=optional_text("accessibility", told.accessibility, TEXT),
        wishes=optional_text("wishes", told.wishes, TEXT),
    )
    if need == NeedTold():
        raise MissingValue("wishes")
    return need


def checked_rent(field: str, kroner: int | None) -> int | None:
    """The rent, whole kroner a month. Raises BadValue outside 1 to 50,000."""
    if kroner is not None and not 1 <= kroner <= MOST_RENT:
        raise BadValue(field, value=kroner)
    return kroner


def checked_application(told: ApplicationTold, on: date) -> ApplicationTold:
    """The application with cleaned texts. Raises the first refusal."""
    day = past_date("applied_date", told.applied_date, on)
    return ApplicationTold(
        kind=check_code("kind", "home_application_kind", told.kind, day),
        name=required_text("name", told.name, NAME),
        applied_date=day,
        list_number=optional_text("list_number", told.list_number, NAME),
        note=optional_text("note", told.note, TEXT),
    )


def check_application_open(application: HomeApplication) -> None:
    """Raises ApplicationEnded."""
    if application.ended_date is not None:
        raise ApplicationEnded(date=application.ended_date)


def checked_end(
    application: HomeApplication,
    ended_date: date | None,
    reason: str | None,
    *,
    offers: Iterable[HomeOffer],
    on: date,
) -> tuple[date, str]:
    """The last day and why. Raises ApplicationEnded, OfferUnanswered or a refusal of a field."""
    check_application_open(application)
    if any(each.answer is None for each in offers if each.application_id == application.id):
        raise OfferUnanswered
    day = past_date("ended_date", ended_date, on)
    check_order("ended_date", application.applied_date, day)
    return day, check_code("end_reason", "home_application_end", reason, day)


def checked_offer(told: OfferTold, application: HomeApplication, on: date) -> OfferTold:
    """The offer with cleaned texts. Raises ApplicationEnded or the first refusal of a field."""
    check_application_open(application)
    return offer_fields(told, application, on)


def offer_fields(told: OfferTold, application: HomeApplication, on: date) -> OfferTold:
    """The fields of an offer on an application, open or ended. Raises the first refusal."""
    day = past_date("offered_date", told.offered_date, on)
    check_order("offered_date", application.applied_date, day)
    check_order("offered_date", day, application.ended_date)
    check_order("answer_by", day, told.answer_by)
    return OfferTold(
        offered_date=day,
        description=required_text("description", told.description, LINE),
        rent=checked_rent("rent", told.rent),
        answer_by=told.answer_by,
    )


def checked_answer(told: AnswerTold, offer: HomeOffer, on: date) -> AnswerTold:
    """The answer; a refusal says whose it is and why. Raises the first refusal of a field."""
    day = past_date("answered_date", told.answered_date, on)
    check_order("answered_date", offer.offered_date, day)
    answer = check_code("answer", "home_offer_answer", told.answer, day)
    if answer == ACCEPTED:
        return AnswerTold(
            answer=answer,
            answered_date=day,
            answered_by="young_person",
            reason=optional_text("reason", told.reason, TEXT),
        )
    return AnswerTold(
        answer=answer,
        answered_date=day,
        answered_by=check_code("answered_by", "home_answered_by", told.answered_by, day),
        reason=required_text("reason", told.reason, TEXT),
    )


def last_day_to_answer(offer: HomeOffer) -> date:
    """The last day an answer is in time."""
    return answer_due(offer.offered_date, offer.answer_by)


def answer_due(offered: date, answer_by: date | None) -> date:
    """The day that the offer itself names, or a week after it came."""
    return answer_by or offered + timedelta(days=ANSWER_DAYS)


def check_unpromised(
    offer: HomeOffer, offers: Iterable[HomeOffer], lines: Iterable[HousingLine]
) -> None:
    """Raises HomePromised where another home is accepted and not moved into since."""
    moved_in = max((each.from_date for each in lines if each.situation in HOMES), default=None)
    for other in offers:
        day = other.answered_date
        if other.id == offer.id or other.answer != ACCEPTED or day is None:
            continue
        if moved_in is None or moved_in < day:
            raise HomePromised(date=day)


def check_takes_back(offer: HomeOffer, line: HousingLine) -> None:
    """Raises AlreadyMovedIn where an accepted home has become the young person's own."""
    if offer.answer == ACCEPTED and not on_the_way(line):
        raise AlreadyMovedIn
