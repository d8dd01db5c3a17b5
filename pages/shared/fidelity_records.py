"""The place beside a judgement for what the records say of the same question.

The records answer no question yet: the box is empty, and no judgement is told to differ.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.records.fidelity_review import Answer
from core.tallies import Period

INDICATED: Mapping[str, Callable[[Period, int], bool]] = MappingProxyType({})
"""By question: whether what the records say of a quarter is too far from a score."""


def draw_records(question: str, quarter: Period, judged: int | None) -> None:
    """What the records say of the question in the quarter, beside the score judged now."""


def difference(question: str, quarter: Period, judged: int | None) -> bool:
    """Whether judgement and records disagree by more than the stated margin."""
    told = INDICATED.get(question)
    return told is not None and judged is not None and told(quarter, judged)


def differing(quarter: Period, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The questions where they do: each needs a comment before the review is submitted."""
    return frozenset(
        code for code, answer in answers.items() if difference(code, quarter, answer.score)
    )
