"""The list of exhibits: which figures are taken to the steering group, in which order.

Presentation, PDF, workbook and slides are all made of this one list, so that a figure is the same
everywhere. They are made of released figures, which name no staff.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.tallies import TALLIES, Figures, Unit
from pages.shared.documents import tables
from pages.shared.documents.beside import with_published
from pages.shared.documents.exhibit import Exhibit
from pages.shared.documents.table_forms import Table
from pages.shared.documents.wording import Wording


@dataclass(frozen=True, slots=True)
class Kind:
    """One exhibit: its key, the tally that defines it, what makes its table, and what is counted.

    `unit` None: what the tally counts.
    """

    key: str
    tally: str
    make: Callable[[Figures, Wording], Table]
    unit: Unit | None = None


KINDS = (
    Kind("cases", "cases", tables.cases),
    Kind("target_group", "target_group", tables.target_group),
    Kind("combination", "combination", tables.combination),
    Kind("age_at_start", "age_at_start", tables.age_at_start),
    Kind("days", "days", tables.days, Unit.CASES),
    Kind("domain_baseline", "domain_baseline", tables.domain_baseline),
    Kind("domain_change", "domain_change", tables.domain_change),
    Kind("education", "education", tables.education),
    Kind("employment", "employment", tables.employment),
    Kind("housing", "housing_latest", tables.housing),
    Kind("housing_situations", "housing_latest", tables.housing_situations),
    Kind("meetings", "meetings", tables.meetings),
    Kind("checklist", "meetings", tables.checklist),
    Kind("participants", "meetings", tables.participants),
    Kind("agreements", "agreements", tables.agreements),
    Kind("closure", "closure", tables.closure),
    Kind("involved", "closure", tables.involved),
    Kind("days_in_course", "days_in_course", tables.days_in_course),
    Kind("caseload", "caseload", tables.caseload),
    Kind("hours", "hours", tables.hours),
    Kind("cost", "cost", tables.cost),
    Kind("fidelity", "fidelity", tables.fidelity),
)


def exhibits(figures: Figures, language: str) -> tuple[Exhibit, ...]:
    """Every exhibit that has rows, in the reader's language; hidden figures stay hidden (R19)."""
    words = Wording(language)
    made = (_exhibit(kind, figures, words) for kind in KINDS)
    return tuple(exhibit for exhibit in made if exhibit.rows)


def _exhibit(kind: Kind, figures: Figures, words: Wording) -> Exhibit:
    table = kind.make(figures, words)
    exhibit = Exhibit(
        key=kind.key,
        headline=_headline(kind, words),
        counted=words.say(f"unit.{(kind.unit or TALLIES[kind.tally]).value}"),
        definition=_definition(kind, words),
        source=words.say("exhibit.source"),
        columns=tuple(table.columns),
        rows=tuple(table.rows),
        chart=table.chart,
    )
    return with_published(exhibit, words)


def _headline(kind: Kind, words: Wording) -> str:
    own = f"exhibit.{kind.key}.name"
    return words.say(own if words.knows(own) else f"tally.{kind.tally}.name")


def _definition(kind: Kind, words: Wording) -> str:
    own = f"exhibit.{kind.key}.definition"
    return words.say(own if words.knows(own) else f"tally.{kind.tally}.definition")
