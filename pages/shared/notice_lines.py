"""A notice as one line: what is due, when, why it is told, and a link to where it is done."""

from datetime import date

import streamlit as st

from core.records.notices import Notice, When, Why
from core.releases import half_year
from db import queries
from pages.shared.documents.cover import period_name
from pages.shared.formats import literal, month
from pages.shared.frame import has_words, language, person, t, today
from pages.shared.links import link
from pages.shared.navigation import page_of
from pages.shared.overview_due import due_link


def link_to_notices() -> None:
    """One line on the home page; none where there is nothing to see."""
    count = len(queries.notices.of_person(by=person(), on=today()))
    if count:
        st.page_link(page_of("notices"), label=t("notices.all_of_them", n=count))


def draw_notice(notice: Notice, *, whom: bool) -> None:
    """The line. `whom`: it says whom it is for, where it is not only the reader's own."""
    beside = _for_whom(notice) if whom else _why(notice)
    if notice.case is not None and notice.due is not None:
        due_link(notice.case, notice.due, beside=beside)
        return
    name = f"**{literal(notice.name)}** · " if _names(notice) else ""
    link(notice.page, f"{name}{_said(notice)}{beside}", **notice.address)


def _names(notice: Notice) -> bool:
    return bool(notice.name) and notice.name != person().name


def _said(notice: Notice) -> str:
    """A sentence of its own where there is one, else what is to be done and by when."""
    late = notice.when is When.OVERDUE
    key = f"notices.told.{notice.rule}"
    if late and has_words(f"{key}_late"):
        key = f"{key}_late"
    if has_words(key):
        return t(key, what=notice.what, date=notice.due_date)
    what = " · ".join(filter(None, (t(f"notices.what.{notice.rule}"), _what(notice))))
    return what + t("due.late" if late else "due.by", what="", date=notice.due_date)


NAMED_BY = {"question": "implementation_question"}
"""What is called by words of the catalogues: the part of the address that names it, its table."""


def _what(notice: Notice) -> str:
    """What people call it: as they typed it, or by words of the catalogues."""
    for part, table in NAMED_BY.items():
        key = f"{table}.{notice.address.get(part)}"
        if has_words(key):
            return t(key)
    if notice.rule == "project_report":
        return literal(period_name(half_year(date.fromisoformat(notice.what)), language()))
    if notice.rule == "access_review":
        return literal(month(language(), date.fromisoformat(notice.what)))
    return literal(notice.what)


def _why(notice: Notice) -> str:
    """Why the reader is told, where it is not simply theirs."""
    told = notice.why(person().account_id)
    if told is None or told.why is Why.OWN:
        return ""
    name = queries.notices.whose(notice, person().account_id)
    if told.why in {Why.DEPUTY, Why.INSTEAD} and not name:
        return ""
    return " · " + t(f"notices.why.{told.why}", name=name)


def _for_whom(notice: Notice) -> str:
    names = queries.notices.names_told(notice, today())
    return " · " + t("notices.to", names=names) if names else ""
