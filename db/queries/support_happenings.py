"""What is dated of a support course besides its own days: phases, agreements, reviews."""

from collections.abc import Iterator

from core.records.timeline import Happening
from core.support import Phase
from db.together import Answers


def of_followed(told: Answers) -> Iterator[Happening]:
    """Each plan and closing note of a phase, each agreement and each review."""
    for plan in told["plans"]:
        facts: dict[str, object] = {"phase": Phase(plan.phase)}
        if plan.made_date:
            yield Happening(plan.made_date, "phase_planned", facts, plan.plan)
        if plan.closed_date:
            yield Happening(plan.closed_date, "phase_closed", facts, plan.closing_note)
    for agreement in told["agreements"]:
        yield Happening(agreement.agreed_date, "icm_agreed", said=agreement.goals)
    for review in told["reviews"]:
        yield Happening(review.review_date, "icm_reviewed", said=review.reason)
