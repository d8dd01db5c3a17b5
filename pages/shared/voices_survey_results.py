"""What the rounds of the survey say: one round beside the published shares, and all rounds."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.published import Published, figure
from core.records.surveys import Result, RoundResults, Shown
from core.rounding import percent
from core.survey_statements import statements
from pages.shared.charts import Column, Table
from pages.shared.charts.drawing import draw_table
from pages.shared.frame import open_section, recall, t, t_plain, turn_to
from pages.shared.results_card import draw_sources
from pages.shared.results_shares import Row, draw_shares, share_row

ROUNDS = 4
"""How many rounds stand beside each other, the newest ones."""


def draw_results(rounds: Sequence[RoundResults]) -> None:
    """The round in the address, or the newest; then the development over the rounds."""
    if not rounds:
        st.info(t("voices.survey.none"))
        return
    with open_section("voices.survey.results"):
        _draw_round(_choose(rounds))
    if len(rounds) > 1:
        with open_section("voices.survey.over_time"):
            _draw_over_time(list(reversed(rounds[:ROUNDS])))
    with st.expander(t("voices.survey.how")):
        st.markdown(t("voices.survey.how_told", least=rounds[0].least))


def _choose(rounds: Sequence[RoundResults]) -> RoundResults:
    known = {each.round.id: each for each in rounds}
    asked = st.query_params.get("round", "")
    key = f"voices.survey.choose.{asked}"
    chosen = st.selectbox(
        t("voices.survey.choose"),
        list(known),
        index=list(known).index(asked) if asked in known else 0,
        format_func={id_: _named(each) for id_, each in known.items()}.__getitem__,
        placeholder=t("form.choose"),
        key=key,
        on_change=_turn,
        args=(key,),
    )
    return known[chosen]


def _turn(key: str) -> None:
    turn_to(part="survey", round=recall(key))


def _named(each: RoundResults) -> str:
    return t_plain("voices.survey.named", kind=each.round.kind, date=each.round.last_day)


def _draw_round(told: RoundResults) -> None:
    asked = told.round
    st.caption(t("voices.survey.turnout", answered=asked.answered, invited=asked.invited))
    exact = [_row(each) for each in told.results if each.shown is Shown.EXACT]
    if exact:
        draw_shares("survey", exact, unit="answers", title=t_plain("voices.survey.agree_share"))
    bounds = [_bound(each) for each in told.results if each.shown in _BOUNDS]
    if bounds:
        st.markdown("\n".join([t("voices.survey.bounds"), "", *bounds]))
        draw_sources(_published(each) for each in told.results if each.shown in _BOUNDS)
    few = [t(f"survey_form.{one.statement}") for one in told.results if one.shown is Shown.HIDDEN]
    if few:
        lines = [t("voices.survey.few", least=told.least), "", *(f"- {each}" for each in few)]
        st.markdown("\n".join(lines))


_BOUNDS = (Shown.AT_LEAST, Shown.AT_MOST)


def _row(result: Result) -> Row:
    label = t_plain(f"survey_form.{result.statement}")
    return share_row(label, result.count or 0, result.n or 0, published=_published(result))


def _published(result: Result) -> Published | None:
    row = statements()[result.statement].published
    return figure("survey", row, "share") if row else None


def _bound(result: Result) -> str:
    facts = {"statement": t_plain(f"survey_form.{result.statement}"), **_facts(result)}
    said, published = t(f"voices.survey.bound.{result.shown}", **facts), _published(result)
    if published is None:
        return f"- {said}"
    return f"- {said} {t('voices.survey.published', percent=round(published.value))}"


def _facts(result: Result) -> Mapping[str, int]:
    count, size = result.count or 0, result.n or 1
    return {"count": count, "size": size, "percent": percent(count, size)}


def _draw_over_time(rounds: Sequence[RoundResults]) -> None:
    codes = dict.fromkeys(code for each in rounds for code in each.round.statements)
    columns = [Column(t_plain("voices.survey.statement")), *(Column(_named(one)) for one in rounds)]
    rows = [
        [t_plain(f"survey_form.{code}"), *(_cell(one, code) for one in rounds)] for code in codes
    ]
    draw_table(Table(columns, rows))
    st.caption(t("voices.survey.over_time_told"))


def _cell(told: RoundResults, code: str) -> str:
    result = next((each for each in told.results if each.statement == code), None)
    if result is None:
        return t_plain("voices.survey.not_asked")
    return t_plain(f"voices.survey.cell.{result.shown}", **_facts(result))
