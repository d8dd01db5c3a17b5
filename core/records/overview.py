"""An open case as the overview knows it: where it stands, who is on it, what is due."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.codes import Combination, Step, Variant
from core.records.people import Reach
from core.support import Phase


class DueKind(StrEnum):
    """What a case can wait for or be late with, in the order of the course."""

    __hash__ = str.__hash__  # the hash of its value: an enum's own is a call in Python, each time

    TAKE_UP = "take_up"
    DECISION = "decision"
    COORDINATOR = "coordinator"
    HOME = "home"
    HOME_APPLICATION = "home_application"
    HOME_OFFER = "home_offer"
    SUPPORT_START = "support_start"
    MEETING = "meeting"
    MEASUREMENT = "measurement"
    REPORT_COLLAB = "report_collab"
    REPORT_SUPPORT = "report_support"
    AGREEMENT = "agreement"
    PROFESSIONALS_ONLY = "professionals_only"
    REMINDER = "reminder"
    CTI_PLAN = "cti_plan"
    CTI_MEETINGS = "cti_meetings"
    CTI_CLOSING = "cti_closing"
    CTI_HANDOVER = "cti_handover"
    CTI_END = "cti_end"
    ICM_AGREEMENT = "icm_agreement"
    ICM_REVIEW = "icm_review"
    START_AT_15 = "start_at_15"
    PLAN_AT_16 = "plan_at_16"
    ADULT_SUPPORT = "adult_support"
    REVIEW_AT_18 = "review_at_18"
    CLOSING_PLAN = "closing_plan"
    HOME_AT_RISK = "home_at_risk"
    SECTION_85A = "section_85a"
    AGE = "age"


ASIDE = frozenset(
    {
        DueKind.PROFESSIONALS_ONLY,
        DueKind.START_AT_15,
        DueKind.PLAN_AT_16,
        DueKind.ADULT_SUPPORT,
        DueKind.REVIEW_AT_18,
        DueKind.HOME_AT_RISK,
        DueKind.SECTION_85A,
        DueKind.AGE,
    }
)
"""What is told beside the next thing to do: warnings, and prompts that are never late."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due; `due_date` is the last day on which it is in time.

    `reason` names the row of the calendar it comes from (its words: `due.reason.<reason>`).
    """

    kind: DueKind
    reason: str
    due_date: date
    overdue: bool
    rule: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is recorded of an open case, as far as the calendar and the lists need it."""

    id: str
    number: int
    name: str
    step: Step
    variant: Variant
    referral_date: date
    birth_date: date | None = None
    combination: Combination | None = None
    taken_up_date: date | None = None
    decision_date: date | None = None
    start_date: date | None = None
    acute: bool = False
    """Something acute was said in the referral."""
    coordinator_name: str | None = None
    worker_names: tuple[str, ...] = ()
    reach: Reach = field(default_factory=Reach)
    last_meeting: date | None = None
    third_last_meeting: date | None = None
    """The third network meeting counted from the last."""
    next_meeting: date | None = None
    """The earliest network meeting that is planned and not yet held."""
    last_measurement: date | None = None
    support_since: date | None = None
    """The start of the longest open support course."""
    last_report_collab: date | None = None
    """The last day that a submitted report on Samarbejdsmodellen covers."""
    last_report_support: date | None = None
    """The last day that a submitted report on the support covers."""
    agreement_due: date | None = None
    """The earliest follow-up date of the agreements still open."""
    agreements_late: int = 0
    """How many of them should have been followed up by now."""
    reminder_due: date | None = None
    """The last day to remind somebody of an agreement, where the time to do so has begun."""
    cti_start: date | None = None
    """The start of the open CTI course."""
    handover_agreed_date: date | None = None
    cti_planned: frozenset[Phase] = frozenset()
    """The phases of that course that have a plan."""
    cti_closed: frozenset[Phase] = frozenset()
    """The phases of that course that have a closing note."""
    cti_met_out: int = 0
    """Meetings at home or in the community in its first phase, until that is closed."""
    cti_met_network: int = 0
    """Meetings with the network in its first phase, until that is closed."""
    icm_start: date | None = None
    """The start of the open ICM course."""
    icm_agreed: bool = False
    """Its goals and rhythm are agreed."""
    icm_next_review: date | None = None
    """The day that its last review set for the next."""
    home_since: date | None = None
    """Since when there is a home: lived in, allocated, or its lease signed."""
    unlisted_since: date | None = None
    """Since when the young person is in homelessness, where nobody has applied for a home."""
    offer_due: date | None = None
    """The last day to answer the home that was offered first."""
    at_risk_since: date | None = None
    """Since when the home of their own is at risk."""
    undecided_stay: date | None = None
    """The first day of a stay by section 110 that goes on, without a decision by section 85 a."""
    professionals_only: date | None = None
    """A pre-meeting without the young person that no network meeting has followed yet (R10)."""
    milestones_done: frozenset[str] = frozenset()
    """The milestones of `core.milestones` that somebody has said are done."""

    @property
    def begun(self) -> date:
        """The first day of the course, as far as it is known."""
        return self.start_date or self.decision_date or self.referral_date

    @property
    def supported(self) -> bool:
        """A support course is open."""
        return bool(self.reach.worker_ids)


@dataclass(frozen=True, slots=True)
class Standing:
    """An open case and all that is due in it, soonest first."""

    facts: CaseFacts
    dues: tuple[Due, ...]

    @property
    def next(self) -> Due | None:
        """The next thing to do, past warnings and prompts."""
        return next((due for due in self.dues if due.kind not in ASIDE), None)

    def late(self, kind: DueKind) -> bool:
        """Whether the case is late with that."""
        return any(due.overdue and due.kind is kind for due in self.dues)
