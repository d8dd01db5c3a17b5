"""What the steering group sees: the tallies of closed periods, protected together (R19).

All that is offered is protected at once, and kept until the figures themselves change: most saves
leave closed half-years as they were.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from core.codes import Method, Role, Variant
from core.permissions import Act, check_may
from core.records.people import Person
from core.releases import (
    Heads,
    NotOffered,
    Offer,
    closed_half_years,
    half_year,
    joined,
    offers,
)
from core.suppression import Spot, protected, threshold
from core.tallies import Figures, Period
from db.kept import Kept
from db.queries import settings, tallies
from db.queries.results import first_day_recorded

Released = Mapping[tuple[Period, Variant | None], Figures]


def offered(*, by: Person, on: date) -> tuple[Offer, ...]:
    """The periods that may be asked for: the whole time first, then half-years, newest first.

    Empty until enough young people have come and gone. Raises NotAllowed.
    """
    check_may(by, Act.SEE_AGGREGATES)
    return _offers(*_asked(on))


def figures(period: Period, variant: Variant | None, *, by: Person, on: date) -> Figures:
    """The tallies of an offered period: hidden figures are None, with `suppressed` beside them.

    `caseload` has one line for each method, without names. Raises NotAllowed, NotOffered.
    """
    check_may(by, Act.SEE_AGGREGATES)
    found = _released(*_asked(on)).get((period, variant))
    if found is None:
        raise NotOffered
    return found


def _asked(on: date) -> tuple[date, int]:
    """Nothing changes within a half-year but by what is recorded about earlier ones."""
    return half_year(on).from_date, threshold(settings.in_force(on).suppression_k)


@Kept
def _offers(today: date, k: int) -> tuple[Offer, ...]:
    first = first_day_recorded()
    half_years = closed_half_years(first, today) if first else ()
    periods = joined([(each, _heads(each, None)) for each in half_years], k)
    return offers(periods, _split_by_variant(k))


def _split_by_variant(k: int) -> Callable[[Period], bool]:
    def enough(period: Period) -> bool:
        return all(_heads(period, variant).enough(k) for variant in Variant)

    return enough


def _heads(period: Period, variant: Variant | None) -> Heads:
    cases = _exact(period, variant)["cases"]
    return Heads(cases["served"], cases["started"], cases["leavers"], cases["stayers"])


def _exact(period: Period, variant: Variant | None) -> Figures:
    return tallies.figures(period, variant, by=None)


@Kept
def _released(today: date, k: int) -> Released:
    asked = {
        (offer.period, variant): Spot(offer.place, offer.span, variant or "")
        for offer in _offers(today, k)
        for variant in offer.variants
    }
    exact = {spot: without_names(_exact(*what)) for what, spot in asked.items()}
    shown = _protected(exact, k)
    return {what: shown[spot] for what, spot in asked.items()}


_memory: list[tuple[str, Mapping[Spot, Figures]]] = []
_protecting = threading.Lock()


def _protected(exact: Mapping[Spot, Figures], k: int) -> Mapping[Spot, Figures]:
    """The last answer again where the figures are the same; it takes seconds to find."""
    asked = json.dumps([k, [[str(spot), figures] for spot, figures in exact.items()]])
    with _protecting:
        if not _memory or _memory[0][0] != asked:
            _memory[:] = [(asked, protected(exact, k))]
        return _memory[0][1]


def without_names(figures: Figures) -> Figures:
    """The tallies with one line of caseload for each method."""
    lines: Sequence[Mapping[str, object]] = figures["caseload"]
    return {**figures, "caseload": [_line(method, lines) for method in Method]}


def _line(method: Method, lines: Sequence[Mapping[str, object]]) -> dict[str, object]:
    mine = [line for line in lines if line["method"] == method.value]
    role = Role.COORDINATOR if method is Method.SM else Role.SUPPORT_WORKER
    return {
        "role": role.value,
        "method": method.value,
        "active": sum(_whole(line["active"]) for line in mine),
        "cap": sum(_whole(line["cap"]) for line in mine),
    }


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
