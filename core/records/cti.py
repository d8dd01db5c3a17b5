"""What is written down of a support course besides its dates: CTI's phases and ICM's agreement."""

from dataclasses import dataclass
from datetime import date

from core.support import Phase


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """The plan of one phase and the note that closes it; either may be missing.

    `course_id` is None for contact building before a course has begun. `focus_areas` are codes of
    the list `life_dimension`.
    """

    id: str
    version: int
    course_id: str | None
    phase: Phase
    made_date: date | None
    focus_areas: tuple[str, ...]
    plan: str | None
    closed_date: date | None
    closing_note: str | None


@dataclass(frozen=True, slots=True)
class Met:
    """One contact of a support course, as far as its phases and its rhythm count it.

    `with_young_person`: a talk in any mode. `out`: face to face with the young person, at home or
    in the community. `network`: face to face, and the network took part.
    """

    day: date
    with_young_person: bool
    out: bool
    network: bool


@dataclass(frozen=True, slots=True)
class IcmAgreement:
    """Goals and rhythm agreed with the young person; `contacts` a `per` (`week` or `month`)."""

    id: str
    version: int
    course_id: str
    agreed_date: date
    goals: str
    contacts: int
    per: str
    young_person_words: str | None


@dataclass(frozen=True, slots=True)
class IcmReview:
    """Whether the intensity is still needed, why, and when it is looked at again."""

    id: str
    version: int
    course_id: str
    review_date: date
    still_needed: bool
    reason: str
    next_date: date


@dataclass(frozen=True, slots=True)
class ContactBuilding:
    """Who gets to know the young person before CTI begins, and since when.

    `since` and `worker_name` are None where nobody is named. `granted` is the day since which CTI
    is granted, None where it is not.
    """

    granted: date | None
    since: date | None
    worker_id: str | None
    worker_name: str | None


@dataclass(frozen=True, slots=True)
class SupportFile:
    """All of one case that the phases and the agreements are drawn from, oldest first."""

    building: ContactBuilding
    plans: tuple[PhasePlan, ...]
    cti: tuple[Met, ...]
    icm: tuple[Met, ...]
    agreements: tuple[IcmAgreement, ...]
    reviews: tuple[IcmReview, ...]

    def plan(self, course_id: str | None, phase: Phase) -> PhasePlan | None:
        """The plan of a phase of that course."""
        return next(
            (each for each in self.plans if each.phase is phase and each.course_id == course_id),
            None,
        )
