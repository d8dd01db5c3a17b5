"""Small-scale tests: plan, do, study and act, then another round or none (report 2017, ch. 8).

The source names the four steps and that one begins small; the rules of order are our own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.errors import MissingValue, RuleBroken, UnknownCode
from core.owners import checked_owner
from core.records.implementation import Outcome, PdsaStep, SmallTest
from core.texts import LINE, TEXT, check_order, optional_text, past_date, required_text

STEPS = ("plan", "do", "study", "act")
"""In their order; text and day of each are the fields `<step>_text` and `<step>_date`."""


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """Whether a further round can follow an outcome, and whether all steps come before it."""

    goes_on: bool
    needs_all_steps: bool


OUTCOMES: Mapping[Outcome, OutcomeRule] = MappingProxyType(
    {
        Outcome.ADOPT: OutcomeRule(goes_on=True, needs_all_steps=True),
        Outcome.ADAPT: OutcomeRule(goes_on=True, needs_all_steps=True),
        Outcome.ABANDON: OutcomeRule(goes_on=False, needs_all_steps=False),
    }
)
"""A test can be stopped at any time; what is spread or adapted was studied first."""


class StepSkipped(RuleBroken):
    """A step is written before the one that comes first."""

    code = "small_test_step_skipped"


class OutcomeTooEarly(RuleBroken):
    """The outcome is decided when all four steps are written; only stopping can come before."""

    code = "small_test_outcome_early"


class RoundUndecided(RuleBroken):
    """The next round begins when the outcome of this one says so."""

    code = "small_test_undecided"


class RoundTaken(RuleBroken):
    """The next round has begun already: there is no second, and the outcome stands."""

    code = "small_test_round_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallTestTold:
    """A test as typed."""

    title: str | None
    aim: str | None
    steps: tuple[PdsaStep, ...] = ()
    owner_id: str | None = None
    owner_name: str | None = None
    due_date: date | None = None
    outcome: str | None = None


def checked_test(told: SmallTestTold, on: date) -> SmallTestTold:
    """The test with cleaned texts and all four steps. Raises the first refusal."""
    title = required_text("title", told.title, LINE)
    aim = required_text("aim", told.aim, TEXT)
    staff_id, name = checked_owner(told.owner_id, told.owner_name)
    steps = _checked_steps({each.step: each for each in told.steps}, on)
    return SmallTestTold(
        title=title,
        aim=aim,
        steps=steps,
        owner_id=staff_id,
        owner_name=name,
        due_date=told.due_date,
        outcome=_checked_outcome(told.outcome, steps),
    )


def _checked_steps(told: Mapping[str, PdsaStep], on: date) -> tuple[PdsaStep, ...]:
    found: list[PdsaStep] = []
    for name in STEPS:
        one = _checked_step(told.get(name, PdsaStep(name)), on)
        if one.text is not None and any(each.text is None for each in found):
            raise StepSkipped(f"{name}_text")
        before = [each.day for each in found if each.day is not None]
        check_order(f"{name}_date", max(before, default=None), one.day)
        found.append(one)
    return tuple(found)


def _checked_step(one: PdsaStep, on: date) -> PdsaStep:
    text = optional_text(f"{one.step}_text", one.text, TEXT)
    if text is None:
        if one.day is not None:
            raise MissingValue(f"{one.step}_text")
        return PdsaStep(one.step)
    return PdsaStep(one.step, text, past_date(f"{one.step}_date", one.day, on))


def _checked_outcome(outcome: str | None, steps: Iterable[PdsaStep]) -> Outcome | None:
    if outcome is None:
        return None
    if outcome not in set(Outcome):
        raise UnknownCode("outcome", value=outcome)
    found = Outcome(outcome)
    if OUTCOMES[found].needs_all_steps and any(each.text is None for each in steps):
        raise OutcomeTooEarly("outcome")
    return found


def follows(test: SmallTest, tests: Iterable[SmallTest]) -> SmallTest | None:
    """The round that continues from this one; None where none has begun."""
    return next((each for each in tests if each.continues_id == test.id), None)


def goes_on(test: SmallTest) -> bool:
    """Whether the outcome lets a further round follow."""
    return test.outcome is not None and OUTCOMES[test.outcome].goes_on


def check_may_go_on(test: SmallTest, tests: Iterable[SmallTest]) -> None:
    """Raises RoundUndecided or RoundTaken where no further round can begin."""
    if not goes_on(test):
        raise RoundUndecided
    if follows(test, tests) is not None:
        raise RoundTaken


def check_outcome_stands(test: SmallTest, outcome: str | None, tests: Iterable[SmallTest]) -> None:
    """Raises RoundTaken where the outcome would change under a round that continues from it."""
    if outcome != test.outcome and follows(test, tests) is not None:
        raise RoundTaken("outcome")


def step_now(test: SmallTest) -> str | None:
    """The step to write next; None where all four are written."""
    return next((each.step for each in test.steps if each.text is None), None)
