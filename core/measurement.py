"""The dialogue tool: seven life domains scored 1-5 (1 = much help needed, 5 = none needed).

Source: report 2017 sections 5.2 and 6.6. The questions under each domain are not published; the
scale is used on the domains themselves.
"""

from collections.abc import Mapping

from core.codes import all_codes
from core.errors import RuleBroken

LOWEST, HIGHEST = 1, 5


class NothingScored(RuleBroken):
    """No life domain was given a score."""

    code = "nothing_scored"


class ScoreOutside(RuleBroken):
    """A score is not a whole number from 1 to 5 (facts: value)."""

    code = "score_outside"


def checked_scores(scores: Mapping[str, int | None]) -> dict[str, int | None]:
    """A score or None for every life domain. Raises ScoreOutside, or NothingScored."""
    told = {domain: _checked(domain, scores.get(domain)) for domain in all_codes("life_domain")}
    if all(score is None for score in told.values()):
        raise NothingScored
    return told


def _checked(domain: str, score: int | None) -> int | None:
    if score is not None and not LOWEST <= score <= HIGHEST:
        raise ScoreOutside(domain, value=score)
    return score


def kind_of(*, earlier: bool) -> str:
    """The kind of a measurement: the first one is the baseline, whenever it is made."""
    return "follow_up" if earlier else "baseline"
