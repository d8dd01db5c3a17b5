"""Name an NGO on a case by hand, and record the three talks with it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Step
from core.errors import UnknownCode
from core.ngo import NgoTold, TalkTold, checked_ngo, checked_talk, key_of
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill, reached_case, reached_row
from db.audit import add, claim, note
from db.engine import transaction
from db.models import CaseNgoRow, NgoTalkRow
from db.queries.ngo import spans_within
from db.several import joined

ACT = Act.FOLLOW_NGO
EVERY_STEP = frozenset(Step)


def name_ngo(case_id: str, told: NgoTold, *, by: Person) -> str:
    """Write on a case that an NGO is in it; returns the id. Raises NgoNamedAlready."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=EVERY_STEP)
        checked = checked_ngo(told, spans_within(session, case.id))
        row = CaseNgoRow(case_id=case.id)
        fill(row, name=checked.name, from_date=checked.from_date, to_date=checked.to_date)
        note(session, by, ACT, add(session, row))
        return row.id


def change_ngo(named_id: str, told: NgoTold, *, seen_version: int, by: Person) -> None:
    """Change its name or its days; an end is its last day. Raises NgoNamedAlready."""
    with transaction() as session:
        row, case = reached_row(
            session, CaseNgoRow, named_id, seen_version, act=ACT, by=by, steps=EVERY_STEP
        )
        checked = checked_ngo(told, spans_within(session, case.id), but=row.id)
        talks = _rename_talks(session, row, checked.name or "")
        fill(row, name=checked.name, from_date=checked.from_date, to_date=checked.to_date)
        note(session, by, ACT, row, *talks)


def record_talk(
    case_id: str, ngo_key: str, told: TalkTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Record one of the three talks, or change what was recorded; `seen_version` 0: none yet."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=EVERY_STEP)
        organisation = _organisation(session, case.id, ngo_key)
        checked = checked_talk(told, on)
        row = _claimed(session, case.id, organisation, checked.talk, seen_version)
        fill(
            row,
            organisation=organisation,
            date=checked.day,
            took_part=joined(checked.took_part),
            note=checked.note,
            not_relevant=checked.reason,
            by_name=by.name,
        )
        note(session, by, ACT, row)


def _organisation(session: Session, case_id: str, ngo_key: str) -> str:
    for span in spans_within(session, case_id):
        if key_of(span.name) == ngo_key:
            return span.name
    raise UnknownCode(value=ngo_key)


def _talks(session: Session, case_id: str, organisation: str) -> list[NgoTalkRow]:
    rows = session.scalars(select(NgoTalkRow).where(NgoTalkRow.case_id == case_id))
    return [row for row in rows if key_of(row.organisation) == key_of(organisation)]


def _claimed(
    session: Session, case_id: str, organisation: str, talk: str, seen_version: int
) -> NgoTalkRow:
    known = [row for row in _talks(session, case_id, organisation) if row.talk == talk]
    if not known:
        return add(session, NgoTalkRow(case_id=case_id, talk=talk))
    return claim(session, NgoTalkRow, known[0].id, seen_version)


def _rename_talks(session: Session, row: CaseNgoRow, name: str) -> list[NgoTalkRow]:
    """The talks go along with a new name, unless a volunteer's NGO keeps the old one."""
    kept = {
        key_of(span.name) for span in spans_within(session, row.case_id) if span.named_id != row.id
    }
    if key_of(row.name) in kept or row.name == name:
        return []
    talks = _talks(session, row.case_id, row.name)
    for talk in talks:
        talk.version += 1
        talk.organisation = name
    return talks
