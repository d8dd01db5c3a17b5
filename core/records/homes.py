"""The way to a home of one's own, and what happens to it, as the pages know it."""

from dataclasses import dataclass
from datetime import date

from core.codes import Combination, Step
from core.records.housing import HousingLine
from core.records.people import Reach


@dataclass(frozen=True, slots=True)
class HomeNeed:
    """What the young person needs and wishes for; `most_rent` in kroner a month."""

    id: str
    version: int
    told_date: date
    area: str | None
    most_rent: int | None
    size: str | None
    pets: bool | None
    accessibility: str | None
    wishes: str | None


@dataclass(frozen=True, slots=True)
class HomeApplication:
    """One application for a home, or one place on a waiting list."""

    id: str
    version: int
    kind: str
    name: str
    applied_date: date
    list_number: str | None
    note: str | None
    ended_date: date | None
    end_reason: str | None

    def stands(self, on: date) -> bool:
        """Whether the young person waits by it on the day."""
        return self.applied_date <= on and (self.ended_date is None or on < self.ended_date)


@dataclass(frozen=True, slots=True)
class HomeOffer:
    """A home that was offered; `rent` in kroner a month, `answer` None: not yet given."""

    id: str
    version: int
    application_id: str
    offered_date: date
    description: str
    rent: int | None
    answer_by: date | None
    answer: str | None
    answered_by: str | None
    answered_date: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class HomeEvent:
    """Something that happened to a home of one's own."""

    id: str
    version: int
    kind: str
    day: date
    reason: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ShelterStay:
    """A stay by section 110; both days belong to it, None: going on."""

    id: str
    version: int
    from_date: date
    to_date: date | None
    place_kind: str
    decision_date: date | None
    section_85a_date: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class HomeSearch:
    """Everything about the home of one case; lists are oldest first.

    `earlier_stays`: stays of the same young person in other cases, for the days with refund.
    """

    need: HomeNeed | None = None
    applications: tuple[HomeApplication, ...] = ()
    offers: tuple[HomeOffer, ...] = ()
    events: tuple[HomeEvent, ...] = ()
    stays: tuple[ShelterStay, ...] = ()
    earlier_stays: tuple[ShelterStay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCase:
    """A case as far as the board and the count need it; housing lines are oldest first."""

    case_id: str
    number: int
    young_person_id: str
    name: str
    birth_date: date | None
    step: Step
    reach: Reach
    referral_date: date
    decision_date: date | None
    end_date: date | None
    combination: Combination | None = None
    lines: tuple[HousingLine, ...] = ()
    applications: tuple[HomeApplication, ...] = ()
    offers: tuple[HomeOffer, ...] = ()
    events: tuple[HomeEvent, ...] = ()
