"""What the home page says of all open cases: how many are late, and where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.cadence import by_step, overdue_by_kind
from core.codes import Step
from core.duties_of_homes import PROMPTS as HOME_PROMPTS
from core.milestones import KINDS as MILESTONE_KINDS
from core.records.overview import Due, DueKind, Standing

BESIDE: Mapping[str, frozenset[DueKind]] = MappingProxyType(
    {
        "alone": frozenset({DueKind.PROFESSIONALS_ONLY}),
        "homes": HOME_PROMPTS,
        "milestones": MILESTONE_KINDS,
    }
)
"""What is told beside the next thing to do: R10, homes, and the milestones of variant U."""

Found = tuple[Standing, Due]
"""A case and one thing that is due in it."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Open cases counted; `late` and `steps` have every kind and step, `beside` every group."""

    cases: int
    late: Mapping[DueKind, int]
    steps: Mapping[Step, int]
    beside: Mapping[str, Sequence[Found]]
    """Soonest first."""


def outlook_of(standings: Sequence[Standing]) -> Outlook:
    """Count these cases."""
    return Outlook(
        cases=len(standings),
        late=overdue_by_kind(standings),
        steps=by_step(standings),
        beside={name: _of_kinds(standings, kinds) for name, kinds in BESIDE.items()},
    )


def soonest_first(found: Iterable[Found]) -> list[Found]:
    """By the day, and by the case's number within one."""
    return sorted(found, key=_day)


def _of_kinds(standings: Iterable[Standing], kinds: frozenset[DueKind]) -> tuple[Found, ...]:
    found = ((each, due) for each in standings for due in each.dues if due.kind in kinds)
    return tuple(soonest_first(found))


def _day(found: Found) -> tuple[date, int]:
    return found[1].due_date, found[0].facts.number
