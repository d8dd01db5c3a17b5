"""Case meetings: what they ask, how they move on, and what is written down of them.

Source: the report on work with voluntary organisations, section 6.2.4: cases are picked and gone
through, what worked and what did not, then the whole group. The wording of the questions is ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.calendar import holds
from core.case_learning import optional, written
from core.codes import all_codes
from core.development import Change, DomainCourse
from core.errors import RuleBroken
from core.records.case_reviews import ReviewState
from core.texts import LINE, past_date


class WrongReviewState(RuleBroken):
    """The act does not fit where the meeting stands (facts: state)."""

    code = "wrong_review_state"


class NothingPicked(RuleBroken):
    """A meeting without cases can not be held."""

    code = "no_case_picked"


class NothingLearnt(RuleBroken):
    """A meeting is closed with at least one thing learnt or decided."""

    code = "nothing_learnt"


class ReviewBegun(RuleBroken):
    """Only a planned meeting without cases is taken back."""

    code = "review_begun"


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked of every picked case; words: `case_review_sheet.<code>`."""

    code: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether it is asked on the day."""
        return holds(self.valid_from, self.valid_to, on)


_SOURCE = "work with voluntary organisations, section 6.2.4"
QUESTIONS = (
    Question("worked", _SOURCE),
    Question("did_not_work", _SOURCE),
    Question("again", "own: what follows from the two above"),
    Question("otherwise", "own: what follows from the two above"),
)


def questions(on: date) -> tuple[str, ...]:
    """The questions that are asked on the day, in their order."""
    return tuple(each.code for each in QUESTIONS if each.valid(on))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTold:
    """What is told of a meeting, unchecked; `people` are ids of staff."""

    date: date | None
    theme: str | None
    people: tuple[str, ...] = ()


MOVES: Mapping[ReviewState, frozenset[ReviewState]] = MappingProxyType(
    {
        ReviewState.PLANNED: frozenset({ReviewState.HELD}),
        ReviewState.HELD: frozenset({ReviewState.PLANNED, ReviewState.CLOSED}),
        ReviewState.CLOSED: frozenset({ReviewState.HELD}),
    }
)
"""A meeting that was marked by mistake, or closed too early, goes one step back."""

MAIN_EVENTS = frozenset(
    {
        "referred",
        "referred_by",
        "accepted",
        "started",
        "combination_changed",
        "coordinator_changed",
        "worker_changed",
        "method_changed",
        "home_allocated",
        "housing",
        "support_started",
        "phase",
        "paused",
        "support_ended",
        "in_education",
        "employment",
        "goal_closed",
        "closed",
        "case_reopened",
        "support_reopened",
    }
)
"""The kinds of happenings that a sheet tells; what comes often stands there as a number."""


def checked_theme(value: str | None) -> str:
    """What the meeting is about, on one line."""
    return written("theme", value, LINE)


def checked_answers(told: Mapping[str, str | None], on: date) -> Mapping[str, str]:
    """The answers to the questions of the day, empty ones left out. Raises TooLong, CprInText."""
    found = {code: optional(code, told.get(code)) for code in questions(on)}
    return MappingProxyType({code: text for code, text in found.items() if text})


def check_move(now: ReviewState, to: ReviewState) -> None:
    """Raises WrongReviewState unless the table has the move."""
    if to not in MOVES[now]:
        raise WrongReviewState(state=now)


def check_held(held_date: date, picks: int, on: date) -> None:
    """Raises DateInFuture for a day ahead, NothingPicked where no case was gone through."""
    past_date("date", held_date, on)
    if not picks:
        raise NothingPicked


def check_closed(*, learnt: int, decided: int) -> None:
    """Raises NothingLearnt."""
    if not learnt and not decided:
        raise NothingLearnt


def check_not_closed(state: ReviewState) -> None:
    """Raises WrongReviewState: of a closed meeting only decisions are followed up."""
    if state is ReviewState.CLOSED:
        raise WrongReviewState(state=state)


def check_not_begun(state: ReviewState, picks: int) -> None:
    """Raises ReviewBegun."""
    if state is not ReviewState.PLANNED or picks:
        raise ReviewBegun


def group_changes(
    cases: Iterable[Iterable[DomainCourse]],
) -> Mapping[str, Mapping[Change, int]]:
    """By life domain: how many of the cases declined, stood still and improved (R15).

    Those below two scores in a domain are not counted in it.
    """
    found = {domain: dict.fromkeys(Change, 0) for domain in all_codes("life_domain")}
    for told in cases:
        for course in told:
            if course.change is not None:
                found[course.domain][course.change] += 1
    return found
