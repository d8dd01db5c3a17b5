"""The lines of the log, newest first, a page at a time. What is asked for is in the address."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

import streamlit as st

from core.access_log import kinds_seen
from core.case_numbers import case_number
from core.permissions import Act, may
from core.records.access_log import LineKind, LogLine, LogPage, LogWanted
from core.words import code_key
from db import queries
from pages.shared.access_log_words import facts_of, sentence_of
from pages.shared.formats import COPENHAGEN, clock
from pages.shared.frame import keep, language, person, recall, t, t_plain, today
from pages.shared.paging import narrowed

PAGE = "access_log"
MOST_DIGITS = 9


def draw_lines() -> None:
    """The filters, and the page of lines they leave."""
    st.caption(
        t(f"{PAGE}.explained" if may(person(), Act.REVIEW_ACCESS) else f"{PAGE}.counts_only")
    )
    wanted = _ask()
    if wanted is None:
        st.error(t(f"{PAGE}.no_case_number"))
        return
    found = queries.access_log.lines(wanted, by=person())
    if not found.lines:
        st.info(t(f"{PAGE}.none"))
    draw_each(found.lines)
    _draw_pager(found)


def draw_each(lines: Iterable[LogLine]) -> None:
    """Lines under their days."""
    for day, group in groupby(lines, key=day_of):
        told = [_told(line) for line in group]
        st.markdown(f"**{t(f'{PAGE}.day', date=day)}**\n\n" + "\n".join(told))


def day_of(line: LogLine) -> date:
    """The Danish day of a line."""
    return line.time.astimezone(COPENHAGEN).date()


def _told(line: LogLine) -> str:
    facts = "; ".join(facts_of(line))
    beside = f"  \n  :small[{facts}]" if facts else ""
    return f"- {clock(language(), line.time)} · {sentence_of(line)}{beside}"


# ---------------------------------------------------------------- what is asked for


def _ask() -> LogWanted | None:
    """What the filters ask for; None where the case number is none."""
    people = queries.access_log.people(by=person())
    kinds = [kind for kind in LineKind if kind in kinds_seen(person())]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        account_id = _choose("who", people)
        kind = _choose("kind", {kind.value: t_plain(code_key(kind)) for kind in kinds})
        first, last = _day_asked("from"), _day_asked("to")
        number = ask_case() if may(person(), Act.REVIEW_ACCESS) else None
    if number is not None and case_number(number) is None:
        return None
    return LogWanted(
        account_id=account_id,
        kind=LineKind(kind) if kind else None,
        case_number=case_number(number) if number is not None else None,
        first=first,
        last=last,
        before=_number("before"),
        after=_number("after"),
    )


def ask_case() -> str | None:
    """The case number typed, or that of the address."""
    key, asked = f"{PAGE}.case", st.query_params.get("case", "")
    keep(key, asked)
    label = t(f"{PAGE}.filter.case")
    st.text_input(label, key=key, width=140, on_change=_write, args=("case",))
    return asked.strip() or None


def _choose(name: str, words: Mapping[str, str]) -> str | None:
    key, asked = f"{PAGE}.{name}", st.query_params.get(name, "")
    keep(key, asked if asked in words else "")
    shown = narrowed(words, key=f"{key}.find", chosen=(asked,))
    told = {"": t_plain(f"{PAGE}.any.{name}"), **shown}
    chosen: str = st.selectbox(
        t(f"{PAGE}.filter.{name}"),
        list(told),
        placeholder=t("form.choose"),
        key=key,
        format_func=told.__getitem__,
        on_change=_write,
        args=(name,),
        width=190,
    )
    return chosen or None


def _day_asked(name: str) -> date | None:
    key, asked = f"{PAGE}.{name}", _read_day(st.query_params.get(name, ""))
    keep(key, asked)
    st.date_input(
        t(f"{PAGE}.filter.{name}"),
        key=key,
        format="DD.MM.YYYY",
        min_value=date(2000, 1, 1),
        max_value=today(),
        on_change=_write,
        args=(name,),
        width=140,
    )
    return asked


def _read_day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= today() else None


def _number(name: str) -> int | None:
    said = st.query_params.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS else None


def _write(name: str) -> None:
    """Put what was chosen into the address, and begin at the newest line again."""
    for other in ("before", "after"):
        st.query_params.pop(other, None)
    chosen = recall(f"{PAGE}.{name}")
    if chosen:
        st.query_params[name] = str(chosen).strip()
    else:
        st.query_params.pop(name, None)


# ---------------------------------------------------------------- on and back


def _draw_pager(found: LogPage) -> None:
    if not found.older and not found.newer:
        return
    with st.container(horizontal=True):
        for name, side, there, number in (
            ("newer", "after", found.newer, found.lines[0].sequence if found.lines else 0),
            ("older", "before", found.older, found.lines[-1].sequence if found.lines else 0),
        ):
            st.button(
                t(f"{PAGE}.{name}"),
                key=f"{PAGE}.{name}",
                disabled=not there,
                on_click=_turn,
                args=(side, number),
            )


def _turn(side: str, number: int) -> None:
    for other in ("before", "after"):
        st.query_params.pop(other, None)
    st.query_params[side] = str(number)
