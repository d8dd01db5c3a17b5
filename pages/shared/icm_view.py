"""ICM: the agreement with the young person, and the review every third month."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.cti_progress import paused_days
from core.icm import (
    LOOK_BACK_WEEKS,
    agreement_due,
    latest_agreement,
    review_due,
    reviews_of,
    rhythm,
)
from core.records.cases import CaseHeader
from core.records.cti import IcmAgreement, IcmReview, Met, SupportFile
from core.records.support import SupportCourse
from pages.shared.case import case_link
from pages.shared.formats import literal
from pages.shared.frame import t, today
from pages.shared.icm_forms import agreement_form, review_form
from pages.shared.support_parts import part_link

AGREE, REVIEW = "agree", "review"
MEND_AGREEMENT, MEND_REVIEW = "mend_agreement", "mend_review"
"""The forms, as the address names them."""


def draw_icm(case: CaseHeader, course: SupportCourse, file: SupportFile, *, writes: bool) -> None:
    """Both cards; `writes`: the person may write in them."""
    opened = st.query_params.get("do") if writes else None
    own = [each for each in file.agreements if each.course_id == course.id]
    with st.container(border=True):
        _draw_agreement(course, latest_agreement(own, course.id), file.icm)
        if opened == AGREE:
            agreement_form(case, course, own[-1] if own else None)
        elif opened == MEND_AGREEMENT and own:
            agreement_form(case, course, own[-1], mends=True)
        elif writes:
            _ways(case, ("again" if own else "agree", AGREE), MEND_AGREEMENT if own else None)
        _draw_earlier(own[:-1])
    with st.container(border=True):
        reviews = reviews_of(file.reviews, course.id)
        _draw_reviews(case, course, reviews)
        if opened == REVIEW:
            review_form(case, course, reviews[-1] if reviews else None)
        elif opened == MEND_REVIEW and reviews:
            review_form(case, course, reviews[-1], mends=True)
        elif writes:
            _ways(case, ("review", REVIEW), MEND_REVIEW if reviews else None)


def _ways(case: CaseHeader, first: tuple[str, str], mending: str | None) -> None:
    """The links to the forms: what is next, and, where something is written, to correct it."""
    word, form = first
    with st.container(horizontal=True):
        part_link("support_phase", case, "support", t(f"icm.way.{word}"), do=form)
        if mending is not None:
            part_link("support_phase", case, "support", t(f"icm.way.{mending}"), do=mending)


def _draw_agreement(
    course: SupportCourse, agreement: IcmAgreement | None, met: Sequence[Met]
) -> None:
    st.markdown(f"**{t('icm.agreement')}**")
    if agreement is None:
        due = agreement_due(course.start_date)
        late = today() > due and course.open
        (st.warning if late else st.markdown)(t(f"icm.none{'_late' if late else ''}", due=due))
        return
    st.markdown(_told(agreement))
    since = paused_days(course.pauses, agreement.agreed_date, today())
    found = rhythm(agreement, met, paused=bool(since), on=today())
    if found is not None and course.open:
        key = "icm.rhythm_fewer" if found.fewer else "icm.rhythm"
        st.caption(t(key, found=found.found, agreed=found.agreed, weeks=LOOK_BACK_WEEKS))


def _told(agreement: IcmAgreement) -> str:
    per = Coded("rhythm_unit", agreement.per)
    lines = [
        f"{t('icm.goals')} {literal(agreement.goals)}",
        t("icm.contacts", n=agreement.contacts, per=per, day=agreement.agreed_date),
    ]
    if agreement.young_person_words:
        lines.append(f"{t('icm.words')} {literal(agreement.young_person_words)}")
    return "\n\n".join(lines)


def _draw_earlier(earlier: Sequence[IcmAgreement]) -> None:
    if earlier:
        with st.expander(t("icm.earlier", n=len(earlier))):
            for agreement in reversed(earlier):
                st.markdown(_told(agreement))


def _draw_reviews(case: CaseHeader, course: SupportCourse, reviews: Sequence[IcmReview]) -> None:
    st.markdown(f"**{t('icm.review')}**")
    last = reviews[-1] if reviews else None
    due = review_due(course.start_date, last.next_date if last else None)
    if course.open:
        late = today() > due
        (st.warning if late else st.markdown)(t(f"icm.next{'_late' if late else ''}", due=due))
    if last is not None and not last.still_needed and course.open:
        st.info(t("icm.not_needed"))
        case_link("closure", case.number, t("support_phase.to_closure"))
    if reviews:
        st.markdown("\n".join(f"- {_review(each)}" for each in reversed(reviews)))


def _review(each: IcmReview) -> str:
    said = t(f"icm.{'needed' if each.still_needed else 'ended'}", day=each.review_date)
    return f"{said} {literal(each.reason)}"
