"""Which party may know what, as a table: parties beside types of information (R12, R23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.consent import GUARDIAN, YOUNG_PERSON, by_consent, counts, under_age
from core.ngo_agreements import tellable
from core.parties import plain
from core.records.network import Consent

GIVERS = (YOUNG_PERSON, GUARDIAN)


@dataclass(frozen=True, slots=True)
class PartyReach:
    """What one party may know on a day, and from whom.

    `given` is the latest day on which each who gave a consent did so; `missing` are those whose
    consent is still to be asked for. `ends` are the last days of what it rests on, the earliest
    first, None for what has no end. `by_law` are the other legal bases.
    """

    party: str
    role: str | None
    types: frozenset[str]
    given: Mapping[str, date]
    missing: tuple[str, ...]
    ends: tuple[date | None, ...]
    by_law: tuple[str, ...]
    consents: tuple[str, ...]


def reach_by_party(
    consents: Iterable[Consent], *, born: date | None, on: date
) -> tuple[PartyReach, ...]:
    """The parties with something that counts on the day, in the order of the alphabet."""
    found: dict[tuple[str, str], list[Consent]] = {}
    for each in consents:
        if counts(each, born=born, on=on):
            found.setdefault((plain(each.party), each.party_role or ""), []).append(each)
    return tuple(_reach(found[key], born, on) for key in sorted(found))


def _reach(standing: list[Consent], born: date | None, on: date) -> PartyReach:
    given: dict[str, date] = {}
    for each in filter(by_consent, standing):
        given[each.given_by] = max(each.given_date, given.get(each.given_by, date.min))
    ends = {each.valid_to for each in standing}
    return PartyReach(
        party=standing[0].party,
        role=standing[0].party_role,
        types=frozenset(code for each in standing for code in tellable(each, on)),
        given=MappingProxyType(given),
        missing=_missing(given, under_age(born, on)),
        ends=tuple(sorted(ends, key=lambda day: (day is None, day or on))),
        by_law=tuple(
            dict.fromkeys(each.legal_basis or "" for each in standing if not by_consent(each))
        ),
        consents=tuple(each.id for each in standing),
    )


def _missing(given: Mapping[str, date], young: bool) -> tuple[str, ...]:
    """Under 18 both are asked; where only a legal basis stands, nobody is."""
    if not given or not young:
        return ()
    return tuple(who for who in GIVERS if who not in given)
