"""Which cases a case meeting takes up: rules that point at some; lots are in `core.case_lots`.

The thresholds are our own; what they look at is what the sources follow (domain change, meetings,
closures, housing, agreements).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import add_months, holds
from core.codes import HousingGroup, all_codes, group_of
from core.duties import MEETING_GAP
from core.errors import RuleBroken
from core.housing import HOMES
from core.records.measurements import Measurement

_DOMAINS = all_codes("life_domain")
_HOMELESS = frozenset(
    code
    for code in all_codes("housing_situation")
    if group_of("housing_situation", code) == HousingGroup.HOMELESS.value
)
RECENT = 6
"""Months after its end that a course is still fresh enough to learn from."""


class AlreadyPicked(RuleBroken):
    """The case is at this meeting already."""

    code = "case_already_picked"


class PickAnswered(RuleBroken):
    """The sheet of the case is filled in: leaving it out would lose the answers."""

    code = "case_pick_answered"


@dataclass(frozen=True, slots=True)
class PickFacts:
    """One accepted case as far as the rules look at it.

    `housing` holds first days and situations, `measured` the conversations, both oldest first;
    `late` counts the open agreements past their day.
    """

    case_id: str
    number: int
    name: str
    start_date: date
    end_date: date | None = None
    closure_reason: str | None = None
    measured: tuple[Measurement, ...] = ()
    last_meeting: date | None = None
    housing: tuple[tuple[date, str], ...] = ()
    late: int = 0

    @property
    def open(self) -> bool:
        """Whether the course goes on."""
        return self.end_date is None


Measure = Callable[[PickFacts, date], int]
"""What a rule counts of a case on a day; the larger, the more it has to say."""


@dataclass(frozen=True, slots=True)
class PickRule:
    """A row of the table: it points at the cases that count `least` or more, at `most` of them.

    Words: `code.pick_rule.<code>`, and `case_reviews.measured.<code>` for what was counted.
    """

    code: str
    source: str
    measure: Measure
    least: int = 1
    most: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the rule counts on the day."""
        return holds(self.valid_from, self.valid_to, on)


def _declined(facts: PickFacts, _: date) -> int:
    """Life domains that stand lower at the last conversation than at the one before."""
    return sum(last < before for before, last in _last_two(facts) if facts.open)


def _last_two(facts: PickFacts) -> Iterable[tuple[int, int]]:
    if len(facts.measured) < 2:  # noqa: PLR2004 — two conversations are compared
        return
    before, last = facts.measured[-2:]
    for domain in _DOMAINS:
        first, second = before.scores.get(domain), last.scores.get(domain)
        if first is not None and second is not None:
            yield first, second


def _improved(facts: PickFacts, _: date) -> int:
    """Life domains whose latest score is above the first (R15)."""
    return sum(scores[-1] > scores[0] for scores in _scores(facts) if facts.open)


def _scores(facts: PickFacts) -> Iterable[Sequence[int]]:
    for domain in _DOMAINS:
        found = [each.scores.get(domain) for each in facts.measured]
        scores = [score for score in found if score is not None]
        if scores:
            yield scores


def _without_meeting(facts: PickFacts, on: date) -> int:
    """Days since the last network meeting was held, or the course began, once it is too long."""
    since = max(facts.last_meeting or facts.start_date, facts.start_date)
    return (on - since).days if facts.open and on > add_months(since, MEETING_GAP) else 0


def _unplanned(facts: PickFacts, on: date) -> int:
    """1 and the days left of the months in which an unplanned end is fresh."""
    if facts.end_date is None or facts.closure_reason in (None, *PLANNED_ENDS):
        return 0
    return max((add_months(facts.end_date, RECENT) - on).days + 1, 0)


PLANNED_ENDS = ("planned", "transferred", "deceased")
"""Ends that say nothing of whether the effort held: as planned, or for reasons outside it."""


def _long(facts: PickFacts, on: date) -> int:
    """Days in course."""
    return (on - facts.start_date).days if facts.open else 0


def _homeless_again(facts: PickFacts, on: date) -> int:
    """Days in homelessness, today with them, after a home of their own."""
    begun = [line for line in facts.housing if line[0] <= on]
    if not facts.open or not begun or begun[-1][1] not in _HOMELESS:
        return 0
    lost = [day for day, situation in begun if situation in _HOMELESS]
    had = [day for day, situation in begun if situation in HOMES]
    since = min((day for day in lost if had and day >= had[-1]), default=None)
    return (on - since).days + 1 if since is not None else 0


def _late(facts: PickFacts, _: date) -> int:
    """Open agreements past their day."""
    return facts.late if facts.open else 0


RULES = (
    PickRule("declined", "R15, between the last two conversations", _declined),
    PickRule("no_meeting", "R09: three months between two meetings at the most", _without_meeting),
    PickRule("unplanned_end", "guide 2018 p. 14: planned and unplanned ends", _unplanned),
    PickRule("homeless_again", "guide 2018 p. 9: a home is a basic right", _homeless_again),
    PickRule("late_agreements", "R11", _late, least=3),
    PickRule("improved", "R15, from the first to the latest score", _improved, least=3),
    PickRule("longest", "own: what keeps a course open", _long, most=10),
)
"""The rules in the order they are offered."""


def rules(on: date) -> tuple[PickRule, ...]:
    """Those that count on the day."""
    return tuple(rule for rule in RULES if rule.valid(on))


def pointed_at(
    rule: PickRule, known: Iterable[PickFacts], on: date
) -> tuple[tuple[PickFacts, int], ...]:
    """The cases the rule points at with what it counted, the most first, then by number."""
    counted = [(facts, rule.measure(facts, on)) for facts in known]
    found = [(facts, count) for facts, count in counted if count >= rule.least]
    found.sort(key=lambda each: (-each[1], each[0].number))
    return tuple(found[: rule.most])


def check_unpicked(case_id: str, picked: Iterable[str]) -> None:
    """Raises AlreadyPicked."""
    if case_id in set(picked):
        raise AlreadyPicked("case_id")


def check_blank(*, answered: bool) -> None:
    """Raises PickAnswered."""
    if answered:
        raise PickAnswered


def rule_of(code: str, on: date) -> PickRule | None:
    """The rule of the day with that code; None where there is none."""
    return next((rule for rule in rules(on) if rule.code == code), None)


def by_rule(
    known: Sequence[PickFacts], on: date
) -> Mapping[str, tuple[tuple[PickFacts, int], ...]]:
    """Every rule of the day with the cases it points at."""
    return {rule.code: pointed_at(rule, known, on) for rule in rules(on)}
