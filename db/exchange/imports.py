"""Import a municipality's lists: read, check everything, and write all of it or nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.exchange import sheets
from core.permissions import Act, check_may
from core.records.exchange import ImportReport, Problem
from core.records.people import Person
from db.engine import transaction
from db.exchange.checking import Sheet, check_references, checked, shortened
from db.exchange.planning import planned
from db.exchange.reading import NotReadable, read_tables
from db.exchange.recognising import Findings, recognised
from db.exchange.tables import TABLES
from db.exchange.writing import write


def import_from(
    source: Path, *, on: date, by: Person | None = None, dry_run: bool = False
) -> ImportReport:
    """Import a folder of CSV files or a workbook; with one problem nothing is written.

    `by` is None on the command line. A dry run says what would be written. The report holds every
    problem, and warnings on what is kept though it breaks a rule.
    """
    if by is not None:
        check_may(by, Act.EXCHANGE_DATA)
    findings = Findings()
    try:
        tables = recognised(read_tables(source), findings)
    except NotReadable as refused:
        return ImportReport((refused.problem,), (), {}, saved=False)
    found = {name: checked(table, on, findings) for name, table in tables.items()}
    findings.warnings += _across(found, on)
    with transaction() as session:
        check_references(found, _stored_ids(session, found), findings)
        problems, warnings = tuple(findings.problems), tuple(findings.warnings)
        if problems:
            return ImportReport(problems, warnings, {}, saved=False)
        plans = {name: planned(session, sheet) for name, sheet in found.items()}
        if not dry_run:
            write(session, plans, by=by, on=on)
        written = {name: plan.written for name, plan in plans.items()}
        return ImportReport((), warnings, written, saved=not dry_run)


def _stored_ids(session: Session, found: Mapping[str, Sheet]) -> dict[str, set[str]]:
    targets = {column.refers_to for name in found for column in sheets()[name].values()} - {""}
    return {target: set(session.scalars(select(TABLES[target].id))) for target in targets}


def _across(found: Mapping[str, Sheet], on: date) -> list[Problem]:
    """The warnings of the rules that look across rows, at their place in the file."""
    told = {
        name: _rows(found[name], columns)
        for name, columns in history.COLUMNS.items()
        if name in found
    }
    places = {name: {number: at for at, number in enumerate(found[name].numbers)} for name in told}
    return [
        _placed(found[finding.sheet], places[finding.sheet][finding.row], finding)
        for finding in history.findings(told, on)
    ]


def _rows(sheet: Sheet, names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = [sheet.numbers, *(sheet.column(name) for name in names)]
    return [dict(zip(("row", *names), cells, strict=True)) for cells in zip(*columns, strict=True)]


def _placed(sheet: Sheet, place: int, finding: history.Finding) -> Problem:
    value = sheet.column(finding.column)[place]
    return Problem(
        finding.code,
        sheet.title,
        finding.row,
        sheet.headings.get(finding.column, finding.column),
        shortened(str(value)) if value is not None else None,
        finding.facts,
    )
