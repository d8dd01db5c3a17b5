"""Volunteers against the young people who wait for one, so that neither side waits unseen.

Referrals arrive all year, volunteers come in seasons: one side waits whenever the other is missing
(evaluation of cooperation with NGOs, section 6.2.1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from core.calendar import add_months
from core.errors import BadValue, MissingValue, RuleBroken
from core.records.volunteers import Match, Volunteer, VolunteerBoard, Wish
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_order,
    optional_text,
    past_date,
    required_date,
    required_text,
)

MOST_PLACES = 20
"""More young people at once than this is a slip of the finger."""

_REMEMBERED = 64
"""Boards of which the answers are remembered."""


class VolunteerFull(RuleBroken):
    """The volunteer has no free place on the day (facts: name, places)."""

    code = "volunteer_full"


class VolunteerAway(RuleBroken):
    """The volunteer is not there on the day (facts: name, date)."""

    code = "volunteer_away"


class VolunteerStillMatched(RuleBroken):
    """Young people are with the volunteer after the last day, or more than places (facts: n)."""

    code = "volunteer_still_matched"


class WishStands(RuleBroken):
    """The young person wishes for a volunteer already (facts: date)."""

    code = "wish_stands"


class WishEnded(RuleBroken):
    """The wish was taken back (facts: date)."""

    code = "wish_ended"


class AlreadyMatched(RuleBroken):
    """The young person has a volunteer on the day (facts: date)."""

    code = "already_matched"


class MatchEnded(RuleBroken):
    """The match has an end already (facts: date)."""

    code = "match_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerTold:
    """A volunteer as typed."""

    name: str | None
    organisation: str | None
    available_from: date | None
    available_to: date | None = None
    places: int | None = 1
    contact: str | None = None
    note: str | None = None


def checked_volunteer(told: VolunteerTold) -> VolunteerTold:
    """The volunteer with cleaned texts. Raises the first refusal."""
    since = required_date("available_from", told.available_from)
    check_order("available_to", since, told.available_to)
    if told.places is None:
        raise MissingValue("places")
    if not 1 <= told.places <= MOST_PLACES:
        raise BadValue("places", value=told.places)
    return VolunteerTold(
        name=required_text("name", told.name, NAME),
        organisation=required_text("organisation", told.organisation, NAME),
        available_from=since,
        available_to=told.available_to,
        places=told.places,
        contact=optional_text("contact", told.contact, LINE),
        note=optional_text("note", told.note, TEXT),
    )


def taken(volunteer_id: str, matches: Iterable[Match], on: date) -> int:
    """How many young people the volunteer has on the day."""
    return sum(match.volunteer_id == volunteer_id and match.runs(on) for match in matches)


def most_taken(volunteer_id: str, matches: Iterable[Match], since: date) -> int:
    """The most young people the volunteer has on any day from `since` on."""
    own = [match for match in matches if match.volunteer_id == volunteer_id]
    days = {since, *(match.from_date for match in own if match.from_date > since)}
    return max(taken(volunteer_id, own, day) for day in days)


def free(volunteer: Volunteer, matches: Iterable[Match], on: date) -> int:
    """The volunteer's free places on the day; none while they are away."""
    if not volunteer.available(on):
        return 0
    return max(volunteer.places - taken(volunteer.id, matches, on), 0)


def check_place(volunteer: Volunteer, matches: Sequence[Match], since: date) -> None:
    """Raises VolunteerAway, or VolunteerFull where a later day would have too many."""
    if not volunteer.available(since):
        raise VolunteerAway("volunteer_id", name=volunteer.name, date=since)
    if most_taken(volunteer.id, matches, since) >= volunteer.places:
        raise VolunteerFull("volunteer_id", name=volunteer.name, places=volunteer.places)


def check_keeps(told: VolunteerTold, volunteer_id: str, matches: Iterable[Match], on: date) -> None:
    """Raises VolunteerStillMatched where a change would break matches that run or are to come."""
    own = [each for each in matches if each.volunteer_id == volunteer_id]
    running = [each for each in own if each.to_date is None or each.to_date >= on]
    if told.available_to is not None:
        beyond = [
            each for each in running if each.to_date is None or each.to_date > told.available_to
        ]
        if beyond:
            raise VolunteerStillMatched("available_to", n=len(beyond))
    most = most_taken(volunteer_id, running, on)
    if most > (told.places or 0):
        raise VolunteerStillMatched("places", n=most)


def checked_wish(
    wished: date | None, text: str | None, earlier: Iterable[Wish], *, referred: date, on: date
) -> tuple[date, str | None]:
    """The day of a new wish, and the young person's words. Raises WishStands and date refusals."""
    day = past_date("wished_date", wished, on)
    check_order("wished_date", referred, day)
    for wish in earlier:
        if wish.ended_date is None or day < wish.ended_date:
            raise WishStands("wished_date", date=wish.wished_date)
    return day, optional_text("text", text, TEXT)


def check_wish_open(wish: Wish) -> None:
    """Raises WishEnded."""
    if wish.ended_date is not None:
        raise WishEnded(date=wish.ended_date)


def check_unmatched(wish: Wish, matches: Iterable[Match], since: date) -> None:
    """Raises AlreadyMatched where the young person has a volunteer on that day or later."""
    for match in matches:
        if match.wish_id == wish.id and (match.to_date is None or match.to_date >= since):
            raise AlreadyMatched("volunteer_id", date=match.from_date)


def last_day(match: Match, to_date: date | None, on: date) -> date:
    """The last day of a match. Raises MatchEnded, DateInFuture or DatesOutOfOrder."""
    if match.to_date is not None:
        raise MatchEnded(date=match.to_date)
    day = past_date("to_date", to_date, on)
    check_order("to_date", match.from_date, day)
    return day


def waits_since(wish: Wish, matches: Iterable[Match], on: date) -> date | None:
    """Since when the young person waits; None where there is no wish or a volunteer.

    After a match that ended, the waiting begins anew the day after it.
    """
    own = [match for match in matches if match.wish_id == wish.id and match.from_date <= on]
    if not wish.stands(on) or any(match.runs(on) for match in own):
        return None
    ends = [match.to_date + timedelta(days=1) for match in own if match.to_date is not None]
    return max([wish.wished_date, *ends])


def idle_since(volunteer: Volunteer, matches: Iterable[Match], on: date) -> date | None:
    """Since when the volunteer waits for a first young person; None where there is one, or away."""
    own = [each for each in matches if each.volunteer_id == volunteer.id and each.from_date <= on]
    if not volunteer.available(on) or any(match.runs(on) for match in own):
        return None
    ends = [match.to_date + timedelta(days=1) for match in own if match.to_date is not None]
    return max([volunteer.available_from, *ends])


@lru_cache(_REMEMBERED)
def all_waiting(board: VolunteerBoard, on: date) -> tuple[tuple[date, Wish], ...]:
    """Who waits and since when, the longest first."""
    found = ((waits_since(wish, board.matches, on), wish) for wish in board.wishes)
    waiting = ((since, wish) for since, wish in found if since is not None)
    return tuple(sorted(waiting, key=lambda each: (each[0], each[1].number)))


@dataclass(frozen=True, slots=True)
class MonthLine:
    """Both sides on the last day of a month, or on today's in the current one.

    `places`: of the volunteers who are there; `free`: of these, not taken; `waiting`: young people
    who wish for one and have none. In months to come the waiting are those of today.
    """

    day: date
    places: int
    free: int
    waiting: int


@lru_cache(_REMEMBERED)
def by_month(board: VolunteerBoard, on: date, *, back: int, ahead: int) -> tuple[MonthLine, ...]:
    """So many months back and ahead, the current one between them."""
    first = on.replace(day=1)
    return tuple(
        _line(board, _day_of(add_months(first, place), on), on) for place in range(-back, ahead + 1)
    )


def _day_of(first: date, on: date) -> date:
    last = add_months(first, 1) - timedelta(days=1)
    return on if (first.year, first.month) == (on.year, on.month) else last


def _line(board: VolunteerBoard, day: date, on: date) -> MonthLine:
    there = [each for each in board.volunteers if each.available(day)]
    seen = min(day, on)
    return MonthLine(
        day=day,
        places=sum(each.places for each in there),
        free=sum(free(each, board.matches, day) for each in there),
        waiting=sum(waits_since(wish, board.matches, seen) is not None for wish in board.wishes),
    )
