"""Fill an empty store with a year and a half of an invented municipality's life."""

from collections.abc import Callable
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import RuleBroken
from core.permissions import Act
from db.actions.numbers import FIRST
from db.audit import add, note
from db.bulk import bulk_insert
from db.demo.absences import write_absences
from db.demo.access_log import write_access_log
from db.demo.after import write_after
from db.demo.around import write_network
from db.demo.bank import Bank
from db.demo.case_reviews import write_case_reviews
from db.demo.consents import write_consents
from db.demo.course import birth_date_of, course_of
from db.demo.days import plus
from db.demo.documents import write_documents
from db.demo.fidelity import Reviewing, write_reviews
from db.demo.homes import write_homes
from db.demo.implementation import write_implementation
from db.demo.knowledge_sharing import write_knowledge_sharing
from db.demo.life import Life
from db.demo.life_of_data import write_life_of_data
from db.demo.measures import write_measurements, write_statuses
from db.demo.meetings import write_meetings
from db.demo.networks import write_interventions
from db.demo.ngo_agreements import write_ngo_agreements
from db.demo.opening import write_opening
from db.demo.people import Register
from db.demo.phases import name_builders, write_followed
from db.demo.plans import write_plans
from db.demo.preparing import write_milestones
from db.demo.reports import write_answers, write_reports
from db.demo.rows import Rows, by_column
from db.demo.staff import PASSWORD, Staff, employ
from db.demo.stories import told
from db.demo.support import write_contacts, write_housing, write_support
from db.demo.teams import assign_coordinators, assign_workers
from db.demo.voices import write_voices
from db.demo.volunteers import write_volunteers
from db.engine import transaction
from db.hashing import hash_password
from db.log.chain import chained
from db.models import AccountRow, AuditRow, CaseRow, StaffRow, StoreRow, YoungPersonRow

DAYS = 560
"""How far back the oldest referral may lie."""

Progress = Callable[[int, int], None]
"""Told how many young people are done, and of how many."""


class StoreNotEmpty(RuleBroken):
    """The store holds people, staff or accounts already; nothing was written."""

    code = "store_not_empty"


def fill(
    *, on: date, seed: int = 7, young_people: int = 60, progress: Progress | None = None
) -> None:
    """Fill the empty store with invented people whose histories end on that day.

    The same seed and day give the same rows, but for the salt of the password. Raises
    StoreNotEmpty.
    """
    keep(lambda: _everything(on, seed, young_people, progress))


def keep(told: Callable[[], Rows]) -> None:
    """Put the rows into the empty store in bulk, and mark it as a demo. Raises StoreNotEmpty."""
    with transaction() as session:
        _check_empty(session)
        rows = told()
        for table, values in rows.by_table.items():
            columns = by_column(values)
            bulk_insert(session, table, chained(session, columns) if table is AuditRow else columns)
        last = FIRST + len(rows.by_table[CaseRow]) - 1
        add(session, StoreRow(id="last_case_number", value=str(last)))
        mark = add(session, StoreRow(id="demo", value="1"))
        note(session, None, Act.EXCHANGE_DATA, mark)


def _check_empty(session: Session) -> None:
    for table in (YoungPersonRow, CaseRow, StaffRow, AccountRow):
        if session.scalar(select(table.id).limit(1)) is not None:
            raise StoreNotEmpty


def _everything(on: date, seed: int, young_people: int, progress: Progress | None) -> Rows:
    dice, rows, since = Random(seed), Rows(), plus(on, -DAYS)
    staff = employ(
        rows,
        since=since,
        young_people=young_people,
        password_hash=hash_password(PASSWORD),
        dice=dice,
    )
    lives = _lives(rows, dice, on, seed, young_people)
    assign_coordinators(lives, staff, dice)
    assign_workers(lives, staff, dice)
    for done, life in enumerate(lives, start=1):
        _write(life, staff)
        if progress:
            progress(done, young_people)
    name_builders(rows, lives, staff.support_workers)
    reviewing = Reviewing(lead=staff.lead.name, since=since, on=on)
    write_reviews(rows, Random(f"{seed} fidelity"), reviewing)
    write_volunteers(rows, lives, on)
    write_absences(rows, staff, on)
    write_voices(rows, staff, seed, on)
    write_implementation(rows, staff, on)
    write_case_reviews(rows, lives, staff, on)
    write_knowledge_sharing(rows, lives, staff, on)
    write_ngo_agreements(rows, staff, on)
    write_access_log(rows, lives, on, seed)
    write_life_of_data(rows, lives, staff, seed, on)
    return rows


def _lives(rows: Rows, dice: Random, on: date, seed: int, young_people: int) -> list[Life]:
    """The young people in the order of their referrals, so that case numbers follow the days."""
    bank, register = Bank(Random(seed)), Register(dice)
    drawn = [(story, course_of(story, dice, on)) for story in told(young_people)]
    drawn.sort(key=lambda each: each[1].referral)
    return [
        Life(
            case_id=rows.key(course.referral),
            number=number,
            story=story,
            course=course,
            young=register.young(birth_date_of(story, course, dice, on)),
            dice=Random(f"{seed} {number}"),
            bank=bank,
            register=register,
            rows=rows,
            on=on,
        )
        for number, (story, course) in enumerate(drawn, start=FIRST)
    ]


def _write(life: Life, staff: Staff) -> None:
    write_opening(life, staff)
    write_housing(life)
    write_homes(life)
    write_network(life)
    write_interventions(life)
    write_consents(life)
    meetings = write_meetings(life)
    write_milestones(life)
    write_plans(life, meetings)
    course_id = write_support(life)
    write_measurements(life)
    write_statuses(life)
    write_contacts(life, meetings)
    write_followed(life, course_id)
    write_answers(life)
    write_reports(life)
    write_after(life, meetings)
    write_documents(life, meetings)
