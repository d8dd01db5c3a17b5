"""One sample: its look-ups, why it was drawn, and what the reviewer found."""

import streamlit as st

from core.access_log import OwnLookup
from core.records.access_log import Finding, Sample
from db import actions, queries
from pages.shared.access_log_lines import draw_each
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, sentence, t
from pages.shared.heads import draw_name


def sample_label(sample: Sample) -> str:
    """Whose look-ups, at which case, how many."""
    line = sample.line
    if line is None:
        return t("access_log.sample_gone", n=len(sample.sequences))
    facts = [literal(line.name or t("access_log.program"))]
    if line.case_number is not None:
        facts.append(t("case.number", number=str(line.case_number)))
    facts.append(t("access_log.many", n=len(sample.sequences)))
    return " · ".join(facts)


def draw_sample(sample: Sample) -> None:
    """The look-ups and the form."""
    draw_name(sample_label(sample))
    st.markdown("\n".join(f"- {t(f'access_log.why.{code}')}" for code in sample.rules))
    lines = queries.access_reviews.lines_behind(sample, by=person())
    if not lines:
        st.caption(t("access_log.line_gone"))
    draw_each(lines)
    if len(sample.sequences) > len(lines) > 0:
        st.caption(t("access_log.first_lines", n=len(lines)))
    _draw_finding(sample)
    if sample.account_id == person().account_id:
        st.info(sentence(OwnLookup()))
        return
    _sign_off(sample)


def _draw_finding(sample: Sample) -> None:
    if sample.finding is None:
        return
    key = "access_log.signed_off"
    st.markdown(t(key, finding=sample.finding, name=sample.found_by, time=sample.found_time))
    if sample.note:
        st.markdown(literal(sample.note))
    if sample.finding is Finding.BREACH:
        st.warning(t("access_log.breach_duty"))


def _sign_off(sample: Sample) -> None:
    initial = {"finding": sample.finding.value if sample.finding else None, "note": sample.note}
    form = Form("access_finding_form", sample.id, sample.version, initial=initial)
    finding = form.one_of("finding", [each.value for each in Finding], words="finding")
    if finding == Finding.BREACH:
        st.warning(t("access_log.breach_duty"))
    note = form.text("note", area=True)
    if form.save():
        with saving(form, t("access_finding_form.saved"), leaves="sample"):
            actions.access_log.sign_off(
                sample.id,
                Finding(finding) if finding else None,
                note_text=note,
                seen_version=form.seen_version,
                by=person(),
            )
