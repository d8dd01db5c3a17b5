"""Published figures beside our own: which column of an exhibit has which figure next to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.published import Published, faults_of, figure
from pages.shared.documents.exhibit import Absent, Cell, Chart, Column, Exhibit, Row
from pages.shared.documents.wording import Wording


@dataclass(frozen=True, slots=True)
class Beside:
    """The exhibit's column, and the published table and cell with the figure of each row."""

    exhibit: str
    column: str
    table: str
    cell: str


_TABLE = (
    Beside("domain_baseline", "mean", "domain_baseline", "mean"),
    Beside("domain_change", "improvement", "domain_change", "improvement"),
    Beside("education", "yes", "education", "yes"),
    Beside("checklist", "yes", "checklist", "yes"),
    Beside("age_at_start", "share", "age_at_start", "share"),
    Beside("housing", "at_closure_share", "housing_at_closure", "share"),
)
_BESIDE = {(one.exhibit, one.column): one for one in _TABLE}
_SUFFIX = "published"


def beside(exhibit: str, column: str, row: str) -> Published | None:
    """What has been published beside that cell of an exhibit; None where there is nothing."""
    place = _BESIDE.get((exhibit, column))
    return figure(place.table, row, place.cell) if place else None


def with_published(exhibit: Exhibit, words: Wording) -> Exhibit:
    """The exhibit with its published figures as a last column, and what must be known of them."""
    for own in exhibit.columns:
        places = {row.key: beside(exhibit.key, own.key, row.key) for row in exhibit.rows}
        found = {row: one for row, one in places.items() if one is not None}
        if found:
            return _widened(exhibit, own, found, words)
    return exhibit


def _widened(
    exhibit: Exhibit, own: Column, found: Mapping[str, Published], words: Wording
) -> Exhibit:
    column = Column(
        key=f"{own.key}.{_SUFFIX}",
        name=_name(own, next(iter(found.values())), words),
        measure=own.measure,
        drawn=own.drawn and exhibit.chart is Chart.BARS,
        published=True,
    )
    rows = (replace(row, cells=(*row.cells, _cell(found, row))) for row in exhibit.rows)
    return replace(
        exhibit,
        columns=(*exhibit.columns, column),
        rows=tuple(rows),
        notes=(*exhibit.notes, *_notes(found, words)),
    )


def _cell(found: Mapping[str, Published], row: Row) -> Cell:
    return float(found[row.key].value) if row.key in found else Absent.NONE


def _name(own: Column, one: Published, words: Wording) -> str:
    short = words.say(f"published.source.{one.source}.short")
    return words.say("exhibit.column.published", name=own.name, source=short)


def _notes(found: Mapping[str, Published], words: Wording) -> tuple[str, ...]:
    """Source and n of what was published, then each of its faults once."""
    faults = (words.say(f"published.fault.{key}") for key in faults_of(found.values()))
    return (_told(next(iter(found.values())), words), *faults)


def _told(one: Published, words: Wording) -> str:
    name = words.say(f"published.source.{one.source}.name")
    if one.n is None:
        return words.say("exhibit.published.note", source=name)
    population = words.say(f"published.population.{one.population}")
    return words.say(
        "exhibit.published.note_with_n", source=name, n=str(one.n), population=population
    )
