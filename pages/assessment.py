"""Stage 2, udredning og visitation: assess in three parts, see what stands open, decide."""

import streamlit as st

from core.assessment import Part, facts_of, gaps
from core.codes import Step
from core.eligibility import judge
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.assessment import AssessmentDetail
from core.records.cases import CaseHeader
from db import actions, queries
from pages.shared.assessment_view import (
    choose_part,
    dimension_fields,
    dimensions_begun,
    draw_decision,
    draw_housing,
    draw_way_on,
    draw_whole,
)
from pages.shared.case import case_link, open_case
from pages.shared.eligibility_view import draw_judgement
from pages.shared.form import Form
from pages.shared.frame import open_page, open_section, person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.notification_view import draw_notification
from pages.shared.situation_form import draw_situation_form
from pages.shared.visitation_form import (
    change_fields,
    decision_fields,
    group_begun,
    group_fields,
)


def life(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """Need and own words in each of the eight life dimensions."""
    st.markdown(t("dimensions_form.intro"))
    form = Form("dimensions_form", case.id, case.version, initial=dimensions_begun(assessed))
    told = dimension_fields(form, assessed)
    if form.save():
        with saving(form, t("dimensions_form.saved")):
            actions.assessment.record_dimensions(
                case.id, told, seen_version=form.seen_version, by=person(), on=today()
            )


def home(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """Where the young person lives; what they want, have to build on, and what to mind."""
    with open_section("assessment.section.housing"):
        draw_housing(assessed.housing)
        first = not assessed.housing
        draw_situation_form("situation_form", case, assessed.housing, begins=None, primary=first)
    with open_section("assessment.section.wishes"):
        names = ("wishes", "resources", "special_considerations")
        begun = {name: getattr(assessed, name) for name in names}
        form = Form("wishes_form", case.id, case.version, initial=begun)
        told = {name: form.text(name, area=True) for name in names}
        if form.save(primary=bool(assessed.housing)):
            with saving(form, t("wishes_form.saved")):
                actions.assessment.record_wishes(
                    case.id, **told, seen_version=form.seen_version, by=person(), on=today()
                )


def visitation(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """Target group and need, the three combinations, and the decision."""
    complete = not any(gaps(assessed).values())
    with open_section("assessment.section.group"):
        form = Form("group_form", case.id, case.version, initial=group_begun(assessed))
        told = group_fields(form, case.variant)
        if form.save(primary=not complete):
            with saving(form, t("group_form.saved")):
                actions.assessment.record_group(
                    case.id, **told, seen_version=form.seen_version, by=person(), on=today()
                )
    facts = facts_of(assessed, today())
    judgement = judge(facts, queries.settings.in_force(today()))
    draw_heading(t("assessment.section.options"))
    draw_judgement(judgement, facts)
    draw_heading(t("assessment.section.decision"))
    if not may(person(), Act.DECIDE, case.reach):
        st.info(t("assessment.others_decide"))
        return
    if not complete:
        st.warning(t("assessment.unfinished", missing=sum(gaps(assessed).values(), ())))
    with st.container(border=True):
        form = Form("decision_form", case.id, case.version, initial={"decision_date": today()})
        decision = decision_fields(form, judgement, facts)
        if form.save(primary=complete):
            with saving(form, t("decision_form.saved")):
                actions.visitation.decide(
                    case.id, decision, seen_version=form.seen_version, by=person(), on=today()
                )


def decided(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """The decision, the way on, and a change of combination."""
    draw_decision(case, assessed)
    if case.step in ACCEPTED_STEPS:
        case_link("network_meeting", case.number, t("assessment.to_meeting"))
    if case.step is Step.REJECTED:
        case_link("referral", case.number, t("assessment.to_referral"))
    with st.expander(t("assessment.whole")):
        draw_whole(assessed)
    if case.step in ACCEPTED_STEPS and may(person(), Act.DECIDE, case.reach):
        with st.expander(t("change_form.heading")):
            change(case, assessed)


def change(case: CaseHeader, assessed: AssessmentDetail) -> None:
    """Another combination from a day on."""
    if assessed.support_open:
        st.info(t("assessment.no_change_while_support"))
        return
    facts = facts_of(assessed, today())
    judgement = judge(facts, queries.settings.in_force(today()))
    form = Form("change_form", case.id, case.version, initial={"change_date": today()})
    told = change_fields(form, assessed.combination, judgement, facts)
    if form.save(primary=False):
        with saving(form, t("change_form.saved")):
            actions.visitation.change_combination(
                case.id, **told, seen_version=form.seen_version, by=person(), on=today()
            )


open_page("assessment")

DRAWN = {Part.LIFE: life, Part.HOME: home, Part.DECISION: visitation}

case = open_case("assessment", {Step.ASSESSMENT})
assessed = queries.assessment.detail(case.id, by=person())
if assessed is None or case.step is Step.REFERRED:
    st.info(t("assessment.not_taken_up"))
    case_link("referral", case.number, t("assessment.to_referral"))
elif case.step is Step.ASSESSMENT:
    missing = gaps(assessed)
    part = choose_part(case, missing)
    DRAWN[part](case, assessed)
    draw_way_on(case, part, missing)
    draw_notification(case)
else:
    decided(case, assessed)
