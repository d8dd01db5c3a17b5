"""The figures of the presentation: single cells of the exhibits, each large enough for a screen.

The list is fixed, so that no one picks the figures that look best. A figure that is hidden or has
nothing to count gets no screen of its own; the last screen names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.intervals import Estimate, Kind, compare, wilson
from core.published import Published
from core.words import code_key
from pages.shared.documents.beside import beside
from pages.shared.documents.exhibit import Absent, Cell, Exhibit, Measure, Row
from pages.shared.documents.wording import Wording


@dataclass(frozen=True, slots=True)
class Projected:
    """Which cell is projected; its headline is `slide.<exhibit>.<row>` or `slide.<exhibit>.each`.

    `row` None: every row of the exhibit. What the figure is counted of is the row's own n, else the
    first figure of the row `of_row`, else the sum of the column `of_column`; none for a count.
    """

    exhibit: str
    row: str | None
    column: str
    of_row: str = ""
    of_column: str = ""
    unit: str = ""
    """The word for what it is counted of, where it is not what the exhibit counts."""


@dataclass(frozen=True, slots=True)
class BigFigure:
    """One screen: the figure as text, what it says, what it is counted of, and what to compare."""

    key: str
    value: str
    headline: str
    counted: str
    published: str = ""
    compared: str = ""


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens in order, and the headlines of what is hidden or has nothing to count."""

    figures: tuple[BigFigure, ...]
    hidden: tuple[str, ...]
    nothing: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many screens there are; the last one names what was left out."""
        return len(self.figures) + bool(self.hidden or self.nothing)


PROJECTED = (
    Projected("cases", "young_people", "count"),
    Projected("cases", "started", "count"),
    Projected("cases", "leavers", "count"),
    Projected("days", "referral_to_start", "median"),
    Projected("days", "start_to_own_home", "median"),
    Projected("housing", "housed", "now_share", of_column="now"),
    Projected("housing", "housed", "at_closure_share", of_column="at_closure"),
    Projected("education", "latest", "yes"),
    Projected("domain_change", None, "improvement"),
    Projected("meetings", "per_young_person", "count", of_row="young_people", unit="young_people"),
    Projected("checklist", "young_person_attended", "yes"),
    Projected("checklist", "young_person_in_decisions", "yes"),
    Projected("checklist", "professionals_only_pre_meeting", "yes"),
    Projected("checklist", "has_chosen_adult", "yes"),
    Projected("agreements", "done", "count", of_row="due"),
    Projected("closure", "planned", "share", of_column="count"),
    Projected("cost", "per_young_person", "kroner"),
)


def screens(exhibits: Sequence[Exhibit], language: str) -> Screens:
    """What is projected, of these exhibits."""
    words = Wording(language)
    by_key = {exhibit.key: exhibit for exhibit in exhibits}
    told: list[BigFigure] = []
    absent: dict[Absent, list[str]] = {Absent.HIDDEN: [], Absent.NONE: []}
    for one in PROJECTED:
        exhibit = by_key.get(one.exhibit)
        for row in _rows(exhibit, one):
            cell, headline = _cell(exhibit, row, one), _headline(one, row, words)
            if isinstance(cell, Absent):
                absent[cell].append(headline)
            elif exhibit is not None:
                told.append(_figure(exhibit, row, one, headline, words))
    return Screens(tuple(told), tuple(absent[Absent.HIDDEN]), tuple(absent[Absent.NONE]))


def _rows(exhibit: Exhibit | None, one: Projected) -> Sequence[Row]:
    if exhibit is None:
        return ()
    return tuple(row for row in exhibit.rows if one.row in (None, row.key))


def _cell(exhibit: Exhibit | None, row: Row, one: Projected) -> Cell:
    """The figure. Where shares were left out because a count is hidden, it is hidden too."""
    if exhibit is None:
        return Absent.NONE
    if one.column not in {column.key for column in exhibit.columns}:
        return Absent.HIDDEN if exhibit.hidden else Absent.NONE
    return exhibit.cell(row, one.column)


def _headline(one: Projected, row: Row, words: Wording) -> str:
    own = f"slide.{one.exhibit}.{row.key}"
    if one.row is None:
        return words.say(f"slide.{one.exhibit}.each", row=row.name)
    by_column = f"{own}_{one.column}"
    return words.say(by_column if words.knows(by_column) else own)


def _figure(exhibit: Exhibit, row: Row, one: Projected, headline: str, words: Wording) -> BigFigure:
    column = next(column for column in exhibit.columns if column.key == one.column)
    measure, cell = exhibit.measured(row, column), exhibit.cell(row, one.column)
    n = _n(exhibit, row, one)
    found = beside(exhibit.key, one.column, row.key)
    return BigFigure(
        key=f"{exhibit.key}.{row.key}.{one.column}",
        value=words.value(cell, measure),
        headline=headline,
        counted=_counted(exhibit, n, one, words),
        published=_published(found, measure, words) if found else "",
        compared=_compared(cell, n, found, words) if found else "",
    )


def _counted(exhibit: Exhibit, n: Cell, one: Projected, words: Wording) -> str:
    if isinstance(n, Absent):
        return ""
    unit = words.say(f"unit.{one.unit}") if one.unit else exhibit.counted
    return words.say("slide.of", n=int(n), unit=unit)


def _n(exhibit: Exhibit, row: Row, one: Projected) -> Cell:
    of_row = exhibit.row(one.of_row)
    if of_row is not None:
        return of_row.cells[0]
    if not one.of_column:
        return exhibit.cell(row, "n")
    cells = [exhibit.cell(each, one.of_column) for each in exhibit.rows]
    told = [cell for cell in cells if not isinstance(cell, Absent)]
    return sum(told) if len(told) == len(cells) else Absent.HIDDEN


def _published(found: Published, measure: Measure, words: Wording) -> str:
    """The published figure of the same row, with its source."""
    value = words.value(found.value, measure)
    source = words.say(f"published.source.{found.source}.short")
    if found.n is None:
        return words.say("slide.published_without_n", value=value, source=source)
    return words.say("slide.published", value=value, source=source, n=str(found.n))


def _compared(cell: Cell, n: Cell, found: Published, words: Wording) -> str:
    """What may be said of the two: one above the other, not told apart, or too few to say."""
    other = found.estimate
    if isinstance(cell, Absent) or isinstance(n, Absent) or not n or other is None:
        return ""
    if other.kind is not Kind.SHARE:
        return ""
    own = Estimate(Kind.SHARE, cell / 100, int(n), wilson(cell / 100 * n, int(n)))
    return words.say(code_key(compare(own, other)))
