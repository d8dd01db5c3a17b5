"""Which young people the demo holds: a table of stories, and how often each is told.

Counts are per sixty. `since` is how many days ago, counted from the day of the fill, the young
person came to the step (for support: since it began).
"""

from dataclasses import dataclass
from enum import StrEnum

from core.codes import Combination, Step, TargetGroup, Variant

H, U = Variant.H, Variant.U
SM, CTI, ICM = Combination.SM, Combination.SM_CTI, Combination.SM_ICM
HOMELESS, AT_RISK = TargetGroup.HOMELESS, TargetGroup.AT_RISK
IN_CARE, FORMERLY, OTHER = (
    TargetGroup.IN_CARE,
    TargetGroup.FORMERLY_IN_CARE,
    TargetGroup.OTHER_MEASURES,
)


class Flaw(StrEnum):
    """A warning that a story is there to show."""

    REFERRAL_WAITS = "referral_waits"
    ASSESSMENT_WAITS = "assessment_waits"
    NO_COORDINATOR = "no_coordinator"
    HOME_WAITS = "home_waits"
    NO_APPLICATION = "no_application"
    OFFER_WAITS = "offer_waits"
    SUPPORT_WAITS = "support_waits"
    MEETING_GAP = "meeting_gap"
    FEW_MEETINGS = "few_meetings"
    MEETING_NOT_HELD = "meeting_not_held"
    PROFESSIONALS_ONLY = "professionals_only"
    MEASUREMENT_LATE = "measurement_late"
    REPORT_LATE = "report_late"
    AGREEMENT_LATE = "agreement_late"
    CTI_LATE = "cti_late"
    NO_PHASE_PLAN = "no_phase_plan"
    PHASE_OPEN = "phase_open"
    ICM_NOT_FOLLOWED = "icm_not_followed"
    NO_HANDOVER = "no_handover"
    AGE_OUTSIDE = "age_outside"


@dataclass(frozen=True, slots=True)
class Story:
    """One row of the table."""

    step: Step
    variant: Variant
    group: TargetGroup
    count: int
    since: tuple[int, int]
    combination: Combination | None = None
    flaw: Flaw | None = None
    ending: str = "planned"
    """The closure reason, or the reason of a rejection."""


STORIES = (
    Story(Step.REFERRED, H, HOMELESS, 1, (0, 5)),
    Story(Step.REFERRED, H, AT_RISK, 1, (1, 5)),
    Story(Step.REFERRED, U, IN_CARE, 1, (2, 6)),
    Story(Step.REFERRED, H, HOMELESS, 1, (16, 38), flaw=Flaw.REFERRAL_WAITS),
    Story(Step.REFERRED, U, OTHER, 1, (15, 24), flaw=Flaw.REFERRAL_WAITS),
    Story(Step.ASSESSMENT, H, HOMELESS, 2, (2, 16)),
    Story(Step.ASSESSMENT, H, AT_RISK, 1, (4, 20)),
    Story(Step.ASSESSMENT, U, FORMERLY, 1, (3, 15)),
    Story(Step.ASSESSMENT, H, AT_RISK, 1, (34, 48), flaw=Flaw.ASSESSMENT_WAITS),
    Story(Step.REJECTED, H, AT_RISK, 1, (20, 300), ending="needs_met_elsewhere"),
    Story(Step.REJECTED, H, HOMELESS, 1, (40, 350), ending="other_municipality"),
    Story(Step.REJECTED, U, FORMERLY, 1, (30, 200), ending="declined"),
    Story(Step.START_UP, H, AT_RISK, 1, (2, 9), SM),
    Story(Step.START_UP, U, IN_CARE, 1, (1, 8), SM),
    Story(Step.START_UP, H, HOMELESS, 1, (1, 7), CTI, Flaw.HOME_WAITS),
    Story(Step.START_UP, H, HOMELESS, 1, (10, 18), ICM, Flaw.NO_COORDINATOR),
    Story(Step.START_UP, H, AT_RISK, 1, (3, 9), SM, Flaw.AGE_OUTSIDE),
    Story(Step.COLLABORATION, H, AT_RISK, 2, (20, 400), SM),
    Story(Step.COLLABORATION, U, IN_CARE, 1, (100, 400), SM),
    Story(Step.COLLABORATION, U, FORMERLY, 1, (60, 420), SM),
    Story(Step.COLLABORATION, H, HOMELESS, 1, (40, 70), CTI, Flaw.HOME_WAITS),
    Story(Step.COLLABORATION, H, HOMELESS, 1, (70, 100), CTI, Flaw.SUPPORT_WAITS),
    Story(Step.COLLABORATION, H, AT_RISK, 1, (200, 330), SM, Flaw.MEETING_GAP),
    Story(Step.COLLABORATION, H, AT_RISK, 1, (400, 440), SM, Flaw.FEW_MEETINGS),
    Story(Step.COLLABORATION, U, IN_CARE, 1, (200, 380), SM, Flaw.PROFESSIONALS_ONLY),
    Story(Step.COLLABORATION, U, FORMERLY, 1, (240, 420), SM, Flaw.MEASUREMENT_LATE),
    Story(Step.COLLABORATION, U, OTHER, 1, (120, 300), SM, Flaw.AGREEMENT_LATE),
    Story(Step.SUPPORT, H, HOMELESS, 2, (1, 3), CTI),
    Story(Step.SUPPORT, H, HOMELESS, 2, (10, 150), ICM),
    Story(Step.SUPPORT, H, HOMELESS, 1, (30, 150), ICM, Flaw.NO_APPLICATION),
    Story(Step.SUPPORT, H, HOMELESS, 1, (30, 150), ICM, Flaw.OFFER_WAITS),
    Story(Step.SUPPORT, H, HOMELESS, 1, (120, 260), ICM, Flaw.MEASUREMENT_LATE),
    Story(Step.SUPPORT, H, HOMELESS, 1, (90, 200), ICM, Flaw.AGREEMENT_LATE),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (22, 88), CTI),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (22, 88), CTI, Flaw.NO_PHASE_PLAN),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (95, 178), CTI),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (95, 178), CTI, Flaw.PHASE_OPEN),
    Story(Step.MOVED_IN, H, HOMELESS, 2, (186, 262), CTI),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (250, 268), CTI, Flaw.NO_HANDOVER),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (290, 320), CTI, Flaw.CTI_LATE),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (190, 420), ICM, Flaw.ICM_NOT_FOLLOWED),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (220, 420), ICM, Flaw.REPORT_LATE),
    Story(Step.MOVED_IN, H, HOMELESS, 1, (200, 350), ICM, Flaw.MEETING_NOT_HELD),
    Story(Step.SUPPORT_ENDED, H, HOMELESS, 2, (5, 50), CTI),
    Story(Step.SUPPORT_ENDED, H, HOMELESS, 1, (8, 40), ICM),
    Story(Step.CLOSED, H, AT_RISK, 2, (5, 130), SM),
    Story(Step.CLOSED, H, HOMELESS, 2, (6, 80), CTI),
    Story(Step.CLOSED, H, HOMELESS, 1, (20, 90), ICM),
    Story(Step.CLOSED, U, FORMERLY, 1, (10, 120), SM),
    Story(Step.CLOSED, U, OTHER, 1, (10, 140), SM, ending="moved_away"),
    Story(Step.CLOSED, H, HOMELESS, 1, (15, 160), CTI, ending="dropped_out"),
    Story(Step.CLOSED, H, HOMELESS, 1, (15, 120), ICM, ending="transferred"),
)


def told(young_people: int) -> list[Story]:
    """The stories of so many young people, each as often as the table says.

    Largest remainders first, so that the shares come out as near as they can.
    """
    weight = sum(story.count for story in STORIES)
    shares = [(story.count * young_people / weight, place) for place, story in enumerate(STORIES)]
    counts = [int(share) for share, _ in shares]
    left = young_people - sum(counts)
    for _, place in sorted(shares, key=lambda pair: int(pair[0]) - pair[0])[:left]:
        counts[place] += 1
    return [story for story, count in zip(STORIES, counts, strict=True) for _ in range(count)]
