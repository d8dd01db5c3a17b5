"""Reviews of fidelity in the store: a theme answered, or a whole quarter."""

from collections.abc import Collection
from datetime import date

from core.codes import Role
from core.fidelity_questions import questions_on
from core.fidelity_review import opens
from core.records.fidelity_review import Answer, FidelityReview
from core.records.people import Person
from core.tallies import Period
from db import actions, queries
from tests.factories import person

LEAD = person(Role.PROJECT_LEAD, name="Lise Lygte")


def put_theme(
    quarter: Period,
    theme: str,
    score: int | None = 3,
    *,
    seen_version: int = 0,
    by: Person = LEAD,
    on: date | None = None,
    **told: str,
) -> None:
    """One theme with the same answer to all its questions."""
    under = questions_on(quarter.to_date)[theme]
    actions.fidelity_reviews.save_theme(
        quarter,
        theme,
        {question.code: Answer(score=score, **told) for question in under},
        seen_version=seen_version,
        by=by,
        on=on or opens(quarter),
    )


def put_review(quarter: Period, score: int = 3, *, but: Collection[str] = ()) -> FidelityReview:
    """All themes of a quarter answered, but for some; returns the draft."""
    for theme in questions_on(quarter.to_date):
        if theme not in but:
            put_theme(quarter, theme, score)
    return review(quarter)


def put_submitted(quarter: Period, score: int = 3, *, on: date | None = None) -> FidelityReview:
    """A quarter's review, submitted."""
    found = put_review(quarter, score)
    actions.fidelity_reviews.submit(
        found.id, seen_version=found.version, by=LEAD, on=on or quarter.to_date
    )
    return review(quarter)


def review(quarter: Period) -> FidelityReview:
    """The quarter's review as it stands."""
    found = queries.fidelity_reviews.review(quarter, by=LEAD)
    assert found is not None
    return found
