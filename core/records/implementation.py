"""The implementation as pages and documents show it: answers, agreements, choices, tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.records.accounts import StaffLine


class ImplementationState(StrEnum):
    """How far the answer to one question is; what each means stands in `core.implementation`."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    IN_PLACE = "in_place"
    NOT_RELEVANT = "not_relevant"


class Outcome(StrEnum):
    """What was decided at the end of a small-scale test."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to do it: a member of staff, or (`staff_id` None) a name that was typed."""

    staff_id: str | None
    name: str


Change = tuple[str | None, str | None]
"""A value before and after, as text: a day as YYYY-MM-DD, a state by its code."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One change of an answer: which fields, from what to what, by whom, when and why."""

    time: datetime
    by_name: str
    fields: Mapping[str, Change]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands about one question; `changes` newest first. Version 0: nobody has answered."""

    question: str
    version: int = 0
    state: ImplementationState = ImplementationState.NOT_BEGUN
    owner: Owner | None = None
    due_date: date | None = None
    evidence: str | None = None
    changes: tuple[AnswerChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CooperationAgreement:
    """What a partner and the programme owe each other; not signed yet without a signed date."""

    id: str
    version: int
    partner: str
    organisation: str
    contact: str | None
    ours: str | None
    theirs: str | None
    signed_date: date | None
    renew_by: date | None
    ended_date: date | None = None
    ended_reason: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationChoice:
    """What was chosen for one aspect from a day on; `counter` is the answer to the drawbacks."""

    aspect: str
    option: str
    valid_from: date
    reason: str
    counter: str | None
    time: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PdsaStep:
    """One of plan, do, study and act, as it was written."""

    step: str
    text: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SmallTest:
    """One round of a small-scale test; `continues_id` is the round before it."""

    id: str
    version: int
    round: int
    title: str
    aim: str
    steps: tuple[PdsaStep, ...]
    owner: Owner | None
    due_date: date | None
    outcome: Outcome | None
    continues_id: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Implementation:
    """Everything about the implementation; `staff` are those who can own a part of it.

    Large, so that it equals only itself.
    """

    answers: Mapping[str, Answer]
    agreements: tuple[CooperationAgreement, ...]
    choices: tuple[OrganisationChoice, ...]
    tests: tuple[SmallTest, ...]
    staff: tuple[StaffLine, ...]
