"""The form of an individual report: the days, the facts of those days, and a few short answers."""

from collections.abc import Iterator

import streamlit as st

from core.records.cases import CaseHeader
from core.records.reports import Report, ReportFacts, ReportKind, Told
from core.reports import QUESTIONS
from db import actions, queries
from pages.shared.contact_words import hours
from pages.shared.dialogue_fields import domain_word
from pages.shared.facts import fact_table
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading


def draw_form(case: CaseHeader, kind: ReportKind, draft: Report | None) -> None:
    """A new report, or the draft that was begun; kept as a draft, or submitted."""
    draw_heading(t(f"due.reason.report_{kind}"))
    form = _form(case, kind, draft)
    first_box, last_box = st.columns(2)
    with first_box:
        first = form.day("from_date", latest=today())
    with last_box:
        last = form.day("to_date", latest=today())
    if first and last and first <= last:
        known = queries.reports.facts(case.id, kind, first=first, last=last, by=person())
        if known is not None:
            with st.container(border=True):
                st.markdown(f"**{t('reports.facts')}**")
                draw_facts(kind, known)
    texts = {name: form.text(name, area=True) for name in QUESTIONS}
    told = Told(**texts, need=form.one_of("need", "report_need"))
    keep, submit = form.save(primary=False), form.save("report_form.submit")
    if keep or submit:
        with saving(form, t(f"report_form.{'submitted' if submit else 'saved'}"), leaves="report"):
            _write(case, kind, draft, form, (first, last), told, submit=submit)


def _form(case: CaseHeader, kind: ReportKind, draft: Report | None) -> Form:
    if draft is not None:
        texts = {name: getattr(draft.told, name) for name in (*QUESTIONS, "need")}
        days = {"from_date": draft.from_date, "to_date": draft.to_date}
        return Form("report_form", draft.id, draft.version, initial=days | texts)
    period = queries.reports.proposed_period(case.id, kind, by=person(), on=today())
    days = dict(zip(("from_date", "to_date"), period or (), strict=False))
    return Form("report_form", f"{case.id}.{kind}", initial=days)


def _write(
    case: CaseHeader,
    kind: ReportKind,
    draft: Report | None,
    form: Form,
    days: actions.reports.Days,
    told: Told,
    *,
    submit: bool,
) -> None:
    if draft is None:
        actions.reports.begin_report(
            case.id, kind, days, told, submit=submit, by=person(), on=today()
        )
    else:
        actions.reports.change_report(
            draft.id,
            days,
            told,
            submit=submit,
            seen_version=form.seen_version,
            by=person(),
            on=today(),
        )


def draw_facts(kind: ReportKind, known: ReportFacts) -> None:
    """What the records say, in lines."""
    fact_table([*_work(kind, known), *_life(known)])


def _work(kind: ReportKind, known: ReportFacts) -> Iterator[tuple[str, object]]:
    if kind is ReportKind.COLLAB:
        yield "report_fact.meetings", known.meetings
        yield (
            "report_fact.agreements",
            t_plain("report_fact.agreements_told", **known.agreements),
        )
    yield "report_fact.contacts", known.contacts
    yield "report_fact.hours", _hours(known)


def _hours(known: ReportFacts) -> str:
    told = [
        t_plain(
            "report_fact.hours_of",
            activity=t_plain(f"code.activity.{activity}"),
            hours=hours(minutes),
        )
        for activity, minutes in known.minutes.items()
    ]
    return ", ".join(told) or hours(0)


def _life(known: ReportFacts) -> Iterator[tuple[str, object]]:
    yield "report_fact.housing", _word("housing_situation", known.housing)
    yield "report_fact.education", _education(known)
    yield "report_fact.employment", _word("employment", known.employment)
    yield "report_fact.scores", _scores(known)
    for name in ("open_goals", "reached_goals"):
        if goals := getattr(known, name):
            yield f"report_fact.{name}", "\n".join(goals)


def _word(name: str, code: str | None) -> str | None:
    return t_plain(f"code.{name}.{code}") if code else None


def _education(known: ReportFacts) -> str | None:
    if known.in_education is None:
        return None
    if not known.in_education:
        return t_plain("report_fact.education_no")
    return _word("education_type", known.education_type) or t_plain("report_fact.education_yes")


def _scores(known: ReportFacts) -> str:
    return ", ".join(
        t_plain("report_fact.score_of", domain=domain_word(domain), score=score)
        for domain, score in known.scores.items()
    )
