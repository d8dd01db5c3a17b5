"""How the three combinations are drawn side by side, each with what the rules say of it."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from core.codes import Coded
from core.eligibility import AGES, Facts, Judgement, Opening, Option, Rule
from pages.shared.frame import t

COLOURS: Mapping[Opening, Literal["green", "orange", "red"]] = {
    Opening.OPEN: "green",
    Opening.WITH_REASON: "orange",
    Opening.CLOSED: "red",
}
"""The badge's colour; its word says the same."""


def draw_judgement(judgement: Judgement, facts: Facts) -> None:
    """The recommendation, and the three beside each other; they stack on a phone."""
    advice = judgement.advice
    if advice is None:
        st.info(t("eligibility.no_advice"))
    else:
        because = t(f"eligibility.because.{advice.code}")
        st.info(t("eligibility.advice", combination=advice.combination, because=because))
    for rule in judgement.common:
        st.warning(rule_words(rule, facts))
    for column, option in zip(st.columns(len(judgement.options)), judgement.options, strict=True):
        with column.container(border=True):
            recommended = advice is not None and advice.combination is option.combination
            _draw_option(option, judgement.own(option), facts, recommended=recommended)


def _draw_option(option: Option, rules: Sequence[Rule], facts: Facts, *, recommended: bool) -> None:
    st.markdown(f"**{t(f'code.combination.{option.combination}')}**")
    with st.container(horizontal=True):
        st.badge(t(f"code.opening.{option.opening}"), color=COLOURS[option.opening])
        if recommended:
            st.badge(t("eligibility.recommended"), color="blue")
    if not option.reasons:
        st.caption(t("eligibility.no_objection"))
    st.markdown("\n".join(f"- {rule_words(rule, facts)}" for rule in rules))


def rule_words(rule: Rule, facts: Facts) -> str:
    """What a rule says of this young person; the age rule with its numbers."""
    if rule.code == "R18" and facts.age is not None:
        span = AGES[facts.variant]
        return t("eligibility.age", age=facts.age, least=span.least, most=span.most)
    return rule_word(rule.code)


def rule_word(code: str) -> str:
    """What a rule says in general."""
    return t(f"code.eligibility_rule.{code}")


def rule_coded(code: str) -> Coded:
    """A rule as a fact of a sentence."""
    return Coded("eligibility_rule", code)
