"""The questions of the fidelity review: a table with sources and days (`fidelity_questions.csv`).

The evaluation's own questionnaire is not public: questions and anchors are our own, made of what
the sources say each theme and core element is. The scale is theirs: 1 to 4, 4 = followed wholly.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from core.records.fidelity_review import Question
from core.reference_rows import day_of, rows

LOWEST, HIGHEST = 1, 4
"""The ends of the scale (evaluation 2018, 6.1.3, fig. 6-1)."""

EVERYBODY = "all"
"""What a question belongs to that every municipality answers."""


@cache
def all_questions() -> Mapping[str, Question]:
    """Every question by its code, in their order, the ones no longer asked too."""
    return {row["code"]: _question(row) for row in rows("fidelity_questions")}


@cache
def questions_on(on: date) -> Mapping[str, tuple[Question, ...]]:
    """The questions asked on a day, by theme, in their order."""
    found: dict[str, tuple[Question, ...]] = {}
    for question in all_questions().values():
        if question.valid(on):
            found[question.theme] = (*found.get(question.theme, ()), question)
    return found


def can_be_set_aside(questions: Sequence[Question]) -> bool:
    """Whether a theme is about one variant or method, which a municipality may not use."""
    return all(question.belongs_to != EVERYBODY for question in questions)


def _question(row: Mapping[str, str]) -> Question:
    return Question(
        code=row["code"],
        theme=row["theme"],
        belongs_to=row["belongs_to"],
        source=row["source"],
        valid_from=day_of(row["valid_from"]),
        valid_to=day_of(row["valid_to"]),
    )
