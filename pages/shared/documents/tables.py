"""What stands in each exhibit: its columns and rows, made of the tallies. `exhibits` has the list.

Each function takes the figures and the words of the reader's language.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from core.codes import HousingGroup, Method, all_codes
from core.tallies import UNKNOWN, Figures
from pages.shared.documents.exhibit import Absent, Cell, Chart, Column, Measure, Row
from pages.shared.documents.figures import rounded, share, shares, told
from pages.shared.documents.wording import Wording

Part = Mapping[str, Any]
_NOT_CODES = frozenset({"n", "mean", "median", "suppressed", "groups"})
_INVOLVED = ("young_person_involved", "team_involved")


class Table(NamedTuple):
    """Columns, rows and how they are drawn."""

    columns: Sequence[Column]
    rows: Iterable[Row]
    chart: Chart = Chart.BARS


def cases(figures: Figures, words: Wording) -> Table:
    """How many came, began, ended."""
    part = {**figures["cases"], "young_people": figures["young_people_served"]}
    keys = ("referred", "accepted", "rejected", "started", "served", "young_people")
    return _listed(part, (*keys, "leavers", "stayers"), "cases", words)


def age_at_start(figures: Figures, words: Wording) -> Table:
    """How many of each age."""
    return _shared(figures["age_at_start"], words.age, words)


def combination(figures: Figures, words: Wording) -> Table:
    """How many with each combination."""
    return _shared(figures["combination"], words.of("combination"), words)


def target_group(figures: Figures, words: Wording) -> Table:
    """How many of each target group."""
    return _shared(figures["target_group"], words.of("target_group"), words)


def days(figures: Figures, words: Wording) -> Table:
    """Days between two dates: how many waited, the median, and what nine in ten waited at most."""
    columns = (
        words.column("n", Measure.COUNT),
        words.column("median", Measure.DAYS, drawn=True),
        words.column("p90", Measure.DAYS, drawn=True),
    )
    rows = (
        Row(
            key,
            words("days", key),
            (told(part, "n"), *(rounded(told(part, name), 0) for name in ("median", "p90"))),
        )
        for key, part in _parts(figures["days"])
    )
    return Table(columns, rows)


def days_in_course(figures: Figures, words: Wording) -> Table:
    """How many were in course for how long: those who ended, and those who go on."""
    spreads = [figures["days_in_course"][key] for key in ("leavers", "stayers")]
    table = _beside(spreads, ("leavers", "stayers"), words.band, words)
    middle = tuple(rounded(told(spread, "median"), 0) for spread in spreads)
    row = Row("median", words("column", "median_days"), middle, Measure.DAYS)
    return table._replace(rows=(*table.rows, row))


def domain_baseline(figures: Figures, words: Wording) -> Table:
    """The mean first score of each life domain."""
    return _means(figures["domain_baseline"], words.of("life_domain"), words)


def domain_change(figures: Figures, words: Wording) -> Table:
    """The shares of decline, unchanged and improvement in each life domain."""
    named = words.of("life_domain")
    keys = ("decline", "unchanged", "improvement")
    return _percents(figures["domain_change"], keys, named, words)._replace(chart=Chart.PARTS)


def education(figures: Figures, words: Wording) -> Table:
    """The shares in education and not, at the first and at the latest status."""
    parts = {key: figures["education"][key] for key in ("first", "latest")}
    return _percents(parts, ("yes", "no"), lambda key: words("column", key), words, "education")


def employment(figures: Figures, words: Wording) -> Table:
    """How many with each employment, at the first and at the latest status."""
    parts = [figures["employment"][key] for key in ("first", "latest")]
    return _beside(parts, ("first", "latest"), words.of("employment"), words)


def housing(figures: Figures, words: Wording) -> Table:
    """Housed or homeless: those who ended, and all at their latest."""
    groups = [group.value for group in HousingGroup]
    tallies = {"at_closure": "housing_at_closure", "now": "housing_latest"}
    columns, cells = [], []
    for when, tally in tallies.items():
        part = figures[tally]["groups"]
        percent = shares(part, groups)
        columns.append(words.column(when, Measure.COUNT))
        cells.append({group: told(part, group) for group in groups})
        columns.append(words.column(f"{when}_share", Measure.PERCENT, drawn=True))
        cells.append(percent)
    rows = (
        Row(group, words.of("housing_group")(group), tuple(column[group] for column in cells))
        for group in groups
    )
    return Table(columns, rows)


def housing_situations(figures: Figures, words: Wording) -> Table:
    """How many in each housing situation: those who ended, and all at their latest."""
    parts = (figures["housing_at_closure"], figures["housing_latest"])
    return _beside(parts, ("at_closure", "now"), words.of("housing_situation"), words)


def closure(figures: Figures, words: Wording) -> Table:
    """Why courses ended."""
    reasons = {key: count for key, count in figures["closure"].items() if key not in _INVOLVED}
    return _shared(reasons, words.of("closure_reason"), words)


def involved(figures: Figures, words: Wording) -> Table:
    """How many of the endings the young person and the team took part in."""
    return _listed(figures["closure"], _INVOLVED, "involved", words)


def meetings(figures: Figures, words: Wording) -> Table:
    """How many network meetings, for how many young people."""
    table = _listed(figures["meetings"], ("held", "young_people"), "meetings", words)
    each = rounded(told(figures["meetings"], "per_young_person"), 2)
    row = Row("per_young_person", words("meetings", "per_young_person"), (each,), Measure.RATIO)
    return table._replace(rows=(*table.rows, row))


def checklist(figures: Figures, words: Wording) -> Table:
    """The share of yes to each question of the checklist."""
    items = figures["meetings"]["checklist"]
    return _percents(items, ("yes",), words.of("checklist_item"), words)


def participants(figures: Figures, words: Wording) -> Table:
    """In how many meetings each role was invited, came, took an active part."""
    keys = ("meetings", "attended", "active")
    columns = [words.column(key, Measure.COUNT, drawn=key != "meetings") for key in keys]
    named = words.of("participant_role")
    rows = (
        Row(role, named(role), tuple(told(part, key) for key in keys))
        for role, part in _parts(figures["meetings"]["participants"])
    )
    return Table(columns, rows)


def agreements(figures: Figures, words: Wording) -> Table:
    """Agreements that were due: kept, not kept, overdue."""
    return _listed(
        figures["agreements"], ("due", "done", "not_done", "overdue"), "agreements", words
    )


def caseload(figures: Figures, words: Wording) -> Table:
    """Young people with each method on the last day, and the places; no line that names staff."""
    keys = ("active", "cap")
    columns = [Column(key, words("caseload", key), Measure.COUNT, drawn=True) for key in keys]
    named = words.of("method")
    rows = (
        Row(line["method"], named(line["method"]), tuple(told(line, key) for key in keys))
        for line in figures["caseload"]
        if "staff_id" not in line
    )
    return Table(columns, rows)


def hours(figures: Figures, words: Wording) -> Table:
    """Hours of each activity with each method."""
    methods = [method.value for method in Method]
    columns = [
        Column(method, words.of("method")(method), Measure.HOURS, drawn=True) for method in methods
    ]
    named = words.of("activity")
    rows = (
        Row(
            activity,
            named(activity),
            tuple(rounded(told(figures["hours"][method], activity), 1) for method in methods),
        )
        for activity in all_codes("activity")
    )
    return Table(columns, rows)


def cost(figures: Figures, words: Wording) -> Table:
    """Kroner with each method, in all, and for each young person."""
    column = words.column("kroner", Measure.KRONER, drawn=True)
    keys = (*(method.value for method in Method), "total", "per_young_person")
    rows = (Row(key, words("cost", key), (rounded(told(figures["cost"], key), 0),)) for key in keys)
    return Table((column,), rows)


def fidelity(figures: Figures, words: Wording) -> Table:
    """The mean answer of each theme."""
    return _means(figures["fidelity"], words.of("fidelity_theme"), words)


def _listed(part: Part, keys: Iterable[str], group: str, words: Wording) -> Table:
    """A count for each key, named by the words of the group."""
    column = words.column("count", Measure.COUNT, drawn=True)
    return Table((column,), [Row(key, words(group, key), (told(part, key),)) for key in keys])


def _shared(part: Part, named: Callable[[str], str], words: Wording) -> Table:
    """A count for each code and its share of all; no shares where a count is hidden (R19)."""
    keys = _codes((part,))
    counts = {key: told(part, key) for key in keys}
    count = words.column("count", Measure.COUNT, drawn=True)
    percent = shares(part, keys)
    if all(isinstance(cell, Absent) for cell in percent.values()):
        return Table((count,), [Row(key, named(key), (counts[key],)) for key in keys])
    columns = (count, words.column("share", Measure.PERCENT))
    return Table(columns, [Row(key, named(key), (counts[key], percent[key])) for key in keys])


def _beside(
    parts: Sequence[Part], names: Sequence[str], named: Callable[[str], str], words: Wording
) -> Table:
    """A count for each code in each of several parts that share their codes."""
    columns = [words.column(name, Measure.COUNT, drawn=True) for name in names]
    rows = [
        Row(key, named(key), tuple(_zero_where_missing(part, key) for part in parts))
        for key in _codes(parts)
    ]
    return Table(columns, rows)


def _means(part: Part, named: Callable[[str], str], words: Wording) -> Table:
    columns = (
        words.column("n", Measure.COUNT),
        words.column("mean", Measure.SCORE, drawn=True),
    )
    rows = (
        Row(key, named(key), (told(one, "n"), rounded(told(one, "mean"), 1)))
        for key, one in _parts(part)
    )
    return Table(columns, rows)


def _percents(
    part: Part,
    keys: Collection[str],
    named: Callable[[str], str],
    words: Wording,
    heads: str = "column",
) -> Table:
    """The share of each key in its row's `n`; the columns are named by the words of `heads`."""
    columns = [words.column("n", Measure.COUNT)]
    columns += [Column(key, words(heads, key), Measure.PERCENT, drawn=True) for key in keys]
    rows = (
        Row(key, named(key), (told(one, "n"), *(share(one, name) for name in keys)))
        for key, one in _parts(part)
    )
    return Table(columns, rows)


def _parts(part: Part) -> Iterator[tuple[str, Part]]:
    return ((key, one) for key, one in part.items() if isinstance(one, Mapping))


def _codes(parts: Iterable[Part]) -> list[str]:
    """The codes of the parts in their order; what was not recorded only where there is any."""
    parts = list(parts)
    keys = dict.fromkeys(key for part in parts for key in part if key not in _NOT_CODES)
    if all(part.get(UNKNOWN) == 0 for part in parts):
        keys.pop(UNKNOWN, None)
    return list(keys)


def _zero_where_missing(part: Part, key: str) -> Cell:
    return told(part, key) if key in part else 0.0
