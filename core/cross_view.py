"""Background beside development: how the life domains moved for young people alike at the start.

What is known from the start (needs, risk indicators, target group, variant) is crossed with the
sign of latest minus first score (R15). It shows what goes together, never what causes what.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.codes import Need, TargetGroup, Variant, all_codes
from core.development import Change
from core.intervals import Estimate, share
from core.suppression import small
from core.tallies import UNKNOWN

Counts = Mapping[Change, int]
"""How many moved which way; their sum is the n of a cell."""
Crossed = Mapping[str, Mapping[str, Counts]]
"""By value of the background, then by life domain."""

NOT_RECORDED = "not_recorded"
"""A risk indicator that nobody has ticked: it was absent, or it was not asked."""


ALL = "all"
"""Every value together."""


class About(StrEnum):
    """What of the background is looked at."""

    NEED = "need"
    RISK = "risk"
    TARGET_GROUP = "target_group"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Background:
    """One thing known from the start; `code` is the dimension or the indicator, else empty."""

    about: About
    code: str = ""

    @property
    def key(self) -> str:
        """As it stands in an address: "need.housing" or "variant"."""
        return f"{self.about}.{self.code}" if self.code else self.about.value

    @property
    def values(self) -> tuple[str, ...]:
        """What it can be, in order; what was not recorded comes last."""
        return {
            About.NEED: (*Need, UNKNOWN),
            About.RISK: (*_times(), NOT_RECORDED),
            About.TARGET_GROUP: (*TargetGroup, UNKNOWN),
            About.VARIANT: tuple(Variant),
        }[self.about]


def _times() -> tuple[str, ...]:
    return all_codes("risk_when")


BACKGROUNDS: Mapping[str, Background] = MappingProxyType(
    {
        each.key: each
        for each in (
            *(Background(About.NEED, code) for code in all_codes("life_dimension")),
            *(Background(About.RISK, code) for code in all_codes("risk_indicator")),
            Background(About.TARGET_GROUP),
            Background(About.VARIANT),
        )
    }
)
"""Everything that can be asked, by its key, in the order it is offered."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One young person's case: what was known, and how each domain moved since the first score.

    `needs` and `risks` hold what was recorded; `changes` the domains with two scores or more.
    """

    case_id: str
    variant: str
    target_group: str | None = None
    needs: Mapping[str, str] | None = None
    risks: Mapping[str, str] | None = None
    changes: Mapping[str, Change] | None = None

    def value(self, background: Background) -> str:
        """What the case is in that background."""
        if background.about is About.NEED:
            return (self.needs or {}).get(background.code, UNKNOWN)
        if background.about is About.RISK:
            return (self.risks or {}).get(background.code, NOT_RECORDED)
        if background.about is About.TARGET_GROUP:
            return self.target_group or UNKNOWN
        return self.variant


def crossed(observed: Iterable[Observed], background: Background) -> Crossed:
    """The counts of every value and domain, zeros too; values outside the list come after it."""
    domains = all_codes("life_domain")
    found = {value: _empty(domains) for value in background.values}
    for each in observed:
        row = found.setdefault(each.value(background), _empty(domains))
        for domain, change in (each.changes or {}).items():
            row[domain][change] += 1
    return found


def _empty(domains: Iterable[str]) -> dict[str, dict[Change, int]]:
    return {domain: dict.fromkeys(Change, 0) for domain in domains}


def behind(
    observed: Iterable[Observed], background: Background, value: str, domain: str, change: Change
) -> tuple[str, ...]:
    """The ids of the cases that a count is made of."""
    return tuple(
        each.case_id
        for each in observed
        if each.value(background) == value and (each.changes or {}).get(domain) is change
    )


def totals(found: Crossed) -> Mapping[str, Counts]:
    """By domain over all values: the same as the tally `domain_change` of the same young people."""
    return {
        domain: {change: sum(row[domain][change] for row in found.values()) for change in Change}
        for domain in all_codes("life_domain")
    }


def size(counts: Counts) -> int:
    """The n of a cell: those measured twice or more."""
    return sum(counts.values())


def share_of(counts: Counts, change: Change) -> Estimate | None:
    """The share that moved so, with its interval; None of none."""
    n = size(counts)
    return share(counts[change], n) if n else None


def exposed(found: Crossed, k: int) -> frozenset[tuple[str, str]]:
    """The cells (value, domain) to hide while others look on (R19); ALL stands for the whole.

    A cell with a count from 1 to k-1 is hidden. What is hidden of a domain is hidden together: at
    least two cells, and their sums too hold no small count, or subtraction would tell. Where the
    whole has a small count, all of the domain is hidden. A cell of nobody is never hidden.
    """
    whole = totals(found)
    cells = {
        (value, domain)
        for domain in all_codes("life_domain")
        for value in _hidden(found, domain, k)
    }
    return frozenset(cells | {(ALL, domain) for domain in whole if _few(whole[domain].values(), k)})


def _hidden(found: Crossed, domain: str, k: int) -> set[str]:
    column = {value: row[domain] for value, row in found.items() if size(row[domain])}
    hidden = {value for value, counts in column.items() if _few(counts.values(), k)}
    spare = sorted(column.keys() - hidden, key=lambda value: (size(column[value]), value))
    while hidden and spare and not _sheltered([column[value] for value in hidden], k):
        hidden.add(spare.pop(0))
    return hidden


def _sheltered(cells: Sequence[Counts], k: int) -> bool:
    """Whether nothing small follows from what they add up to; of one alone it always does."""
    return not _few([sum(counts[change] for counts in cells) for change in Change], k)


def _few(counts: Iterable[int], k: int) -> bool:
    return any(small(count, k) for count in counts)
