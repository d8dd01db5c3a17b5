"""A case as the pages know it."""

from dataclasses import dataclass
from datetime import date

from core.codes import Combination, Step, TargetGroup, Variant
from core.records.people import Reach


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What stands at the top of every page about one young person."""

    id: str
    number: int
    version: int
    step: Step
    variant: Variant
    young_person_id: str
    name: str
    birth_date: date | None
    protected_identity: bool
    special_considerations: str | None
    referral_date: date
    target_group: TargetGroup | None
    combination: Combination | None
    coordinator_name: str | None
    start_date: date | None
    end_date: date | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case in a list to choose from: the name and, to tell namesakes apart, the number."""

    number: int
    name: str
    step: Step
    since: date
