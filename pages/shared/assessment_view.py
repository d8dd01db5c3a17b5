"""How an assessment is drawn: its parts, what is missing, and a decision once it is taken."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.assessment import Part
from core.codes import Coded, Decision, Need, valid_codes
from core.eligibility import RULES
from core.records.assessment import Assessed, AssessmentDetail
from core.records.cases import CaseHeader
from core.records.housing import HousingLine
from pages.shared.eligibility_view import rule_coded
from pages.shared.facts import code_words, coded, fact_table
from pages.shared.form import Form
from pages.shared.frame import recall, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.switches import draw_row

Gaps = Mapping[Part, Sequence[Coded]]


def choose_part(case: CaseHeader, gaps: Gaps) -> Part:
    """The part in the address, or the first with something missing; each says what it lacks."""
    part = _asked(gaps)
    key = f"assessment.part.{case.id}"
    labels = {each: _label(each, gaps) for each in Part}
    draw_row(t("assessment.parts"), labels, part, key, key=key, on_change=_go_to)
    if gaps[part]:
        st.caption(t("assessment.missing", missing=tuple(gaps[part])))
    return part


def _asked(gaps: Gaps) -> Part:
    asked = st.query_params.get("part", "")
    if asked in set(Part):
        return Part(asked)
    return next((part for part in Part if gaps[part]), Part.DECISION)


def _go_to(key: str) -> None:
    _go(recall(key))


def _label(part: Part, gaps: Gaps) -> str:
    name = t(f"assessment.part.{part}")
    if not gaps[part]:
        return name
    return t_plain("assessment.part_missing", part=name, n=len(gaps[part]))


def draw_way_on(case: CaseHeader, part: Part, gaps: Gaps) -> None:
    """The way to the next part, once nothing is missing in this one.

    A button, because a link to the page one is on does not change the browser's address.
    """
    if not gaps[part] and part is not Part.DECISION:
        following = list(Part)[list(Part).index(part) + 1]
        st.button(
            t("assessment.go_on", part=t(f"assessment.part.{following}")),
            key=f"assessment.go_on.{case.id}",
            on_click=_go,
            args=(following,),
        )


def _go(part: Part) -> None:
    st.query_params["part"] = part


Told = dict[str, tuple[str | None, str | None]]


def dimensions_begun(assessed: AssessmentDetail) -> dict[str, str | None]:
    """What the fields of the life dimensions begin with."""
    begun: dict[str, str | None] = {}
    for name, each in assessed.dimensions.items():
        begun |= {f"need_{name}": each.need.value, f"words_{name}": each.own_words}
    return begun


def dimension_fields(form: Form, assessed: AssessmentDetail) -> Told:
    """Need and own words by life dimension."""
    told: Told = {}
    for name in valid_codes("life_dimension", today()):
        with st.container(border=True):
            left, right = st.columns(2)
            with left:
                need = form.one_of(f"need_{name}", tuple(Need), words="need")
            with right:
                words = form.text(f"words_{name}", area=True)
            told[name] = (need, words)
            _draw_stored(assessed.dimensions.get(name), need, words)
    return told


def _draw_stored(stored: Assessed | None, need: str | None, words: str | None) -> None:
    """What is saved, where the form says something else: two people may be typing."""
    if stored is None or (stored.need, stored.own_words) == (need, words):
        return
    kind = "stored_words" if stored.own_words else "stored_need"
    st.caption(t(f"assessment.{kind}", need=stored.need, words=stored.own_words or ""))


def draw_housing(lines: Sequence[HousingLine]) -> None:
    """Where the young person lives and has lived, newest first."""
    if not lines:
        st.caption(t("assessment.housing.none"))
    for line in reversed(lines):
        st.markdown(_housing(line))


def _housing(line: HousingLine) -> str:
    situation = Coded("housing_situation", line.situation)
    if line.to_date is None:
        return t("assessment.housing.open", situation=situation, since=line.from_date)
    since, until = line.from_date, line.to_date
    return t("assessment.housing.ended", situation=situation, since=since, until=until)


def draw_decision(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """What was decided, which rules were set aside, and how the combination changed since."""
    if assessed.decision is None or assessed.decision_date is None:
        return
    kind = "accepted" if assessed.decision is Decision.ACCEPTED else "rejected"
    st.markdown(t(f"assessment.decided_{kind}", name=case.name, date=assessed.decision_date))
    with st.container(border=True):
        fact_table(_decision_facts(assessed))
    _draw_overrides(assessed)
    _draw_changes(assessed)


def _decision_facts(assessed: AssessmentDetail) -> list[tuple[str, object]]:
    first = assessed.changes[0].before if assessed.changes else assessed.combination
    facts: list[tuple[str, object]] = [
        ("decision", coded("decision", assessed.decision)),
        ("reject_reason", coded("reject_reason", assessed.reject_reason)),
        ("combination", coded("combination", first)),
        ("legal_basis", coded("legal_basis", assessed.legal_basis)),
        ("reason", assessed.decision_reason),
        ("decision_date", assessed.decision_date),
        ("decided_by", assessed.decided_by),
    ]
    accepted = assessed.decision is Decision.ACCEPTED
    left_out = "reject_reason" if accepted else "combination"
    return [(f"assessment.fact.{name}", value) for name, value in facts if name != left_out]


def _draw_overrides(assessed: AssessmentDetail) -> None:
    known = {rule.code for rule in RULES}
    overrides = [override for override in assessed.overrides if override.rule in known]
    if overrides:
        draw_heading(t("assessment.overrides"))
    for override in overrides:
        st.warning(
            t(
                "assessment.override",
                rule=rule_coded(override.rule),
                name=override.by_name,
                date=override.date,
                reason=override.reason,
            )
        )


def _draw_changes(assessed: AssessmentDetail) -> None:
    if assessed.changes:
        draw_heading(t("assessment.changes"))
    for change in assessed.changes:
        st.markdown(
            t(
                "assessment.change",
                date=change.date,
                before=change.before,
                after=change.after,
                code=Coded("combination_change_reason", change.reason_code),
                reason=change.reason,
                name=change.by_name or t("form.not_recorded"),
            )
        )


def draw_whole(assessed: AssessmentDetail) -> None:
    """The assessment as it was written down."""
    housing = assessed.housing[-1] if assessed.housing else None
    facts: list[tuple[str, object]] = [
        ("target_group", coded("target_group", assessed.target_group)),
        ("expected_need", coded("expected_need", assessed.expected_need)),
        ("assessed_date", assessed.assessed_date),
        ("risk", code_words("risk_indicator", assessed.risk)),
        ("housing", coded("housing_situation", housing.situation if housing else None)),
        ("wishes", assessed.wishes),
        ("resources", assessed.resources),
        ("considerations", assessed.special_considerations),
    ]
    fact_table((f"assessment.fact.{name}", value) for name, value in facts)
    fact_table(
        (f"code.life_dimension.{name}", _need(each)) for name, each in assessed.dimensions.items()
    )


def _need(assessed: Assessed) -> str:
    need = t_plain(f"code.need.{assessed.need}")
    if not assessed.own_words:
        return need
    return t_plain("assessment.fact.need_and_words", need=need, words=assessed.own_words)
