"""What stands in each exhibit: its columns and rows, made of the tallies. `exhibits` has the list.

Each function takes the figures and the words of the reader's language.
"""

from core.codes import HousingGroup, Method, all_codes
from core.tallies import CHANGES, FATES, INVOLVED, Figures
from pages.shared.documents.exhibit import Chart, Column, Measure, Row
from pages.shared.documents.figures import rounded, shares, told
from pages.shared.documents.table_forms import (
    Table,
    listed,
    means,
    parts_of,
    percents,
    shared,
    side_by_side,
)
from pages.shared.documents.wording import Wording


def cases(figures: Figures, words: Wording) -> Table:
    """How many came, began, ended."""
    part = {**figures["cases"], "young_people": figures["young_people_served"]}
    keys = ("referred", "accepted", "rejected", "started", "served", "young_people")
    return listed(part, (*keys, "leavers", "stayers"), "cases", words)


def age_at_start(figures: Figures, words: Wording) -> Table:
    """How many of each age."""
    return shared(figures["age_at_start"], words.age, words)


def combination(figures: Figures, words: Wording) -> Table:
    """How many with each combination."""
    return shared(figures["combination"], words.of("combination"), words)


def target_group(figures: Figures, words: Wording) -> Table:
    """How many of each target group."""
    return shared(figures["target_group"], words.of("target_group"), words)


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
        for key, part in parts_of(figures["days"])
    )
    return Table(columns, rows)


def days_in_course(figures: Figures, words: Wording) -> Table:
    """How many were in course for how long: those who ended, and those who go on."""
    spreads = [figures["days_in_course"][key] for key in ("leavers", "stayers")]
    table = side_by_side(spreads, ("leavers", "stayers"), words.band, words)
    middle = tuple(rounded(told(spread, "median"), 0) for spread in spreads)
    row = Row("median", words("column", "median_days"), middle, Measure.DAYS)
    return table._replace(rows=(*table.rows, row))


def domain_baseline(figures: Figures, words: Wording) -> Table:
    """The mean first score of each life domain."""
    return means(figures["domain_baseline"], words.of("life_domain"), words)


def domain_change(figures: Figures, words: Wording) -> Table:
    """The shares of decline, unchanged and improvement in each life domain."""
    named = words.of("life_domain")
    return percents(figures["domain_change"], CHANGES, named, words)._replace(chart=Chart.PARTS)


def education(figures: Figures, words: Wording) -> Table:
    """The shares in education and not, at the first and at the latest status."""
    parts = {key: figures["education"][key] for key in ("first", "latest")}
    return percents(parts, ("yes", "no"), lambda key: words("column", key), words, "education")


def employment(figures: Figures, words: Wording) -> Table:
    """How many with each employment, at the first and at the latest status."""
    parts = [figures["employment"][key] for key in ("first", "latest")]
    return side_by_side(parts, ("first", "latest"), words.of("employment"), words)


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
    return side_by_side(parts, ("at_closure", "now"), words.of("housing_situation"), words)


def closure(figures: Figures, words: Wording) -> Table:
    """Why courses ended."""
    reasons = {key: count for key, count in figures["closure"].items() if key not in INVOLVED}
    return shared(reasons, words.of("closure_reason"), words)


def involved(figures: Figures, words: Wording) -> Table:
    """How many of the endings the young person and the team took part in."""
    return listed(figures["closure"], INVOLVED, "involved", words)


def meetings(figures: Figures, words: Wording) -> Table:
    """How many network meetings, for how many young people."""
    table = listed(figures["meetings"], ("held", "young_people"), "meetings", words)
    each = rounded(told(figures["meetings"], "per_young_person"), 2)
    row = Row("per_young_person", words("meetings", "per_young_person"), (each,), Measure.RATIO)
    return table._replace(rows=(*table.rows, row))


def checklist(figures: Figures, words: Wording) -> Table:
    """The share of yes to each question of the checklist."""
    items = figures["meetings"]["checklist"]
    return percents(items, ("yes",), words.of("checklist_item"), words)


def participants(figures: Figures, words: Wording) -> Table:
    """In how many meetings each role was invited, came, took an active part."""
    keys = ("meetings", "attended", "active")
    columns = [words.column(key, Measure.COUNT, drawn=key != "meetings") for key in keys]
    named = words.of("participant_role")
    rows = (
        Row(role, named(role), tuple(told(part, key) for key in keys))
        for role, part in parts_of(figures["meetings"]["participants"])
    )
    return Table(columns, rows)


def agreements(figures: Figures, words: Wording) -> Table:
    """Agreements that were due: kept, not kept, overdue."""
    return listed(figures["agreements"], ("due", *FATES), "agreements", words)


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
    return means(figures["fidelity"], words.of("fidelity_theme"), words)
