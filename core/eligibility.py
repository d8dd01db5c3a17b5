"""Which combinations stand open to a young person, and which one is recommended (R01-R04, R18).

Support without Samarbejdsmodellen can not be said here: every combination contains it (R03). What
the decision itself must hold is in `core.visitation`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.codes import Combination, ExpectedNeed, TargetGroup, Variant
from core.referral import GROUPS
from core.settings import Settings

FEWEST_INDICATORS = 2
"""Risk indicators, of the seven: the guide (2018, p. 7) says «several»."""


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """Whole years, both ends inside."""

    least: int
    most: int
    source: str


AGES: Mapping[Variant, AgeSpan] = MappingProxyType(
    {
        Variant.H: AgeSpan(17, 24, source="midterm evaluation 2017; the guide 2018 names no age"),
        Variant.U: AgeSpan(15, 23, source="report 2017 sections 1 and 3.2"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at. `age` in whole years, None where the birth date is not known.

    `indicators` counts risk indicators, present or past; `much_needs` the life dimensions with much
    need; `sleeps_homeless` is what the housing history says (None: nothing).
    """

    variant: Variant
    group: TargetGroup | None = None
    need: ExpectedNeed | None = None
    age: int | None = None
    indicators: int = 0
    much_needs: int = 0
    sleeps_homeless: bool | None = None
    has_home: bool = False


class Weight(StrEnum):
    """What a rule does: close, ask for a written reason, or only say something."""

    HARD = "hard"
    SOFT = "soft"
    NOTE = "note"


class Opening(StrEnum):
    """How a combination stands."""

    OPEN = "open"
    WITH_REASON = "with_reason"
    CLOSED = "closed"


Test = Callable[[Facts, Settings], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: which combinations it speaks of, and when it has something to say."""

    code: str
    weight: Weight
    about: frozenset[Combination]
    applies: Test
    source: str


ALL = frozenset(Combination)
SUPPORT = ALL - {Combination.SM}
_SM, _CTI, _ICM = (frozenset({combination}) for combination in Combination)


def _group_missing(facts: Facts, _: Settings) -> bool:
    return facts.group is None


def _group_of_other_variant(facts: Facts, _: Settings) -> bool:
    return facts.group is not None and facts.group not in GROUPS[facts.variant]


def _icm_at_risk(facts: Facts, settings: Settings) -> bool:
    return facts.group is TargetGroup.AT_RISK and not settings.icm_for_at_risk


def _homeless(facts: Facts, _: Settings) -> bool:
    return facts.group is TargetGroup.HOMELESS


def _few_indicators(facts: Facts, _: Settings) -> bool:
    return facts.group is TargetGroup.AT_RISK and facts.indicators < FEWEST_INDICATORS


def _variant_u(facts: Facts, _: Settings) -> bool:
    return facts.variant is Variant.U


def _age_outside(facts: Facts, _: Settings) -> bool:
    span = AGES[facts.variant]
    return facts.age is not None and not span.least <= facts.age <= span.most


def _long_need(facts: Facts, _: Settings) -> bool:
    return facts.need is ExpectedNeed.LONG_LASTING


def _short_need(facts: Facts, _: Settings) -> bool:
    return facts.need is ExpectedNeed.NINE_MONTHS


def _no_home(facts: Facts, _: Settings) -> bool:
    return not facts.has_home


def _group_against_housing(facts: Facts, _: Settings) -> bool:
    return (facts.group, facts.sleeps_homeless) in _CONTRADICTIONS


_CONTRADICTIONS = frozenset({(TargetGroup.HOMELESS, False), (TargetGroup.AT_RISK, True)})
"""Target group and whether the young person sleeps homeless, where they do not agree."""


RULES = (
    Rule(
        "group_missing", Weight.HARD, ALL, _group_missing, "guide 2018 p. 11: each has its groups"
    ),
    Rule(
        "other_variant",
        Weight.HARD,
        ALL,
        _group_of_other_variant,
        "guide 2018 p. 7; report 2017 ch. 2",
    ),
    Rule(
        "R01", Weight.SOFT, _ICM, _icm_at_risk, "guide 2018 p. 11; social.dk 2023 for the setting"
    ),
    Rule("R02", Weight.SOFT, _SM, _homeless, "guide 2018 p. 11"),
    Rule("few_indicators", Weight.SOFT, ALL, _few_indicators, "guide 2018 p. 7: several"),
    Rule("support_in_u", Weight.SOFT, SUPPORT, _variant_u, "report 2017: no housing support in it"),
    Rule("R18", Weight.NOTE, ALL, _age_outside, "see AGES"),
    Rule("cti_long_need", Weight.NOTE, _CTI, _long_need, "guide 2018 p. 11"),
    Rule("icm_short_need", Weight.NOTE, _ICM, _short_need, "guide 2018 p. 11"),
    Rule("R04", Weight.NOTE, _CTI, _no_home, "guide 2018 pp. 11-12"),
    Rule(
        "group_housing",
        Weight.NOTE,
        ALL,
        _group_against_housing,
        "guide 2018 p. 7; VIVE 2019 p. 15",
    ),
)


@dataclass(frozen=True, slots=True)
class Advice:
    """A row of the recommendations: the first that applies and whose combination is open wins."""

    code: str
    combination: Combination
    applies: Test
    source: str


def _homeless_short(facts: Facts, settings: Settings) -> bool:
    return _homeless(facts, settings) and _short_need(facts, settings)


def _homeless_long(facts: Facts, settings: Settings) -> bool:
    return _homeless(facts, settings) and _long_need(facts, settings)


def _at_risk_short(facts: Facts, settings: Settings) -> bool:
    return _pressed(facts) and _short_need(facts, settings)


def _at_risk_long(facts: Facts, settings: Settings) -> bool:
    return _pressed(facts) and _long_need(facts, settings)


def _pressed(facts: Facts) -> bool:
    return facts.group is TargetGroup.AT_RISK and facts.much_needs > 0


def _at_risk(facts: Facts, _: Settings) -> bool:
    return facts.group is TargetGroup.AT_RISK and facts.need is not None


ADVICE = (
    Advice("homeless_short", Combination.SM_CTI, _homeless_short, "guide 2018 p. 11"),
    Advice("homeless_long", Combination.SM_ICM, _homeless_long, "guide 2018 p. 11"),
    Advice(
        "at_risk_short", Combination.SM_CTI, _at_risk_short, "guide 2018 p. 11; much need: practice"
    ),
    Advice(
        "at_risk_long", Combination.SM_ICM, _at_risk_long, "social.dk 2023; much need: practice"
    ),
    Advice("at_risk", Combination.SM, _at_risk, "guide 2018 p. 11"),
    Advice("variant_u", Combination.SM, _variant_u, "report 2017 section 3.1"),
)


@dataclass(frozen=True, slots=True)
class Option:
    """One combination as it stands, with every rule that has something to say of it."""

    combination: Combination
    reasons: tuple[Rule, ...]

    @property
    def opening(self) -> Opening:
        """Closed by a hard rule, open with a reason by a soft one, else open."""
        weights = {rule.weight for rule in self.reasons}
        if Weight.HARD in weights:
            return Opening.CLOSED
        return Opening.WITH_REASON if Weight.SOFT in weights else Opening.OPEN

    def weighing(self, weight: Weight) -> tuple[Rule, ...]:
        """The rules of one weight."""
        return tuple(rule for rule in self.reasons if rule.weight is weight)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The three combinations side by side; `advice` is None where none can be recommended."""

    options: tuple[Option, ...]
    advice: Advice | None

    @property
    def common(self) -> tuple[Rule, ...]:
        """What is said of all three alike."""
        first, *others = self.options
        return tuple(
            rule for rule in first.reasons if all(rule in option.reasons for option in others)
        )

    def own(self, option: Option) -> tuple[Rule, ...]:
        """What is said of this one and not of all three."""
        return tuple(rule for rule in option.reasons if rule not in self.common)

    def option(self, combination: Combination) -> Option:
        """The combination as it stands."""
        return next(option for option in self.options if option.combination is combination)


def judge(facts: Facts, settings: Settings) -> Judgement:
    """What the rules say of each combination, and which open one fits best."""
    options = tuple(
        Option(combination, _reasons(combination, facts, settings)) for combination in Combination
    )
    opened = {option.combination for option in options if option.opening is Opening.OPEN}
    fitting = (row for row in ADVICE if row.combination in opened and row.applies(facts, settings))
    return Judgement(options, next(fitting, None))


def _reasons(combination: Combination, facts: Facts, settings: Settings) -> tuple[Rule, ...]:
    return tuple(
        rule for rule in RULES if combination in rule.about and rule.applies(facts, settings)
    )
