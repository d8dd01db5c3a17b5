"""Import a municipality's lists: read, check everything, and write all of it or nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.errors import RuleBroken
from core.exchange import sheets
from core.headway import headway
from core.permissions import Act, check_may
from core.records.exchange import ImportReport, Problem, Stage, Written
from core.records.people import Person
from db.engine import current_store, transaction
from db.exchange.checking import Sheet, check_references, checked, shortened
from db.exchange.gone import without_gone
from db.exchange.planning import Plan, planned
from db.exchange.raw import NotReadable
from db.exchange.reading import read_tables
from db.exchange.recognising import Findings, recognised
from db.exchange.tables import TABLES
from db.exchange.writing import carry_out, follow_up
from db.life import apply_gone


class PreviewOutdated(RuleBroken):
    """The store has changed since the preview: the import would not do what was shown."""

    code = "preview_outdated"


def quietly(_: Stage) -> None:
    """Tell nobody."""


def import_from(
    source: Path,
    *,
    on: date,
    by: Person | None = None,
    dry_run: bool = False,
    any_size: bool = False,
    previewed: Mapping[str, Written] | None = None,
    told: Callable[[Stage], None] = quietly,
) -> ImportReport:
    """Import a folder or zip file of CSV files, or a workbook; with one problem nothing is written.

    `by` is None on the command line. A dry run says what would be written; with its counts as
    `previewed` exactly that is written, or PreviewOutdated raised. The report holds every problem,
    and warnings on what is kept though it breaks a rule. `told` hears of each stage.
    """
    if by is not None:
        check_may(by, Act.EXCHANGE_DATA)
    findings = Findings()
    told(Stage.READING)
    try:
        tables = recognised(read_tables(source, any_size=any_size), findings)
    except NotReadable as refused:
        return ImportReport((refused.problem,), (), {}, saved=False)
    told(Stage.CHECKING)
    found = {name: checked(tables.pop(name), on, findings) for name in list(tables)}
    findings.warnings += _across(found, on)
    if not dry_run:
        apply_gone(current_store())
    with transaction() as session:
        check_references(found, _stored_ids(session, found), findings)
        if findings.problems and previewed is not None:
            raise PreviewOutdated
        if findings.problems:
            return _report(findings, {}, saved=False)
        without_gone(session, found, findings)
        told(Stage.COMPARING if dry_run else Stage.WRITING)
        plans = _carried_out(session, found, on, dry_run=dry_run)
        written = {name: plan.written for name, plan in plans.items()}
        if previewed is not None and written != previewed:
            raise PreviewOutdated
        if not dry_run:
            follow_up(session, plans, by=by, on=on)
    return _report(findings, written, saved=not dry_run)


def _carried_out(
    session: Session, found: dict[str, Sheet], on: date, *, dry_run: bool
) -> dict[str, Plan]:
    """The plan of each sheet, carried out unless on trial; one after another, to save memory.

    Tells its headway: what that raises leaves the store as it was.
    """
    plans = {}
    for done, name in enumerate(names := list(found)):
        headway(done / len(names))
        plans[name] = planned(session, found.pop(name))
        if not dry_run:
            carry_out(session, plans[name], on)
    return plans


def _report(findings: Findings, written: Mapping[str, Written], *, saved: bool) -> ImportReport:
    return ImportReport(tuple(findings.problems), tuple(findings.warnings), written, saved)


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
