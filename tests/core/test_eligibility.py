import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Combination, ExpectedNeed, TargetGroup, Variant
from core.eligibility import ADVICE, AGES, RULES, Facts, Opening, Weight, judge
from core.referral import GROUPS
from core.settings import Settings
from core.words import LANGUAGES, has_phrase

SM, CTI, ICM = Combination.SM, Combination.SM_CTI, Combination.SM_ICM
SHORT, LONG = ExpectedNeed.NINE_MONTHS, ExpectedNeed.LONG_LASTING
HOMELESS, AT_RISK = TargetGroup.HOMELESS, TargetGroup.AT_RISK
CLOSED, WITH_REASON, OPEN = Opening.CLOSED, Opening.WITH_REASON, Opening.OPEN
SETTINGS = Settings()
OPENED = Settings(icm_for_at_risk=True)

facts_of_anybody = st.builds(
    Facts,
    variant=st.sampled_from(Variant),
    group=st.none() | st.sampled_from(TargetGroup),
    need=st.none() | st.sampled_from(ExpectedNeed),
    age=st.none() | st.integers(0, 110),
    indicators=st.integers(0, 7),
    much_needs=st.integers(0, 8),
    sleeps_homeless=st.none() | st.booleans(),
    has_home=st.booleans(),
)
facts_of_h = st.builds(
    Facts,
    variant=st.just(Variant.H),
    group=st.sampled_from(GROUPS[Variant.H]),
    need=st.none() | st.sampled_from(ExpectedNeed),
    age=st.none() | st.integers(0, 110),
    indicators=st.integers(0, 7),
    much_needs=st.integers(0, 8),
    sleeps_homeless=st.none() | st.booleans(),
    has_home=st.booleans(),
)
any_settings = st.builds(Settings, icm_for_at_risk=st.booleans())


def _facts(group=HOMELESS, **told):
    return Facts(**{"variant": Variant.H, "group": group, "age": 20, "indicators": 3, **told})


def _openings(facts, settings=SETTINGS):
    return tuple(option.opening for option in judge(facts, settings).options)


def _codes(facts, combination, settings=SETTINGS):
    return {rule.code for rule in judge(facts, settings).option(combination).reasons}


def _advised(facts, settings=SETTINGS):
    advice = judge(facts, settings).advice
    return advice.combination if advice else None


@given(facts_of_anybody, any_settings)
def test_the_three_combinations_are_always_judged_each_once_and_in_order(facts, settings):
    assert [option.combination for option in judge(facts, settings).options] == [SM, CTI, ICM]


@given(facts_of_h, any_settings)
def test_with_a_group_of_h_something_is_always_open_if_only_with_a_reason(facts, settings):
    assert any(opening is not CLOSED for opening in _openings(facts, settings))


@given(facts_of_anybody, any_settings)
def test_what_is_recommended_is_open(facts, settings):
    judgement = judge(facts, settings)
    if judgement.advice is not None:
        assert judgement.option(judgement.advice.combination).opening is OPEN


@given(facts_of_h, any_settings)
def test_the_homeless_never_have_samarbejdsmodellen_alone_without_a_reason(facts, settings):
    alone = judge(facts, settings).option(SM)
    assert ("R02" in {rule.code for rule in alone.reasons}) == (facts.group is HOMELESS)
    if facts.group is HOMELESS:
        assert alone.opening is WITH_REASON


@given(facts_of_h)
def test_icm_at_risk_needs_a_reason_until_the_setting_opens_it(facts):
    at_risk = facts.group is AT_RISK
    assert ("R01" in _codes(facts, ICM)) == at_risk
    assert "R01" not in _codes(facts, ICM, OPENED)


@given(facts_of_h, any_settings, st.integers(0, 110))
def test_age_warns_and_never_closes(facts, settings, age):
    old = Facts(**{name: getattr(facts, name) for name in Facts.__slots__} | {"age": age})
    assert _openings(old, settings) == _openings(facts, settings)


@given(facts_of_anybody, any_settings)
def test_every_combination_with_support_carries_samarbejdsmodellen(facts, settings):
    for option in judge(facts, settings).options:
        assert option.combination.value.split("_")[0] == "SM"


@pytest.mark.parametrize(
    ("group", "settings", "openings"),
    [
        (HOMELESS, SETTINGS, (WITH_REASON, OPEN, OPEN)),
        (AT_RISK, SETTINGS, (OPEN, OPEN, WITH_REASON)),
        (AT_RISK, OPENED, (OPEN, OPEN, OPEN)),
        (None, SETTINGS, (CLOSED, CLOSED, CLOSED)),
        (TargetGroup.IN_CARE, SETTINGS, (CLOSED, CLOSED, CLOSED)),
    ],
)
def test_the_guides_table_of_groups_and_combinations(group, settings, openings):
    assert _openings(_facts(group), settings) == openings


@pytest.mark.parametrize(
    ("facts", "settings", "combination", "code"),
    [
        (_facts(HOMELESS, need=SHORT), SETTINGS, CTI, "homeless_short"),
        (_facts(HOMELESS, need=LONG), SETTINGS, ICM, "homeless_long"),
        (_facts(AT_RISK, need=SHORT), SETTINGS, SM, "at_risk"),
        (_facts(AT_RISK, need=SHORT, much_needs=1), SETTINGS, CTI, "at_risk_short"),
        (_facts(AT_RISK, need=LONG, much_needs=1), SETTINGS, SM, "at_risk"),
        (_facts(AT_RISK, need=LONG, much_needs=1), OPENED, ICM, "at_risk_long"),
        (_facts(TargetGroup.IN_CARE, variant=Variant.U), SETTINGS, SM, "variant_u"),
    ],
)
def test_what_is_recommended_and_why(facts, settings, combination, code):
    advice = judge(facts, settings).advice
    assert (advice.combination, advice.code) == (combination, code)


@pytest.mark.parametrize("facts", [_facts(HOMELESS), _facts(AT_RISK), _facts(None, need=SHORT)])
def test_nothing_is_recommended_before_group_and_need_are_known(facts):
    assert _advised(facts) is None


def test_nothing_is_recommended_where_everything_takes_a_reason():
    few = _facts(AT_RISK, need=SHORT, indicators=1)
    assert _openings(few) == (WITH_REASON, WITH_REASON, WITH_REASON)
    assert _advised(few) is None


@pytest.mark.parametrize(("indicators", "few"), [(0, True), (1, True), (2, False), (7, False)])
def test_the_risk_group_has_at_least_two_indicators(indicators, few):
    assert ("few_indicators" in _codes(_facts(AT_RISK, indicators=indicators), SM)) is few
    assert "few_indicators" not in _codes(_facts(HOMELESS, indicators=indicators), SM)


@pytest.mark.parametrize(
    ("variant", "age", "warned"),
    [
        (Variant.H, 16, True),
        (Variant.H, 17, False),
        (Variant.H, 24, False),
        (Variant.H, 25, True),
        (Variant.U, 14, True),
        (Variant.U, 15, False),
        (Variant.U, 23, False),
        (Variant.U, 24, True),
        (Variant.H, None, False),
    ],
)
def test_the_age_the_model_is_made_for(variant, age, warned):
    facts = _facts(GROUPS[variant][0], variant=variant, age=age)
    assert ("R18" in _codes(facts, SM)) is warned


@given(facts_of_anybody, any_settings)
def test_what_is_said_of_all_three_and_of_one_alone_is_everything_that_is_said(facts, settings):
    judgement = judge(facts, settings)
    for option in judgement.options:
        assert {*judgement.common, *judgement.own(option)} == set(option.reasons)
        assert not set(judgement.common) & set(judgement.own(option))


def test_housing_support_in_variant_u_takes_a_reason():
    facts = _facts(TargetGroup.IN_CARE, variant=Variant.U)
    assert _openings(facts) == (OPEN, WITH_REASON, WITH_REASON)


@pytest.mark.parametrize("has_home", [True, False])
def test_cti_without_a_home_is_open_and_says_when_it_begins(has_home):
    facts = _facts(HOMELESS, has_home=has_home)
    assert judge(facts, SETTINGS).option(CTI).opening is OPEN
    assert ("R04" in _codes(facts, CTI)) is not has_home
    assert "R04" not in _codes(facts, ICM)


def test_the_length_of_the_need_tells_cti_from_icm_without_closing_either():
    short, long = _facts(HOMELESS, need=SHORT), _facts(HOMELESS, need=LONG)
    assert "icm_short_need" in _codes(short, ICM)
    assert "cti_long_need" in _codes(long, CTI)
    assert _openings(short) == _openings(long)


@pytest.mark.parametrize(
    ("group", "sleeps_homeless", "said"),
    [
        (HOMELESS, False, True),
        (AT_RISK, True, True),
        (HOMELESS, True, False),
        (AT_RISK, False, False),
        (HOMELESS, None, False),
    ],
)
def test_a_group_that_the_housing_contradicts_is_said(group, sleeps_homeless, said):
    facts = _facts(group, sleeps_homeless=sleeps_homeless)
    assert ("group_housing" in _codes(facts, CTI)) is said


def test_every_rule_and_every_recommendation_names_its_source_and_has_words():
    assert all(row.source for row in (*RULES, *ADVICE, *AGES.values()))
    for language in LANGUAGES:
        for rule in RULES:
            assert has_phrase(language, f"code.eligibility_rule.{rule.code}")
        for advice in ADVICE:
            assert has_phrase(language, f"eligibility.because.{advice.code}")
        for opening in Opening:
            assert has_phrase(language, f"code.opening.{opening}")


def test_no_two_rules_share_a_code():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {rule.weight for rule in RULES} == set(Weight)
