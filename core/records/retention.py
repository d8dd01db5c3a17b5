"""What falls due for deletion or anonymisation, as the page of it shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a case is kept though its time is up; `until` None: until somebody ends it."""

    id: str
    version: int
    case_number: int
    reason: str
    from_date: date
    until: date | None
    by_name: str


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case whose time is up or soon will be; it falls due the day after `last_day`."""

    case_id: str
    number: int
    kind: str
    ended: date
    last_day: date
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class DueKind:
    """One kind of data: how long it is kept, and how much falls due now and soon.

    `long` is in `unit` (months or days); with `decided` False it is only a proposal, and nothing
    happens. `held` are due, but kept.
    """

    kind: str
    what: str
    long: int
    unit: str
    source: str
    decided: bool
    now: int
    soon: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class RetentionPreview:
    """All of it on one day; `cases` are those that are due or soon will be, soonest first."""

    kinds: tuple[DueKind, ...]
    cases: tuple[DueCase, ...]
    holds: tuple[Hold, ...]

    def due(self, on: date) -> tuple[DueCase, ...]:
        """The cases that would be anonymised now."""
        decided = {kind.kind for kind in self.kinds if kind.decided}
        return tuple(
            case
            for case in self.cases
            if case.last_day < on and case.hold is None and case.kind in decided
        )
