"""The forecast in plain sentences: the next free place, the wait, and what a change would do."""

from datetime import date, timedelta

import streamlit as st

from core.codes import Method
from core.records.forecast import MethodOutlook, Outlook, Spread
from core.rounding import whole_percent
from core.words import code_key
from pages.shared.charts import Column, Table
from pages.shared.charts.drawing import draw_table
from pages.shared.frame import t, t_plain
from pages.shared.heads import draw_heading

ORDER = (Method.CTI, Method.ICM, Method.SM)


def draw_said(outlook: Outlook) -> None:
    """For each method: how it stands, the next place, and how long a referral of today waits."""
    for method in ORDER:
        with st.container(border=True):
            answer = outlook.methods[method]
            draw_heading(t(code_key(method)))
            st.markdown("  \n".join(sentences(answer, outlook.on)))


def sentences(answer: MethodOutlook, on: date) -> list[str]:
    """What is said of one method."""
    if not answer.now.places:
        return [t("forecast.no_places")]
    now = t("forecast.now", free=answer.now.free, places=answer.now.places, n=answer.now.active)
    return [
        f"**{_next(answer, on)}**",
        _wait(answer),
        " ".join([now, *_waiting(answer), *_advisory(answer)]),
    ]


def _next(answer: MethodOutlook, on: date) -> str:
    """When the next place that nobody waits for is free."""
    found, facts = answer.next_free, {"method": t_plain(code_key(answer.method))}
    if found.median is None:
        return t("forecast.next.none", percent=whole_percent(answer.chance), **facts)
    if found.high == 0:
        return t("forecast.next.now", n=answer.now.unclaimed or 1, **facts)
    day = on + timedelta(days=found.median)
    first = on + timedelta(days=found.low or 0)
    if found.high is None:
        return t("forecast.next.open", day=day, first=first, **facts)
    last = on + timedelta(days=found.high)
    if first == last:
        return t("forecast.next.sure", day=day, **facts)
    return t("forecast.next.about", day=day, first=first, last=last, **facts)


def _wait(answer: MethodOutlook) -> str:
    """From a referral today to the first day."""
    found = answer.wait
    if found.median is None:
        return t("forecast.wait.none")
    if found.high == 0:
        return t("forecast.wait.no_wait")
    if found.high is None:
        return t("forecast.wait.open", n=found.median, low=found.low or 0)
    said = t("forecast.wait.about", n=found.median, low=found.low or 0, high=found.high)
    queue = answer.queue
    return f"{said} {t('forecast.wait.queue', n=queue.median)}" if queue.median else said


def _waiting(answer: MethodOutlook) -> list[str]:
    now = answer.now
    if not now.waiting:
        return []
    said = [t("forecast.waiting", n=now.waiting)]
    return [*said, t("forecast.waiting_home", n=now.waiting_home)] if now.waiting_home else said


def _advisory(answer: MethodOutlook) -> list[str]:
    return [t("forecast.advisory")] if answer.method is Method.SM else []


# ---------------------------------------------------------------- what a change would do


def draw_change(now: Outlook, changed: Outlook) -> None:
    """As things are, and with the change: every answer that it alters."""
    columns = [
        Column(t_plain("forecast.column.what")),
        Column(t_plain("forecast.as_now")),
        Column(t_plain("forecast.changed")),
    ]
    rows = [
        (t_plain(f"forecast.row.{name}", method=t_plain(code_key(method))), before, after)
        for method in ORDER
        for name, before, after in _compared(now.methods[method], changed.methods[method], now.on)
        if before != after
    ]
    if not rows:
        st.info(t("forecast.changes_nothing"))
        return
    draw_table(Table(columns, rows))
    st.caption(t("forecast.change_about"))


def _compared(before: MethodOutlook, after: MethodOutlook, on: date) -> list[tuple[str, str, str]]:
    return [
        ("next_free", _day(before.next_free, on), _day(after.next_free, on)),
        ("wait", _days(before.wait), _days(after.wait)),
        *(
            (
                f"free_{place + 1}",
                _places(before.months[place].free),
                _places(after.months[place].free),
            )
            for place in (2, 5, 11)
        ),
        (
            "over" if before.method is Method.SM else "waiting",
            _places(before.months[-1].waiting),
            _places(after.months[-1].waiting),
        ),
    ]


def _day(found: Spread, on: date) -> str:
    if found.median is None:
        return t_plain("forecast.not_within_a_year")
    if found.median == 0:
        return t_plain("forecast.today")
    return t_plain("forecast.day", day=on + timedelta(days=found.median))


def _days(found: Spread) -> str:
    if found.median is None:
        return t_plain("forecast.more_than_a_year")
    return t_plain("forecast.days", n=found.median)


def _places(found: Spread) -> str:
    return t_plain("forecast.between", n=found.median, low=found.low, high=found.high)
