"""The project leader's review of fidelity as pages show it: questions, answers, one quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.calendar import holds
from core.tallies import Period


class ReviewState(StrEnum):
    """A draft counts nowhere; what is submitted counts; what is locked is finished."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the review; its words are `fidelity_question.<code>.…`."""

    code: str
    theme: str
    belongs_to: str
    """`all`, or the variant (H, U) or method (CTI, ICM) that it is about."""
    source: str
    valid_from: date | None
    valid_to: date | None

    def valid(self, on: date) -> bool:
        """Whether it is asked on that day."""
        return holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to one question: 1 to 4 (4 = followed wholly), and what was written.

    `comment` says why the judgement stands where the records say something else.
    """

    score: int | None = None
    note: str | None = None
    evidence: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One theme of a review as it was last saved; `set_aside` is why the theme is not asked."""

    answers: Mapping[str, Answer]
    set_aside: str | None
    version: int


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """That a review was submitted, locked or opened again (`kind`), by whom, and why."""

    kind: str
    time: datetime
    by_name: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class FidelityReview:
    """The review of one quarter; `parts` has the themes that were saved."""

    id: str
    quarter: Period
    parts: Mapping[str, Part]
    submitted_time: datetime | None
    submitted_by: str | None
    locked_time: datetime | None
    locked_by: str | None
    version: int
    events: tuple[ReviewEvent, ...] = ()

    @property
    def state(self) -> ReviewState:
        """Where it stands."""
        if self.locked_time is not None:
            return ReviewState.LOCKED
        return ReviewState.DRAFT if self.submitted_time is None else ReviewState.SUBMITTED

    @property
    def answers(self) -> Mapping[str, Answer]:
        """All answers by question, those of themes that are set aside too."""
        return {code: each for part in self.parts.values() for code, each in part.answers.items()}

    @property
    def set_aside(self) -> Mapping[str, str]:
        """The themes that are not asked, and why."""
        return {name: part.set_aside for name, part in self.parts.items() if part.set_aside}


@dataclass(frozen=True, slots=True)
class Score:
    """One score that counts: submitted here, or brought in with a list.

    `theme` and `question` are codes, or the sender's own words.
    """

    date: date
    theme: str
    question: str
    score: int
