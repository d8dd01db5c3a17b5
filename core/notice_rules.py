"""The table of notices: what is told, from when, to whom, and by which source.

What is due in a case is reckoned by the table of duties (`core.duties`), and what is due in a part
of the programme by that part; a row here says from when it is told and to whom. The rows that
reckon for themselves say what they count from and how many months.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from core.calendar import add_months, holds
from core.permissions import Act
from core.records.notices import NoticeKind
from core.records.overview import DueKind
from core.records.programme import ProgrammeKind

A_DAY = timedelta(days=1)
MONTH_AHEAD = 31
"""Days before the last day that a thing is told of; practice."""
CONSENT_AHEAD = 30
"""Days before a consent runs out: enough for a meeting in between; practice."""
CONSENT_LASTS = 30
"""Days after it ran out; then it is no reminder any more, the case's consents say what lacks."""
REPORT_LASTS = 366
"""Days that a project report not written is told of."""


class Counts(StrEnum):
    """What the last day of a row is counted from."""

    CASE = "case"
    """The table of duties gives the day."""
    PROGRAMME = "programme"
    """The part of the programme gives the day."""
    CONSENT_END = "consent_end"
    QUARTER_END = "quarter_end"
    HALF_YEAR_END = "half_year_end"
    CASE_END = "case_end"
    NOTHING = "nothing"
    """It stands until somebody does it."""


class Addressee(StrEnum):
    """Whose a notice is. Who stands in for them is decided in `core.addressees`."""

    COORDINATOR = "coordinator"
    WORKER = "worker"
    TEAM = "team"
    """The coordinator and the support workers."""
    STAFF = "staff"
    """The one member of staff it is about; nobody can do it for them."""
    LEAD = "lead"
    OFFICE = "office"
    """Everybody who may do it."""


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A row of the table.

    `months` are counted from what `counts` names, `ahead` and `lasts` are days before and after
    the last day (`lasts` None: as long as it is not done). `act` is what whoever does it must be
    allowed; None: to open the page where it is done. The row counts on both days of its validity.
    """

    name: str
    kind: NoticeKind
    to: Addressee
    source: str
    act: Act | None = None
    counts: Counts = Counts.CASE
    months: int = 0
    ahead: int = MONTH_AHEAD
    lasts: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def last_day(self, start: date, months: int | None = None) -> date:
        """The last day in time: so many whole months after the day; `months` where they are set."""
        counted = self.months if months is None else months
        return add_months(start + A_DAY, counted) - A_DAY

    def valid(self, on: date) -> bool:
        """Whether the row counts on the day."""
        return holds(self.valid_from, self.valid_to, on)

    def tells(self, due_date: date, on: date) -> bool:
        """Whether it is told on the day."""
        if not self.valid(on) or on < due_date - timedelta(days=self.ahead):
            return False
        return self.lasts is None or on <= due_date + timedelta(days=self.lasts)


def _case(  # a row for what the calendar of a case gives
    due: DueKind, kind: NoticeKind, to: Addressee, act: Act, source: str
) -> NoticeRule:
    return NoticeRule(due.value, kind, to, source, act)


def _part(  # a row for what a part of the programme gives
    due: ProgrammeKind, kind: NoticeKind, source: str, to: Addressee = Addressee.STAFF
) -> NoticeRule:
    return NoticeRule(due.value, kind, to, source, counts=Counts.PROGRAMME)


_C, _W, _T = Addressee.COORDINATOR, Addressee.WORKER, Addressee.TEAM
_K, _D, _P = NoticeKind, DueKind, ProgrammeKind
_ROLES = "guide 2018 pp. 12 and 21-23"
_OF_NGOS = "evaluation of municipalities and NGOs section {}"

TABLE = (
    _case(_D.TAKE_UP, _K.INTAKE, _C, Act.TAKE_UP, _ROLES),
    _case(_D.DECISION, _K.INTAKE, _C, Act.DECIDE, _ROLES),
    _case(_D.COORDINATOR, _K.INTAKE, _C, Act.ASSIGN_COORDINATOR, _ROLES),
    _case(_D.SUPPORT_START, _K.INTAKE, _C, Act.START_SUPPORT, _ROLES),
    _case(_D.HOME, _K.HOME, _C, Act.RECORD_HOUSING, _ROLES),
    _case(_D.HOME_APPLICATION, _K.HOME, _C, Act.RECORD_HOUSING, _ROLES),
    _case(_D.HOME_OFFER, _K.HOME, _T, Act.RECORD_HOUSING, _ROLES),
    _case(_D.HOME_AT_RISK, _K.HOME, _T, Act.RECORD_HOUSING, _ROLES),
    _case(_D.SECTION_85A, _K.HOME, _C, Act.RECORD_HOUSING, "serviceloven s. 176 a"),
    _case(_D.MEETING, _K.MEETING, _C, Act.HOLD_MEETINGS, "guide 2018 p. 10; report 2017 s. 6.3"),
    _case(_D.PROFESSIONALS_ONLY, _K.MEETING, _C, Act.HOLD_MEETINGS, "report 2017 section 6.3"),
    _case(_D.MEASUREMENT, _K.MEASUREMENT, _C, Act.MEASURE, "guide 2018 p. 27"),
    _case(_D.REPORT_COLLAB, _K.REPORT, _C, Act.REPORT_COLLABORATION, "guide 2018 p. 27"),
    _case(_D.REPORT_SUPPORT, _K.REPORT, _W, Act.REPORT_SUPPORT, "guide 2018 p. 27"),
    _case(_D.AGREEMENT, _K.AGREEMENT, _T, Act.FOLLOW_UP_AGREEMENTS, "guide 2018 p. 10"),
    _case(_D.REMINDER, _K.AGREEMENT, _T, Act.FOLLOW_UP_AGREEMENTS, "guide 2018 p. 10"),
    _case(_D.CTI_PLAN, _K.PHASE, _W, Act.GIVE_SUPPORT, "CTI manual 2021"),
    _case(_D.CTI_MEETINGS, _K.PHASE, _W, Act.GIVE_SUPPORT, "CTI manual 2021"),
    _case(_D.CTI_CLOSING, _K.PHASE, _W, Act.GIVE_SUPPORT, "CTI manual 2021"),
    _case(_D.CTI_HANDOVER, _K.PHASE, _T, Act.GIVE_SUPPORT, "CTI manual 2021, phase 3"),
    _case(_D.CTI_END, _K.PHASE, _W, Act.CLOSE_SUPPORT, "guide 2018 p. 10"),
    _case(_D.ICM_AGREEMENT, _K.PHASE, _W, Act.GIVE_SUPPORT, "guide 2018 p. 11"),
    _case(_D.ICM_REVIEW, _K.PHASE, _W, Act.GIVE_SUPPORT, "guide 2018 p. 12"),
    _case(_D.START_AT_15, _K.AGE, _C, Act.HOLD_MEETINGS, "report 2017 section 3.2"),
    _case(_D.PLAN_AT_16, _K.AGE, _C, Act.HOLD_MEETINGS, "report 2017 section 3.1"),
    _case(_D.ADULT_SUPPORT, _K.AGE, _C, Act.HOLD_MEETINGS, "report 2017 chapter 2"),
    _case(_D.REVIEW_AT_18, _K.AGE, _C, Act.HOLD_MEETINGS, "report 2017 section 3.1"),
    _case(_D.CLOSING_PLAN, _K.AGE, _C, Act.HOLD_MEETINGS, "report 2017 section 3.2"),
    _case(_D.AGE, _K.AGE, _C, Act.DECIDE, "report 2017 section 3.2"),
    NoticeRule(
        "consent",
        _K.CONSENT,
        _C,
        "act on legal certainty s. 11 a; days: practice",
        Act.RECORD_CONSENT,
        Counts.CONSENT_END,
        ahead=CONSENT_AHEAD,
        lasts=CONSENT_LASTS,
    ),
    NoticeRule(
        "retention",
        _K.RETENTION,
        Addressee.LEAD,
        "the municipality's own decision: the setting retention_months",
        Act.SEE_CASE,
        Counts.CASE_END,
    ),
    NoticeRule(
        "retention_unset",
        _K.RETENTION,
        Addressee.OFFICE,
        "GDPR art. 5(1)(e): how long must be decided",
        Act.MANAGE_SETTINGS,
        Counts.NOTHING,
    ),
    NoticeRule(
        "unreached",
        _K.ACCOUNTS,
        Addressee.OFFICE,
        "own choice: nothing is due without anybody to tell",
        Act.MANAGE_ACCOUNTS,
        Counts.NOTHING,
    ),
    NoticeRule(
        "backup_failing",
        _K.OPERATIONS,
        Addressee.OFFICE,
        "GDPR art. 32(1)(c): what was lost can be brought back",
        Act.KEEP_BACKUPS,
        Counts.NOTHING,
    ),
    NoticeRule(
        "disk_short",
        _K.OPERATIONS,
        Addressee.OFFICE,
        "own choice: told at twice the room below which nothing is written",
        Act.KEEP_BACKUPS,
        Counts.NOTHING,
    ),
    NoticeRule(
        _P.TIME.value,
        _K.TIME,
        Addressee.STAFF,
        "guide 2018 p. 27; a month to do it: practice",
        counts=Counts.QUARTER_END,
        months=1,
        lasts=92,
    ),
    _part(_P.FIDELITY, _K.FIDELITY, "guide 2018 p. 27; a month to do it: practice", Addressee.LEAD),
    NoticeRule(
        _P.PROJECT_REPORT.value,
        _K.PROJECT_REPORT,
        Addressee.LEAD,
        "guide 2018 p. 27; a month to write it: practice",
        counts=Counts.HALF_YEAR_END,
        months=1,
        lasts=REPORT_LASTS,
    ),
    _part(_P.IMPLEMENTATION, _K.IMPLEMENTATION, "guide 2018 pp. 16-24"),
    _part(_P.COOPERATION_AGREEMENT, _K.IMPLEMENTATION, "guide 2018 p. 17"),
    _part(_P.SMALL_SCALE_TEST, _K.IMPLEMENTATION, "report 2017 chapter 8"),
    _part(_P.KNOWLEDGE_SHARING, _K.KNOWLEDGE, _OF_NGOS.format("6.2.3")),
    _part(_P.LEARNING, _K.KNOWLEDGE, _OF_NGOS.format("6.2.4")),
    _part(_P.SUPERVISION, _K.KNOWLEDGE, "guide 2018 p. 24"),
    _part(_P.STAFF_SURVEY, _K.VOICES, "evaluation 2021 section 3.5.1"),
    _part(_P.YOUTH_PANEL, _K.VOICES, "evaluation 2021 section 3.5.2"),
    NoticeRule(
        _P.ACCESS_REVIEW.value,
        _K.ACCESS,
        Addressee.LEAD,
        "data protection authority, February 2024: routine samples; a month to do it: practice",
        Act.REVIEW_ACCESS,
        Counts.PROGRAMME,
        months=1,
    ),
    _part(_P.TEMPORARY_ACCESS, _K.ACCESS, "GDPR article 32: who looked, and why"),
)
RULES: Mapping[str, NoticeRule] = MappingProxyType({row.name: row for row in TABLE})
"""The table by name: a kind of `DueKind` or `ProgrammeKind`, or a name of its own."""
