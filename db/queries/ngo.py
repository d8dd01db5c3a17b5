"""Questions about NGOs in cases: the three talks, what is missing, and what an NGO may be told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from core import ngo
from core.ngo_sheet import NgoFacts, covered, sheet
from core.permissions import Act, may
from core.records.ngo import MissingTalk, Ngo, NgoSheet, NgoSpan, NgoTalk, TalkState
from core.records.people import Person
from core.words import DEFAULT, phrase
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import (
    CaseNgoRow,
    CaseRow,
    NgoTalkRow,
    VolunteerMatchRow,
    VolunteerRow,
    VolunteerWishRow,
    YoungPersonRow,
)
from db.queries.cases import over_of
from db.queries.naming import LISTED_NAME
from db.queries.network import file_of
from db.queries.ngo_agreement_rows import register
from db.queries.rows import gathered
from db.queries.visible import sees, visible_to
from db.several import parted

ACT = Act.FOLLOW_NGO
_MISSING = frozenset({TalkState.DUE, TalkState.OVERDUE})


def of_case(case_id: str, *, by: Person, on: date) -> tuple[Ngo, ...]:
    """The NGOs in a case with their talks; none where the person may not see it."""
    return _of_case(case_id, on) if sees(by, case_id) else ()


def missing(*, by: Person, on: date) -> tuple[MissingTalk, ...]:
    """The talks that are missing in the person's cases, the most overdue first."""
    return _missing(by, on) if may(by, ACT) else ()


def told_to(case_id: str, organisation: str, *, by: Person, on: date) -> NgoSheet | None:
    """What the NGO may be told of the young person by consent and agreement; None: case not seen.

    An NGO that is not in the case, or no longer, is told nothing whatever those say.
    """
    file = file_of(case_id, by=by)
    if file is None:
        return None
    facts, born = _young(case_id)
    here = {one.key for one in _of_case(case_id, on) if not one.over(on)}
    consents = file.consents if ngo.key_of(organisation) in here else ()
    ground = covered(consents, register(), organisation, born=born, on=on)
    instead = phrase(DEFAULT, "ngo.sheet_text.instead")
    return sheet(replace(facts, goals=file.goals), organisation, ground, instead=instead)


@kept_by_case
def _young(case_id: str) -> tuple[NgoFacts, date | None]:
    """Who the young person is, without goals, and when they were born."""
    with reading() as session:
        case = session.get_one(CaseRow, case_id)
        young = session.get_one(YoungPersonRow, case.young_person_id)
        facts = NgoFacts(young.name, young.phone, young.email, bool(young.protected_identity))
        return facts, young.birth_date


def names_within(session: Session, on: date) -> tuple[str, ...]:
    """The names of the NGOs that are in any case on the day or later, within a transaction."""
    spans = (span for spans in _spans(session).values() for span in spans)
    return tuple(span.name for span in spans if span.to_date is None or on <= span.to_date)


def spans_within(session: Session, case_id: str) -> tuple[NgoSpan, ...]:
    """Since when which NGO is in the case, within a transaction."""
    return tuple(_spans(session, CaseRow.id == case_id).get(case_id, ()))


@kept_by_case
def _of_case(case_id: str, on: date) -> tuple[Ngo, ...]:
    with reading() as session:
        talks = session.scalars(select(NgoTalkRow).where(NgoTalkRow.case_id == case_id))
        return ngo.ngos(spans_within(session, case_id), [_talk(row) for row in talks], on)


def _make_missing(by: Person, on: date) -> tuple[MissingTalk, ...]:
    with reading() as session:
        spans = _spans(session, visible_to(by, ACT))
        recorded = session.scalars(select(NgoTalkRow))
        talks = gathered((row.case_id, _talk(row)) for row in recorded)
        found = [
            each
            for case, name in _cases(session, spans)
            if ngo.still_told(over_of(case), on)
            for each in _of_one(case, name, ngo.ngos(spans[case.id], talks.get(case.id, ()), on))
        ]
    return tuple(sorted(found, key=lambda each: (each.due_date, each.number, each.talk)))


_missing = Kept(_make_missing, most=64)
"""Each person's own: who asks is what it is kept by."""


def _of_one(case: CaseRow, name: str, found: Iterable[Ngo]) -> list[MissingTalk]:
    return [
        MissingTalk(case.id, case.number, name, one.name, one.key, line.talk, line.due_date)
        for one in found
        for line in one.lines
        if line.state in _MISSING and line.due_date is not None
    ]


def _cases(session: Session, spans: dict[str, list[NgoSpan]]) -> list[tuple[CaseRow, str]]:
    rows = session.execute(
        select(CaseRow, LISTED_NAME.label("name"))
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.id.in_(list(spans)))
    )
    return [(case, name) for case, name in rows]


def _spans(
    session: Session, narrowed: ColumnElement[bool] | None = None
) -> dict[str, list[NgoSpan]]:
    """By case: the NGOs of its volunteers, and those named by hand, the earliest first."""
    wanted = true() if narrowed is None else narrowed
    matched = (
        select(CaseRow, VolunteerRow.organisation, VolunteerMatchRow)
        .join(VolunteerWishRow, VolunteerWishRow.case_id == CaseRow.id)
        .join(VolunteerMatchRow, VolunteerMatchRow.wish_id == VolunteerWishRow.id)
        .join(VolunteerRow, VolunteerRow.id == VolunteerMatchRow.volunteer_id)
        .where(wanted)
        .order_by(VolunteerMatchRow.from_date, VolunteerMatchRow.id)
    )
    named = (
        select(CaseRow, CaseNgoRow)
        .join(CaseNgoRow, CaseNgoRow.case_id == CaseRow.id)
        .where(wanted)
        .order_by(CaseNgoRow.from_date, CaseNgoRow.id)
    )
    found: dict[str, list[NgoSpan]] = defaultdict(list)
    for case, row in session.execute(named):
        span = NgoSpan(row.name, row.from_date, _end(case, row.to_date), row.id, row.version)
        found[case.id].append(span)
    for case, organisation, match in session.execute(matched):
        span = NgoSpan(organisation, match.from_date, _end(case, match.to_date))
        found[case.id].append(span)
    return found


def _end(case: CaseRow, to_date: date | None) -> date | None:
    """The last day: its own, or that of the case."""
    ends = [each for each in (to_date, over_of(case)) if each is not None]
    return min(ends, default=None)


def _talk(row: NgoTalkRow) -> NgoTalk:
    return NgoTalk(
        id=row.id,
        version=row.version,
        organisation=row.organisation,
        talk=row.talk,
        date=row.date,
        took_part=parted(row.took_part),
        note=row.note,
        not_relevant=row.not_relevant,
    )
