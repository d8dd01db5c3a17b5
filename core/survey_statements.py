"""The statements of the staff survey: a table with the source and the days of each.

The topics are those of the evaluation of 2021 (figure 11) and of the one about volunteers (section
6.2.1); the words are our own and stand in the catalogues under `survey_form.<code>`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.calendar import holds
from core.reference_rows import day_of, rows


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the survey. `published` is its row in the published table "survey"."""

    code: str
    theme: str
    published: str | None
    source: str
    valid_from: date | None
    valid_to: date | None

    def valid(self, on: date) -> bool:
        """Whether a round that begins on the day asks about it."""
        return holds(self.valid_from, self.valid_to, on)


@cache
def statements() -> Mapping[str, Statement]:
    """Every statement by its code, in the order of the form."""
    return {row["code"]: _statement(row) for row in rows("survey_statements")}


def _statement(row: Mapping[str, str]) -> Statement:
    return Statement(
        code=row["code"],
        theme=row["theme"],
        published=row["published"] or None,
        source=row["source"],
        valid_from=day_of(row["valid_from"]),
        valid_to=day_of(row["valid_to"]),
    )


def asked_on(day: date) -> tuple[str, ...]:
    """The statements of a round that begins on the day."""
    return tuple(code for code, statement in statements().items() if statement.valid(day))


def by_theme(codes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Statements by theme, both in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        theme = statements()[code].theme
        found[theme] = (*found.get(theme, ()), code)
    return found
