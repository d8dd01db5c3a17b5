"""What the scores of fidelity say over time, and beside the published means.

The published figure (evaluation 2018, 6.1.3, fig. 6-1) is a mean over ten municipalities and three
years of three groups of questions; which questions it groups stands in its note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.fidelity_questions import HIGHEST, LOWEST, all_questions
from core.intervals import mean_of_scores
from core.published import figure
from core.quarters import quarter
from core.records.fidelity_review import Score
from core.results import Figure
from core.tallies import Period

PUBLISHED_GROUPS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "administration": (1, 2, 3, 6),
        "housing_organisations": (5,),
        "regional_psychiatry": (7,),
    }
)
"""The published bars and the numbers of their questions in the theme "organisation", from 1."""

TABLE, GROUPED_THEME, CELL = "fidelity", "organisation", "mean"


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of scores from 1 to 4, and how many there are."""

    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Group:
    """A published bar: the own mean of its questions (n answers) beside it."""

    name: str
    n: int
    figure: Figure


def quarters_of(scores: Iterable[Score]) -> tuple[Period, ...]:
    """The quarters that have scores, oldest first."""
    found = {quarter(each.date) for each in scores}
    return tuple(sorted(found, key=lambda period: period.from_date))


def latest(scores: Iterable[Score]) -> dict[tuple[Period, str, str], int]:
    """One score for each question in each quarter: that of the latest day."""
    ordered = sorted(scores, key=lambda each: each.date)
    return {(quarter(each.date), each.theme, each.question): each.score for each in ordered}


def theme_means(scores: Iterable[Score]) -> dict[str, dict[Period, Mean]]:
    """Each theme's mean in each quarter that has scores of it; known themes in their order."""
    held: dict[str, dict[Period, list[int]]] = {
        question.theme: {} for question in all_questions().values()
    }
    for (period, theme, _), score in latest(scores).items():
        held.setdefault(theme, {}).setdefault(period, []).append(score)
    return {
        theme: {period: Mean(sum(each) / len(each), len(each)) for period, each in told.items()}
        for theme, told in held.items()
        if told
    }


def earlier_scores(
    period: Period, scores: Iterable[Score], most: int
) -> dict[str, tuple[tuple[Period, int], ...]]:
    """By question its scores in the last `most` quarters before one that have any, oldest first."""
    before = [each for each in scores if each.date < period.from_date]
    shown = set(quarters_of(before)[-most:])
    found: dict[str, tuple[tuple[Period, int], ...]] = {}
    for (here, _, question), score in latest(before).items():
        if here in shown:
            found[question] = (*found.get(question, ()), (here, score))
    return found


def grouped_questions(group: str) -> tuple[str, ...]:
    """The codes of the questions behind a published bar. KeyError for an unknown group."""
    theme = [each.code for each in all_questions().values() if each.theme == GROUPED_THEME]
    return tuple(theme[number - 1] for number in PUBLISHED_GROUPS[group])


def groups(scores: Iterable[Score]) -> tuple[Group, ...]:
    """The published bars with the own means of the same questions over all quarters.

    The interval is the widest there can be: it is one person who answers again each quarter, so
    that answers which hardly vary do not make the mean surer.
    """
    found = latest(scores)
    return tuple(_group(name, found) for name in PUBLISHED_GROUPS)


def _group(name: str, found: Mapping[tuple[Period, str, str], int]) -> Group:
    wanted = grouped_questions(name)
    own = [score for (_, _, question), score in found.items() if question in wanted]
    other = figure(TABLE, name, CELL)
    if not own:
        return Group(name, 0, Figure(None, other))
    mean = sum(own) / len(own)
    estimate = mean_of_scores(mean=mean, n=len(own), low=LOWEST, high=HIGHEST)
    return Group(name, len(own), Figure(estimate, other))
