"""What happens to a home of one's own: at risk, notice, eviction, lost, and safe again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.errors import RuleBroken
from core.housing import HOMES
from core.records.housing import HousingLine
from core.texts import TEXT, check_code, check_order, optional_text, past_date

AT_RISK, OWN_HOME = "own_home_at_risk", "own_home"
SECURED = "secured"

LEADS_TO: Mapping[str, str | None] = MappingProxyType(
    {
        "at_risk": AT_RISK,
        "notice": AT_RISK,
        "secured": OWN_HOME,
        "eviction": None,
        "lost": None,
    }
)
"""The housing situation that follows; None: where the young person lives then is asked for."""


class NoHomeOfTheirOwn(RuleBroken):
    """The young person does not live in a home of their own."""

    code = "no_home_of_their_own"


class HomeNotAtRisk(RuleBroken):
    """Nobody has written that the home is at risk."""

    code = "home_not_at_risk"


class HomeStillThere(RuleBroken):
    """Who loses a home does not live in one of their own then."""

    code = "home_still_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """What happened, as typed; `lives_now` is asked for where the home is lost."""

    kind: str | None
    day: date | None
    reason: str | None = None
    note: str | None = None
    lives_now: str | None = None


def home_spell(lines: Sequence[HousingLine]) -> Sequence[HousingLine]:
    """The situations of the home lived in now, oldest first; empty where there is none."""
    spell: list[HousingLine] = []
    for line in reversed(lines):
        if line.situation not in HOMES or (not spell and line.to_date is not None):
            break
        spell.append(line)
    return spell[::-1]


def checked_event(
    told: EventTold, lines: Sequence[HousingLine], on: date
) -> tuple[EventTold, str | None]:
    """The event with cleaned texts, and the new situation (None: it stays as it is).

    Raises NoHomeOfTheirOwn, HomeNotAtRisk, HomeStillThere, or the first refusal of a field.
    """
    spell = home_spell(lines)
    if not spell:
        raise NoHomeOfTheirOwn
    day = past_date("day", told.day, on)
    check_order("day", spell[0].from_date, day)
    kind = check_code("kind", "home_event", told.kind, day)
    now = spell[-1].situation
    if kind == SECURED and now != AT_RISK:
        raise HomeNotAtRisk("kind")
    situation = LEADS_TO[kind] or _lives_now(told.lives_now, day)
    cleaned = EventTold(
        kind=kind,
        day=day,
        reason=_reason(told.reason, kind, day),
        note=optional_text("note", told.note, TEXT),
        lives_now=situation,
    )
    return cleaned, situation if situation != now else None


def corrected_event(told: EventTold, kind: str, day: date) -> tuple[str | None, str | None]:
    """The reason and the note of an event corrected. Raises the first refusal of a field."""
    return _reason(told.reason, kind, day), optional_text("note", told.note, TEXT)


def _reason(reason: str | None, kind: str, day: date) -> str | None:
    if kind == SECURED and not reason:
        return None
    return check_code("reason", "home_event_reason", reason, day)


def _lives_now(situation: str | None, day: date) -> str:
    code = check_code("lives_now", "housing_situation", situation, day)
    if code in HOMES:
        raise HomeStillThere("lives_now")
    return code


def at_risk_since(lines: Sequence[HousingLine], on: date) -> date | None:
    """Since when the home lived in has been at risk without a break; None where it is not."""
    since = None
    for line in reversed(home_spell([line for line in lines if line.from_date <= on])):
        if line.situation != AT_RISK:
            break
        since = line.from_date
    return since
