"""How referrals are drawn: those that wait, one's own, one whole, and likely namesakes."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Step
from core.records.referrals import Namesake, ReferralDetail, ReferralPage, WaitingReferral
from pages.shared.case import case_link
from pages.shared.cpr_line import draw_cpr
from pages.shared.facts import code_word, code_words, coded, fact_table
from pages.shared.form import Form
from pages.shared.formats import numbered
from pages.shared.frame import recall, t, t_plain, tell_search
from pages.shared.heads import draw_heading
from pages.shared.paging import ask_search, draw_pager, paged

STATUS_OF_STEP = {
    Step.REFERRED: "waiting",
    Step.ASSESSMENT: "assessment",
    Step.REJECTED: "rejected",
    Step.CLOSED: "closed",
}
"""What a referrer is told of a step; every other step is «accepted»."""


_SEARCH = "referral.waiting.search"


def wanted_name() -> str:
    """What is searched for among those who wait; the field itself is drawn with the list."""
    return recall(_SEARCH) or ""


def draw_waiting(found: ReferralPage, wanted: str) -> None:
    """Those nobody has taken up, oldest first, each a link; a field to search in where many do."""
    draw_heading(t("referral.waiting"))
    if wanted or found.pages > 1:
        ask_search(_SEARCH, said=t("case.search"))
        tell_search(text=wanted)
    if not found.lines:
        st.info(t("case.none_found") if wanted else t("referral.empty"))
    for referral in found.lines:
        _draw_waiting(referral)
    draw_pager(found.page, found.pages)


def _draw_waiting(referral: WaitingReferral) -> None:
    days = t("referral.days", n=referral.waiting_days)
    label = t("referral.waiting_row", days=days, **numbered(referral.name, referral.number))
    case_link("referral", referral.number, label)
    if referral.acute_needs:
        needs = code_words("acute_need", referral.acute_needs)
        st.markdown(f":small[:red[{t('referral.acute', needs=needs)}]]")


def draw_own(referrals: Sequence[WaitingReferral]) -> None:
    """A referrer's own, each with how far it is and nothing more."""
    draw_heading(t("referral.own"))
    st.caption(t("referral.sees_nothing"))
    if not referrals:
        st.info(t("referral.own_empty"))
    for referral in paged(referrals, name="own"):
        status = t(f"referral.status.{STATUS_OF_STEP.get(referral.step, 'accepted')}")
        st.markdown(
            t("referral.own_row", name=referral.name, date=referral.referral_date, status=status)
        )


def draw_detail(detail: ReferralDetail) -> None:
    """All that was said, as far as the person may see it."""
    rows: list[tuple[str, object]] = [
        ("referral.fact.referral_date", detail.referral_date),
        ("referral.fact.waiting", t("referral.days", n=detail.waiting_days)),
        ("referral.fact.referrer", _joined(detail.referrer_name, detail.referrer_organisation)),
        ("referral.fact.reason", detail.reason),
        ("referral.fact.target_group_guess", coded("target_group", detail.target_group_guess)),
        ("referral.fact.risk", _risks(detail)),
        ("referral.fact.acute_needs", code_words("acute_need", detail.acute_needs)),
        ("referral.fact.knows", detail.young_person_knows),
        ("referral.fact.wants", detail.young_person_wants),
        ("referral.fact.phone", detail.phone),
        ("referral.fact.email", detail.email),
        ("referral.fact.area", detail.municipality_area),
    ]
    with st.container(border=True):
        fact_table(rows)
        if detail.cpr is not None:
            draw_cpr(detail.case_id, detail.cpr)
    if detail.step is Step.REJECTED and detail.decision_date is not None:
        reason = code_word("reject_reason", detail.reject_reason or "other")
        st.info(t("referral.rejected", date=detail.decision_date, reason=reason))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _risks(detail: ReferralDetail) -> str:
    return "; ".join(
        f"{code_words('risk_indicator', [indicator])} ({code_words('risk_when', [when]).lower()})"
        for indicator, when in detail.risk.items()
    )


def pick_namesake(form: Form, found: Sequence[Namesake]) -> str | None:
    """The young person already registered that this is, or None for a new one."""
    if not found:
        return None
    st.info(t("referral.namesake.heading"))
    for namesake in found:
        _draw_namesake(namesake)
    known = {namesake.young_person_id: _use(namesake) for namesake in found if namesake.number}
    if not known:
        return None
    new = {"new": t("referral.namesake.new")}
    chosen = form.pick("namesake", known | new)
    return chosen if chosen in known else None


def _use(namesake: Namesake) -> str:
    return t_plain("referral.namesake.use", name=f"{namesake.name} ({namesake.number})")


def _draw_namesake(namesake: Namesake) -> None:
    if namesake.number is None:
        st.warning(t("referral.namesake.unseen"))
        return
    born = namesake.birth_date or t("form.not_recorded")
    number = str(namesake.number)
    label = t("referral.namesake.seen", name=namesake.name, date=born, number=number)
    case_link("referral", namesake.number, label)
