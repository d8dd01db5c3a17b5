"""What was entered by mistake on the way to a home, or of it: when it may be mended, and how."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from core.errors import RuleBroken
from core.home_days import with_application
from core.home_events import LEADS_TO
from core.home_search import (
    ACCEPTED,
    ApplicationTold,
    OfferTold,
    checked_application,
    offer_fields,
)
from core.housing import HOMES, WayHome
from core.records.homes import HomeApplication, HomeEvent, HomeOffer
from core.records.housing import HousingLine
from core.texts import TEXT, check_order, required_text

APPLICATION_TAKEN_BACK, OFFER_TAKEN_BACK, EVENT_TAKEN_BACK = (
    "home_application_taken_back",
    "home_offer_taken_back",
    "home_event_taken_back",
)
"""The happenings that tell it; `before` in each names what was taken back."""


class ApplicationHasOffers(RuleBroken):
    """A home was offered on the application."""

    code = "home_application_has_offers"


class ApplicationStands(RuleBroken):
    """The application has not ended."""

    code = "home_application_stands"


class ApplicationLedHome(RuleBroken):
    """The application ended with a home that was accepted."""

    code = "home_application_led_home"


class MovedInSince(RuleBroken):
    """The young person has moved into a home of their own since."""

    code = "home_moved_in_since"


class HomeEventFollowed(RuleBroken):
    """More has happened to the home since, or the young person lives elsewhere now."""

    code = "home_event_followed"


def checked_reason(reason: str | None) -> str:
    """Why it is taken back. Raises MissingValue or TooLong."""
    return required_text("reason", reason, TEXT)


def corrected_application(
    told: ApplicationTold, known: HomeApplication, offers: Iterable[HomeOffer], on: date
) -> ApplicationTold:
    """The application corrected; its day stands before its offers and its end.

    Raises the first refusal of a field.
    """
    checked = checked_application(told, on)
    days = [each.offered_date for each in offers if each.application_id == known.id]
    for later in (min(days, default=None), known.ended_date):
        check_order("applied_date", checked.applied_date, later)
    return checked


def corrected_offer(
    told: OfferTold, known: HomeOffer, application: HomeApplication, on: date
) -> OfferTold:
    """The offer corrected; its day stands before its answer. Raises the first refusal."""
    checked = offer_fields(told, application, on)
    check_order("offered_date", checked.offered_date, known.answered_date)
    return checked


def check_without_offers(application: HomeApplication, offers: Iterable[HomeOffer]) -> None:
    """Raises ApplicationHasOffers."""
    if any(each.application_id == application.id for each in offers):
        raise ApplicationHasOffers


def check_ended_by_mistake(application: HomeApplication, offers: Iterable[HomeOffer]) -> None:
    """Raises ApplicationStands, or ApplicationLedHome where an offer of it was accepted."""
    if application.ended_date is None:
        raise ApplicationStands
    own = [each for each in offers if each.application_id == application.id]
    if any(each.answer == ACCEPTED for each in own):
        raise ApplicationLedHome


def check_not_moved_in(applied: date, lines: Iterable[HousingLine]) -> None:
    """Raises MovedInSince where the day of the application is one of those of a home."""
    if any(line.situation in HOMES and line.waiting_list_date == applied for line in lines):
        raise MovedInSince


def check_not_lived_in(offer: HomeOffer, lines: Iterable[HousingLine]) -> None:
    """Raises MovedInSince where the young person moved into the accepted home."""
    day = offer.answered_date if offer.answer == ACCEPTED else None
    if day is not None and any(each.situation in HOMES and day <= each.from_date for each in lines):
        raise MovedInSince


def since_last_home(days: Iterable[date], lines: Iterable[HousingLine]) -> list[date]:
    """Those of the days that belong to the present way home, oldest first."""
    moved_in = max((line.from_date for line in lines if line.situation in HOMES), default=None)
    return sorted(day for day in days if moved_in is None or moved_in <= day)


def way_mended(
    line: HousingLine, gone: date, instead: date | None, others: Iterable[date]
) -> WayHome:
    """The days of a situation where an application of the day `gone` is taken back, or moved.

    The day of the first application left takes its place; a day that somebody typed stays.
    """
    way = WayHome(line.waiting_list_date, line.allocated_date, line.lease_signed_date)
    days = [instead] if instead is not None else []
    if way.waiting_list_date == gone:
        way, days = replace(way, waiting_list_date=None), [*days, *others]
    for day in days:
        if line.to_date is None or day < line.to_date:
            way = with_application(way, day)
    return way


def check_newest(event: HomeEvent, events: Sequence[HomeEvent]) -> None:
    """Raises HomeEventFollowed unless the event is the last that happened to the home."""
    if event.id != events[-1].id:
        raise HomeEventFollowed


def led_to(
    event: HomeEvent, events: Iterable[HomeEvent], lines: Sequence[HousingLine]
) -> HousingLine | None:
    """The situation that the event, the newest, wrote; None: it left the situation as it was.

    Raises HomeEventFollowed where that situation is changed or no longer the last.
    """
    for line in lines:
        if line.from_date != event.day or not _leads(event.kind, line.situation):
            continue
        if any(each.id != event.id and _told(each, line) for each in events):
            return None
        if line is not lines[-1] or line.to_date is not None or line.version > 1:
            raise HomeEventFollowed
        return line
    return None


def _told(event: HomeEvent, line: HousingLine) -> bool:
    return event.day == line.from_date and _leads(event.kind, line.situation)


def _leads(kind: str, situation: str) -> bool:
    leads = LEADS_TO[kind]
    return situation == leads if leads is not None else situation not in HOMES
