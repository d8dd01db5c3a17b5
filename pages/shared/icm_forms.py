"""The two forms of ICM: goals and rhythm, and the review."""

from core.icm import MOST_CONTACTS, IcmAgreementTold, IcmReviewTold
from core.records.cases import CaseHeader
from core.records.cti import IcmAgreement, IcmReview
from core.records.support import SupportCourse
from db import actions
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.frame import person, saving, t, today
from pages.shared.support_parts import part_link


def agreement_form(
    case: CaseHeader, course: SupportCourse, last: IcmAgreement | None, *, mends: bool = False
) -> None:
    """Goals and rhythm as agreed with the young person; begins with those in force.

    `mends`: the last one is put right instead of followed by a new one.
    """
    initial: dict[str, object] = {"agreed_date": today(), "per": "week"}
    if last is not None:
        initial |= {"goals": last.goals, "contacts": last.contacts, "per": last.per}
    mended = last if mends else None
    if mended is not None:
        initial |= {"agreed_date": mended.agreed_date}
        initial |= {"young_person_words": mended.young_person_words}
    form = _form("icm_agreement_form", course, mended, initial)
    told = IcmAgreementTold(
        goals=form.text("goals", area=True),
        contacts=form.number("contacts", least=1, most=MOST_CONTACTS),
        per=form.one_of("per", "rhythm_unit"),
        young_person_words=form.text("young_person_words", area=True),
        agreed_date=form.day("agreed_date"),
    )
    if form.save():
        with saving(form, t("icm_agreement_form.saved"), leaves="do"):
            if mended is not None:
                actions.icm.correct_agreement(
                    mended.id, told, seen_version=form.seen_version, by=person(), on=today()
                )
            else:
                seen = last.id if last else None
                actions.icm.agree(course.id, told, seen_id=seen, by=person(), on=today())
    part_link("support_phase", case, "support", t("cti.back"))


def review_form(
    case: CaseHeader, course: SupportCourse, last: IcmReview | None, *, mends: bool = False
) -> None:
    """Whether the intensity is still needed, and why; `mends`: the last one is put right."""
    mended = last if mends else None
    initial: dict[str, object] = {"review_date": today()}
    if mended is not None:
        initial = {name: getattr(mended, name) for name in ("review_date", "reason", "next_date")}
        initial["still_needed"] = YES_NO[mended.still_needed]
    form = _form("icm_review_form", course, mended, initial)
    told = IcmReviewTold(
        still_needed=form.yes_no("still_needed"),
        reason=form.text("reason", area=True),
        review_date=form.day("review_date"),
        next_date=form.day("next_date"),
    )
    if form.save():
        with saving(form, t("icm_review_form.saved"), leaves="do"):
            if mended is not None:
                actions.icm.correct_review(
                    mended.id, told, seen_version=form.seen_version, by=person(), on=today()
                )
            else:
                seen = last.id if last else None
                actions.icm.review(course.id, told, seen_id=seen, by=person(), on=today())
    part_link("support_phase", case, "support", t("cti.back"))


def _form(
    name: str,
    course: SupportCourse,
    mended: IcmAgreement | IcmReview | None,
    initial: dict[str, object],
) -> Form:
    if mended is None:
        return Form(name, course.id, initial=initial)
    return Form(name, mended.id, mended.version, initial=initial)
