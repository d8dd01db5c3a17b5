"""A worker's caseload as bars with words: young people, cap, free places, and caps set aside."""

from datetime import date

import streamlit as st

from core.records.caseload import CaseloadLine, Granted, WorkerLoad
from core.rounding import whole_percent
from pages.shared.caseload_words import line_name
from pages.shared.frame import t, today


def draw_bars(load: WorkerLoad) -> None:
    """A bar for each method; beneath it what the bar can not say."""
    for line in load.lines:
        st.progress(min(line.active / line.cap, 1.0) if line.cap else 1.0, text=_bar(line))
    for remark in _remarks(load):
        st.caption(remark)
    for line in load.lines:
        _draw_granted(line)


def _bar(line: CaseloadLine) -> str:
    what = line_name(line)
    facts = {"active": line.active, "cap": line.cap}
    if line.over:
        return t("caseload.over", what=what, **facts)
    if not line.free:
        return t("caseload.full", what=what, **facts)
    return t("caseload.bar", what=what, n=line.free, **facts)


def _remarks(load: WorkerLoad) -> list[str]:
    mixed = next((line for line in load.lines if line.beside and line.active), None)
    said = [t("caseload.mixed", percent=whole_percent(mixed.filled))] if mixed else []
    part = load.lines[0].part
    if part is not None and part < 1:
        said.append(t("caseload.part_time", percent=whole_percent(part)))
    return said


def _draw_granted(line: CaseloadLine) -> None:
    for granted in line.overrides:
        if granted.in_force(today()):
            st.caption(_granted(granted))
    last = _last_day(line)
    if line.over and last is not None and last < today():
        st.warning(t("caseload.lapsed", until=last))


def _granted(granted: Granted) -> str:
    facts = {"reason": granted.reason, "by": granted.by_name, "date": granted.granted}
    if granted.valid_to is None:
        return t("caseload.set_aside_open", **facts)
    return t("caseload.set_aside", until=granted.valid_to, **facts)


def _last_day(line: CaseloadLine) -> date | None:
    """The last day of all that was set aside; None where something has no end."""
    ends = [granted.valid_to for granted in line.overrides]
    return max((end for end in ends if end is not None), default=None) if all(ends) else None
