"""What a sender still sends of anonymised young people: taken out before anything is compared.

A row is theirs by its id, or by the young person, case, meeting or goal that it names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.exchange import sheets
from core.records.exchange import Problem
from db.engine import current_store
from db.exchange.checking import Sheet
from db.exchange.recognising import Findings
from db.exchange.tables import TABLES
from db.life import listed
from db.life.whose import whose
from db.models import AnonymisedRow

_OWNERS = ("young_people", "cases", "meetings", "goals")
"""Sheets whose rows others belong to."""


def without_gone(session: Session, found: dict[str, Sheet], findings: Findings) -> None:
    """Take the rows out of the sheets; a warning for each sheet says how many."""
    gone = _gone(session)
    if not gone:
        return
    for name in [name for name in sheets() if name in found]:
        sheet = found[name]
        theirs = set(_theirs(sheet, gone))
        if theirs:
            gone.setdefault(name, set()).update(str(sheet.column("id")[at]) for at in theirs)
            found[name] = _rest(sheet, theirs)
            facts = {"n": len(theirs)}
            findings.warnings.append(Problem("anonymised", sheet.title, facts=facts))


def _gone(session: Session) -> dict[str, set[str]]:
    """By sheet: the ids of what is anonymised, in the store or by the list beside it."""
    kinds: dict[str, set[str]] = {"case": set(), "young_person": set()}
    for each in session.scalars(select(AnonymisedRow.id)):
        kind, _, row_id = each.partition(":")
        kinds[kind].add(row_id)
    for kind, row_id in listed(current_store().url):
        kinds[kind].add(row_id)
    if not any(kinds.values()):
        return {}
    rows = whose(session, kinds["case"], kinds["young_person"]).rows
    return {name: set(rows.get(table.__tablename__, ())) for name, table in TABLES.items()}


def _theirs(sheet: Sheet, gone: Mapping[str, set[str]]) -> Iterator[int]:
    """The places of the rows."""
    keys = [("id", sheet.name)] if "id" in sheet.values else []
    keys += [
        (column.name, column.refers_to)
        for column in sheets()[sheet.name].values()
        if column.refers_to in _OWNERS and column.name in sheet.values
    ]
    for name, target in keys:
        ids = gone.get(target, set())
        yield from (at for at, value in enumerate(sheet.values[name]) if str(value) in ids)


def _rest(sheet: Sheet, theirs: set[int]) -> Sheet:
    stay = [at for at in range(len(sheet)) if at not in theirs]
    values = {name: [column[at] for at in stay] for name, column in sheet.values.items()}
    return replace(sheet, numbers=[sheet.numbers[at] for at in stay], values=values)
