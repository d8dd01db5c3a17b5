"""A whole store in which every young person's secrets say whose they are.

Each case's number is written in letters into the name, the telephone number, the e-mail address,
and every text that somebody wrote about it, so that whatever comes out of the app can be
led back to its case. Every fifth has a protected identity, and lives where nobody else does; the
others live in one of two areas, typed in more than one way. The store is the demo's.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text

from core.codes import Role
from core.records.people import Person
from db import demo
from db.clock import now, today
from db.engine import reading, transaction
from db.models import (
    AbsenceRow,
    AccountAreaRow,
    AccountRow,
    CaseRow,
    SessionRow,
    SupportCourseRow,
    YoungPersonRow,
    new_id,
)
from db.queries.acting import person_of
from db.queries.session_limits import token_hash
from tests.factories import put, put_account

DIGITS, LETTERS = "0123456789", "ghijklmnop"
EACH = 5
"""Every so manieth young person's identity is protected."""
MARK = f"translate(cast(c.number AS VARCHAR), '{DIGITS}', '{LETTERS}') || 'zz'"
_AREA = (
    f"CASE WHEN c.number % {EACH} = 0 THEN 'Kanarie' || {MARK} "
    "WHEN c.number % 4 = 1 THEN ' NORD' WHEN c.number % 2 = 1 THEN 'Nord' ELSE 'Syd' END"
)
OF_CASES = {
    "cases": "referral_reason decision_reason wishes resources closure_note referrer_name",
    "case_events": "reason",
    "consents": "purpose legal_basis_note",
    "contacts": "note place",
    "dimensions": "own_words",
    "goals": "text own_words",
    "home_applications": "name note",
    "home_events": "reason note",
    "home_needs": "wishes",
    "individual_reports": "what_changed went_well is_hard what_next need",
    "interventions": "name provider contact note",
    "meetings": "minutes purpose wishes place considerations_note",
    "network_maps": "note",
    "network_people": "phone email",
    "ngo_talks": "note",
    "overrides": "reason",
    "phase_plans": "plan closing_note",
    "shelter_stays": "note",
    "support_courses": "follow_on_note",
}
"""The texts that stand in a table about cases."""
THROUGH = {
    ("agreements", "goals", "goal_id"): "text",
    ("home_offers", "home_applications", "application_id"): "description reason",
    ("icm_agreements", "support_courses", "course_id"): "goals young_person_words",
    ("meeting_feedback", "meetings", "meeting_id"): "went_well to_change",
    ("pauses", "support_courses", "course_id"): "note",
    ("case_review_answers", "case_review_picks", "pick_id"): "text",
    ("volunteer_matches", "volunteer_wishes", "wish_id"): "reason",
}
"""The texts of tables that know their case by another table."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a test must know of a case to say who may see it."""

    id: str
    number: int
    around: frozenset[str]
    """Whose own work it is, by member of staff."""
    referred_by: str | None
    protected: bool
    step: str
    area: str


def letters(number: int) -> str:
    """How the number of a case is written in the plants."""
    return str(number).translate(str.maketrans(DIGITS, LETTERS)) + "zz"


def number_of(mark: bytes) -> int:
    """The case that a mark belongs to."""
    return int(mark.decode().lower().removesuffix("zz").translate(str.maketrans(LETTERS, DIGITS)))


def plant(on: date) -> None:
    """Fill the open store and plant the secrets; the goals have the name in them too."""
    demo.fill(on=on)
    with transaction() as session:
        for statement in _statements():
            session.execute(text(statement))
        people = select(YoungPersonRow, CaseRow.number).join(
            CaseRow, CaseRow.young_person_id == YoungPersonRow.id
        )
        for young, number in session.execute(people).all():
            young.cpr = f"650306{number}"
        session.info["changed"] = True
    limited = put_account(Role.PROJECT_LEAD, username="nord", name="Nora Nord")
    put(AccountAreaRow(account_id=limited.account_id, area="nord"))


def _statements() -> list[str]:
    people = (
        f"UPDATE young_people y SET name = 'Navnq' || {MARK} || ' Efternavn', "
        f"phone = '+4599' || c.number || '77', email = 'kanarie' || {MARK} || '@example.org', "
        f"municipality_area = {_AREA}, "
        f"special_considerations = 'Kanarie' || {MARK}, protected_identity = c.number % {EACH} = 0 "
        "FROM cases c WHERE c.young_person_id = y.id"
    )
    named = (
        "UPDATE goals t SET text = t.text || ' Navnq' || "
        f"{MARK} FROM cases c WHERE c.id = t.case_id"
    )
    return [
        people,
        named,
        *(_marked(table, columns) for table, columns in OF_CASES.items()),
        *(
            _marked(table, columns, f", {between} b", f"b.id = t.{key} AND c.id = b.case_id")
            for (table, between, key), columns in THROUGH.items()
        ),
    ]


def _marked(table: str, columns: str, more: str = "", joined: str = "") -> str:
    told = ", ".join(
        f"{each} = coalesce(t.{each}, '') || ' Kanarie' || {MARK}" for each in columns.split()
    )
    own = "c.id = t.id" if table == "cases" else "c.id = t.case_id"
    return f"UPDATE {table} t SET {told} FROM cases c{more} WHERE {joined or own}"


def all_cases() -> list[Case]:
    """Every case of the store, by number."""
    with reading() as session:
        courses: dict[str, set[str]] = {}
        for row in session.scalars(select(SupportCourseRow)):
            if row.end_date is None:
                courses.setdefault(row.case_id, set()).add(row.worker_id)
        rows = session.execute(
            select(CaseRow, YoungPersonRow).join(
                YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id
            )
        ).all()
        found = []
        for case, young in rows:
            near = {case.coordinator_id, case.contact_worker_id} - {None}
            around = frozenset(near | courses.get(case.id, set()))
            found.append(
                Case(
                    case.id,
                    case.number,
                    around,
                    case.referred_by_id,
                    bool(young.protected_identity),
                    case.step,
                    (young.municipality_area or "").strip().lower(),
                )
            )
        return sorted(found, key=lambda each: each.number)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser; nobody has no cookie."""

    name: str
    cookie: str | None = None
    person: Person | None = None
    session_id: str | None = None
    stands_for: frozenset[str] = frozenset()
    """The visitor's own place in the staff list, and those away whom they stand in for."""
    area: str | None = None
    """The one area that the visitor's account is limited to; None: it is not limited."""

    def sees(self, case: Case) -> bool:
        """Whether the case is within reach, as README and guide say it."""
        here = self.person
        if here is None:
            return False
        if Role.PROJECT_LEAD in here.roles:
            return self.area in (None, case.area)
        if here.roles & {Role.COORDINATOR, Role.SUPPORT_WORKER}:
            if self.works_on(case):
                return True
        return Role.REFERRER in here.roles and case.referred_by == here.account_id

    def works_on(self, case: Case) -> bool:
        """Whether the case is this person's own work, or nobody's yet and theirs to take up."""
        here = self.person
        if here is None:
            return False
        if self.stands_for & case.around:
            return True
        return here.allocates and not case.around


def sign_in(username: str) -> Visitor:
    """A visitor with a session of that account."""
    cookie = secrets.token_urlsafe(32)
    with transaction() as session:
        account = session.scalars(select(AccountRow).where(AccountRow.username == username)).one()
        row = SessionRow(
            id=new_id(),
            account_id=account.id,
            cookie_hash=token_hash(cookie),
            started_time=now(),
            seen_time=now(),
            second_factor_time=now(),
        )
        session.add(row)
        covers = session.scalars(
            select(AbsenceRow.staff_id).where(
                AbsenceRow.deputy_id == account.staff_id,
                AbsenceRow.from_date <= today(),
                AbsenceRow.to_date >= today(),
            )
        )
        own = {account.staff_id} - {None}
        here = person_of(session, account)
        of_account = AccountAreaRow.account_id == account.id
        area = session.scalar(select(AccountAreaRow.area).where(of_account))
        stands_for = frozenset(own.union(covers))
        return Visitor(username, f"ungespor={cookie}", here, row.id, stands_for, area)
