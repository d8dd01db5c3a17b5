"""What has been published about Samarbejdsmodellen, CTI and ICM, to be set beside own figures.

Every figure is a row of `reference/published.csv`: its table (named after the tally it belongs to,
where there is one), its place in the table, unit, n, what n counts, source and page. What can not
be read in the sources is not there. A figure that can not be right as printed is there as printed,
with `fault`, the key of the sentence that says so, and `probable` where the right one follows from
the rest of the source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from core.codes import HousingGroup, TargetGroup, all_codes
from core.intervals import Estimate, Interval, Kind, mean_of_scores, share, wilson
from core.reference_rows import rows

SOURCES = ("report_2017", "guide_2018", "evaluation_2018", "aftercare_2021", "volunteers")
"""The sources; their titles are `published.source.<source>.name`."""


class PublishedUnit(StrEnum):
    """What a published figure is told in."""

    PERCENT = "percent"
    COUNT = "count"
    SCORE_1_5 = "score_1_5"
    SCORE_1_4 = "score_1_4"
    HOURS = "hours"
    KRONER = "kroner"
    MONTHS = "months"


SCALES: Mapping[PublishedUnit, tuple[float, float]] = MappingProxyType(
    {PublishedUnit.SCORE_1_5: (1, 5), PublishedUnit.SCORE_1_4: (1, 4)}
)
ROW_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "checklist": "checklist_item",
        "domain_baseline": "life_domain",
        "domain_change": "life_domain",
        "education_type": "education_type",
        "housing_at_closure": "housing_group",
        "participants": "participant_role",
        "placement": "placement_type",
        "target_group": "target_group",
    }
)
"""The code list whose words name the rows of a table; `CELL_LISTS` the same for its cells."""
CELL_LISTS: Mapping[str, str] = MappingProxyType(
    {"checklist": "answer", "education": "answer", "employment": "employment"}
)
_UNLISTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "answer": ("yes", "no"),
        "housing_group": tuple(HousingGroup),
        "target_group": tuple(TargetGroup),
    }
)
"""The codes of lists that are no data."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure. `value` is in `unit`; `n` None where the source does not tell it."""

    table: str
    row: str
    cell: str
    value: float
    step: float
    """What the figure was rounded to: 1 for 24 %, 0.1 for 3,9."""
    unit: PublishedUnit
    n: int | None
    population: str
    """What n counts: `published.population.<population>` (R20)."""
    source: str
    page: str
    fault: str | None
    probable: float | None

    @property
    def likely(self) -> float:
        """The figure as it must have been, where that is known; else as printed."""
        return self.value if self.probable is None else self.probable

    @property
    def row_key(self) -> str:
        """The key of the word for the row."""
        return _word("row", ROW_LISTS.get(self.table), self.row)

    @property
    def cell_key(self) -> str:
        """The key of the word for the cell."""
        return _word("cell", CELL_LISTS.get(self.table), self.cell)

    @property
    def place_key(self) -> str:
        """The key of "page {page}", or of "section {page}" where the source has no page numbers."""
        in_section = "." in self.page.split(",", maxsplit=1)[0]
        return "published.section" if in_section else "published.page"

    @property
    def estimate(self) -> Estimate | None:
        """The figure with its interval, to be compared with; None for hours, kroner and months.

        Rounding counts: 24 % of 160 was 23,5 to 24,5. Where a figure is doubted, the interval
        holds both what is printed and what is probable. Without n it is no wider than that.
        Means come without their deviation, so the widest possible one is taken (`mean_of_scores`);
        that errs on the side of telling nothing apart.
        """
        values = (self.value, self.likely)
        if self.unit in SCALES:
            return self._mean(values)
        if self.unit is PublishedUnit.PERCENT:
            return self._share(values)
        if self.unit is PublishedUnit.COUNT and self.n is not None:
            return share(round(self.value), self.n)
        return None

    def _share(self, percents: Iterable[float]) -> Estimate:
        ends = [
            min(max((each + side * self.step / 2) / 100, 0), 1)
            for each in percents
            for side in (-1, 1)
        ]
        found = Interval(min(ends), max(ends))
        if self.n is not None:
            low, high = (wilson(end * self.n, self.n) for end in (found.low, found.high))
            found = low.around(high)
        return Estimate(Kind.SHARE, self.value / 100, self.n, found)

    def _mean(self, means: Iterable[float]) -> Estimate:
        low, high = SCALES[self.unit]
        ends = [each + side * self.step / 2 for each in means for side in (-1, 1)]
        found = Interval(min(ends), max(ends)).within(low, high)
        if self.n is not None:
            lower, upper = (
                mean_of_scores(mean=end, n=self.n, low=low, high=high).interval
                for end in (found.low, found.high)
            )
            found = lower.around(upper)
        return Estimate(Kind.MEAN, self.value, self.n, found)


def tables() -> tuple[str, ...]:
    """The names of all published tables, in their order."""
    return tuple(_tables())


def published(table: str) -> Mapping[str, Published]:
    """The figures of a table by "row.cell", in their order. KeyError for an unknown table."""
    return _tables()[table]


def figure(table: str, row: str, cell: str) -> Published | None:
    """The published figure at that place; None where nothing is published or readable."""
    return _tables().get(table, {}).get(f"{row}.{cell}")


def rows_of(table: str) -> Mapping[str, Mapping[str, Published]]:
    """The figures of a table by row, then by cell. KeyError for an unknown table."""
    found: dict[str, dict[str, Published]] = {}
    for each in published(table).values():
        found.setdefault(each.row, {})[each.cell] = each
    return found


def faults_of(figures: Iterable[Published]) -> tuple[str, ...]:
    """The keys of the reservations about these figures, each once: `published.fault.<key>`."""
    return tuple(dict.fromkeys(each.fault for each in figures if each.fault))


@cache
def _tables() -> Mapping[str, Mapping[str, Published]]:
    found: dict[str, dict[str, Published]] = {}
    for row in rows("published"):
        each = _read(row)
        found.setdefault(each.table, {})[f"{each.row}.{each.cell}"] = each
    return MappingProxyType({name: MappingProxyType(own) for name, own in found.items()})


def _read(row: Mapping[str, str]) -> Published:
    _, _, decimals = row["value"].partition(".")
    return Published(
        table=row["table"],
        row=row["row"],
        cell=row["cell"],
        value=float(row["value"]),
        step=float(f"1e-{len(decimals)}"),
        unit=PublishedUnit(row["unit"]),
        n=int(row["n"]) if row["n"] else None,
        population=row["population"],
        source=row["source"],
        page=row["page"],
        fault=row["fault"] or None,
        probable=float(row["probable"]) if row["probable"] else None,
    )


def _word(kind: str, name: str | None, code: str) -> str:
    known = _UNLISTED.get(name or "") or (all_codes(name) if name else ())
    return f"code.{name}.{code}" if code in known else f"published.{kind}.{code}"
