"""The questions of the implementation in seven steps, and what their answers count for.

The questions are data (`reference/implementation_questions.csv`, guide 2018 pp. 17-24: each
question and sub-question once, 32 in all) with our own words under `implementation_question`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.citing import Cited, cited
from core.errors import MissingValue, RuleBroken, UnknownCode
from core.owners import checked_owner, owner_name
from core.records.implementation import Answer, Change, ImplementationState, Owner
from core.reference_rows import rows
from core.texts import TEXT, optional_text, required_text

STEPS = (1, 2, 3, 4, 5, 6, 7)
"""The steps of the guide (2018, pp. 16-24); they may run side by side."""

FIELDS = ("state", "owner", "due_date", "evidence")
"""What an answer holds, and its history tells."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; it is asked from its first day on."""

    code: str
    step: int
    valid_from: date
    source: Cited


@dataclass(frozen=True, slots=True)
class StateRule:
    """What a state means: whether it counts among those to be in place, is settled, needs why."""

    state: ImplementationState
    counts: bool
    settled: bool
    needs_reason: bool


STATES = (
    StateRule(ImplementationState.NOT_BEGUN, counts=True, settled=False, needs_reason=False),
    StateRule(ImplementationState.UNDER_WAY, counts=True, settled=False, needs_reason=False),
    StateRule(ImplementationState.IN_PLACE, counts=True, settled=True, needs_reason=False),
    StateRule(ImplementationState.NOT_RELEVANT, counts=False, settled=True, needs_reason=True),
)
"""In the order in which they are offered."""


class AnswerUnchanged(RuleBroken):
    """Nothing would be changed, so that there is nothing to keep."""

    code = "implementation_unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """An answer as typed; the owner is a member of staff or a typed name."""

    state: str | None
    owner_id: str | None = None
    owner_name: str | None = None
    due_date: date | None = None
    evidence: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StepCount:
    """How the answers of one step stand: `counts` by state, `of` without those not relevant."""

    step: int
    counts: Mapping[ImplementationState, int]
    late: int

    @property
    def in_place(self) -> int:
        """How many are in place."""
        return self.counts[ImplementationState.IN_PLACE]

    @property
    def of(self) -> int:
        """How many are to be in place."""
        return sum(self.counts[rule.state] for rule in STATES if rule.counts)


@cache
def questions() -> tuple[Question, ...]:
    """All questions in their order."""
    return tuple(
        Question(row["code"], int(row["step"]), date.fromisoformat(row["valid_from"]), cited(row))
        for row in rows("implementation_questions")
    )


def questions_of(step: int, on: date) -> tuple[Question, ...]:
    """The questions of a step that are asked on the day."""
    return tuple(each for each in questions() if each.step == step and each.valid_from <= on)


def checked_question(code: str, on: date) -> Question:
    """The question, asked on the day. Raises UnknownCode."""
    for each in questions():
        if each.code == code and each.valid_from <= on:
            return each
    raise UnknownCode("question", value=code)


def rule_of(state: ImplementationState) -> StateRule:
    """What the state means."""
    return next(rule for rule in STATES if rule.state is state)


def checked_answer(told: AnswerTold) -> AnswerTold:
    """The answer with cleaned texts. Raises the first refusal; not relevant needs a reason."""
    if told.state is None:
        raise MissingValue("state")
    if told.state not in set(ImplementationState):
        raise UnknownCode("state", value=told.state)
    state = ImplementationState(told.state)
    staff_id, name = checked_owner(told.owner_id, told.owner_name)
    check_why = required_text if rule_of(state).needs_reason else optional_text
    return AnswerTold(
        state=state,
        owner_id=staff_id,
        owner_name=name,
        due_date=told.due_date,
        evidence=optional_text("evidence", told.evidence, TEXT),
        reason=check_why("reason", told.reason, TEXT),
    )


def differences(before: Answer, told: AnswerTold, owner: Owner | None) -> dict[str, Change]:
    """The fields that a checked answer changes. Raises AnswerUnchanged where there are none."""
    day = told.due_date.isoformat() if told.due_date else None
    after = (told.state, owner_name(owner), day, told.evidence)
    found = {
        name: (old, new)
        for name, old, new in zip(FIELDS, as_texts(before), after, strict=True)
        if old != new
    }
    if not found and before.owner == owner:
        raise AnswerUnchanged
    return found


def as_texts(answer: Answer) -> tuple[str | None, ...]:
    """What an answer holds as its history tells it, in the order of `FIELDS`."""
    day = answer.due_date.isoformat() if answer.due_date else None
    return (answer.state.value, owner_name(answer.owner), day, answer.evidence)


def late(answer: Answer, on: date) -> bool:
    """Whether its day has passed and it is neither in place nor not relevant."""
    open_ = not rule_of(answer.state).settled
    return open_ and answer.due_date is not None and answer.due_date < on


def answer_of(answers: Mapping[str, Answer], question: str) -> Answer:
    """What stands about a question; not begun where nobody has answered."""
    return answers.get(question) or Answer(question)


def step_counts(answers: Mapping[str, Answer], on: date) -> tuple[StepCount, ...]:
    """How every step stands on the day."""
    return tuple(_count(step, answers, on) for step in STEPS)


def _count(step: int, answers: Mapping[str, Answer], on: date) -> StepCount:
    found = [answer_of(answers, each.code) for each in questions_of(step, on)]
    states = Counter(each.state for each in found)
    return StepCount(
        step,
        {rule.state: states[rule.state] for rule in STATES},
        late=sum(late(each, on) for each in found),
    )


def open_by_day(answers: Mapping[str, Answer], on: date) -> Sequence[Answer]:
    """The answers that are not settled and have a day, the earliest first."""
    asked = (each for each in questions() if each.valid_from <= on)
    found = (answer_of(answers, each.code) for each in asked)
    dated = [each for each in found if each.due_date and not rule_of(each.state).settled]
    return sorted(dated, key=lambda each: each.due_date or date.max)
