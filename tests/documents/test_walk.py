"""A walk through every document of a whole store in which secrets are planted: none is found.

Planted are a CPR number in every text that people write, a mark in every goal that names the type
of information it is, and notes that are for staff alone. The store is the demo's.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import text

from core.codes import MeetingState
from core.documents import document
from core.invitations import Wording
from core.recipients import recipients
from core.records.documents import SharedDocument, Source
from core.records.network import Meeting
from core.shared_documents import KINDS, Subject, is_for
from core.sharing import Ground, needed_of
from db import demo, queries
from db.engine import close_store, open_store, reading, transaction
from db.models import CaseRow, YoungPersonRow
from pages.shared.calendar_file import calendar_file
from pages.shared.documents.paper_files import paper_pdf, paper_word
from pages.shared.documents.papers import Head, paper
from pages.shared.invitation_text import mail_text, subject
from tests import databases
from tests.documents.paper import texts
from tests.factories import person

ON = date(2026, 11, 4)
LEAD = person()
NUMBER = "6503061234"
PLANTED = f"650306-1234 {NUMBER}"
STAFF_NOTE = "KANARIE kun til kolleger"
HEXADECIMAL, LETTERS = "0123456789abcdef", "ghijklmnopqrstuv"
"""A goal's mark is its key in letters: a key has digits enough to look like a number."""
IN_MEETINGS = {
    "minutes": f"coalesce(minutes, 'Referat') || ' {PLANTED}'",
    "purpose": f"coalesce(purpose, 'Formål') || ' {PLANTED}'",
    "agenda": f"coalesce(agenda, 'Punkt') || ' {PLANTED}'",
    "wishes": f"'Kage {PLANTED}'",
    "place": f"'Torvet {PLANTED}'",
}
_TOLD = ", ".join(f"{column} = {value}" for column, value in IN_MEETINGS.items())
PLANTS = (
    f"UPDATE goals SET text = text || ' {PLANTED}', own_words = 'Mit nummer er {PLANTED}'",
    f"UPDATE agreements SET text = text || ' {PLANTED}'",
    f"UPDATE meetings SET {_TOLD}",
    f"UPDATE overrides SET reason = '{STAFF_NOTE}'",
    f"UPDATE case_events SET reason = '{STAFF_NOTE}'",
    f"UPDATE contacts SET note = '{STAFF_NOTE}'",
    f"UPDATE cases SET decision_reason = '{STAFF_NOTE}', referral_reason = '{STAFF_NOTE}'",
    f"UPDATE goals SET text = text || ' KANARIE mål ' || translate(id, '{HEXADECIMAL}', '{LETTERS}')",
)
"""What is planted; the goals' marks last."""


@dataclass(frozen=True)
class Life:
    """One case with what documents are made from."""

    number: int
    name: str
    born: date
    source: Source


@pytest.fixture(scope="module")
def lives(tmp_path_factory):
    open_store(databases.laid(tmp_path_factory.mktemp("walk") / "store.duckdb"))
    demo.fill(on=ON)
    with transaction() as session:
        for plant in PLANTS:
            session.execute(text(plant))
        session.info["changed"] = True
    yield list(_lives())
    close_store()


def _lives():
    with reading() as session:
        rows = session.query(CaseRow, YoungPersonRow).filter(
            CaseRow.young_person_id == YoungPersonRow.id, CaseRow.start_date.is_not(None)
        )
        known = [(case.id, case.number, young.name, young.birth_date) for case, young in rows]
    for case_id, number, name, born in known:
        file = queries.network.file_of(case_id, by=LEAD)
        source = Source(
            name=name, born=born, coordinator="Karen Kold", file=file, goals=file.goals, on=ON
        )
        yield Life(number, name, born, source)


def _about(life: Life, kind: str) -> list[Meeting | None]:
    if KINDS[kind].subject is Subject.PLAN:
        return [None]
    states = {MeetingState.HELD, MeetingState.PLANNED}
    return [each for each in life.source.file.meetings if each.state in states]


def _documents(life: Life):
    """Every document of the case for everybody it could be made for."""
    for kind in KINDS:
        for meeting in _about(life, kind):
            source = Source(
                name=life.name,
                born=life.born,
                coordinator="Karen Kold",
                file=life.source.file,
                goals=life.source.goals,
                meeting=meeting,
                on=ON,
            )
            for each in recipients(source.file, name=life.name, on=ON, meeting=meeting):
                if is_for(kind, each.role):
                    yield document(kind, source, each)


def _paper(life: Life, made: SharedDocument):
    head = Head(
        language="da",
        place="Papirsø Kommune",
        number=life.number,
        name=life.name,
        coordinator="Karen Kold",
        about="Version 1",
        made=ON,
    )
    return paper(made, head)


def _mark(goal_id: str) -> str:
    return goal_id.translate(str.maketrans(HEXADECIMAL, LETTERS))


def _numbers(said: str) -> list[str]:
    return re.findall(r"(?<![\w-])\d{6}[- ]?\d{4}(?![\w-])", said)


def _said(life: Life, made: SharedDocument) -> str:
    """The document in words; what nobody is given has none."""
    return repr(made if made.basis.ground is Ground.NONE else _paper(life, made))


def test_no_document_of_the_whole_store_tells_what_is_planted(lives):
    walked = 0
    names = {life.name for life in lives}
    for life in lives:
        near = {each.name for each in life.source.file.people}
        others = names - {life.name} - near
        for made in _documents(life):
            said = _said(life, made)
            walked += 1
            assert not _numbers(said), (life.number, made.kind)
            assert STAFF_NOTE not in said
            assert not [name for name in others if name in said]
    assert walked > 1000
    print(f"{walked} documents walked")


def test_a_goal_is_told_to_nobody_whose_ground_does_not_reach_it(lives):
    told = hidden = 0
    for life in lives:
        for made in _documents(life):
            said = _said(life, made)
            for goal in life.source.goals:
                if made.basis.ground is Ground.NONE or not made.basis.reaches(needed_of(goal)):
                    hidden += 1
                    assert _mark(goal.id) not in said
                    assert goal.text.split(" KANARIE")[0][:40] not in said
                else:
                    told += _mark(goal.id) in said
    assert told > 100
    assert hidden > 100


def test_the_files_themselves_hold_nothing_of_it_either(lives):
    made = [
        (life, each)
        for life in lives[::12]
        for each in _documents(life)
        if each.basis.ground is not Ground.NONE and each.says_something
    ]
    for life, each in made[::6]:
        on_paper = _paper(life, each)
        said = " ".join(texts(paper_pdf(on_paper)))
        with zipfile.ZipFile(io.BytesIO(paper_word(on_paper))) as word:
            said += " ".join(
                word.read(name).decode() for name in word.namelist() if name.endswith(".xml")
            )
        plain = re.sub(r"<[^>]+>", "", said)
        assert NUMBER not in plain.replace("-", "").replace(" ", "")
        assert STAFF_NOTE not in plain
    assert len(made) > 20


def test_no_call_to_a_meeting_tells_a_number_a_note_or_whose_meeting_it_is(lives):
    walked = 0
    for life in lives:
        for meeting in life.source.file.meetings:
            ics = calendar_file(meeting, name=life.name, on=ON).decode()
            folded = ics.replace("\r\n ", "")
            assert not _numbers(re.sub(r"(UID|DTSTAMP|DTSTART|DTEND)[^\r]*", "", folded))
            assert STAFF_NOTE not in folded
            assert f"SUMMARY:{life.name}" not in folded
            for wording in Wording:
                mail = mail_text(meeting, wording, name=life.name, to=None, sender="Karen Kold")
                walked += 1
                assert not _numbers(mail + subject(meeting))
                assert STAFF_NOTE not in mail
                assert life.name not in subject(meeting)
    assert walked > 200
