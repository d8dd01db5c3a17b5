"""CTI as one calm line: the contact building, the three phases, the pauses, and today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from core.cti_progress import PhaseProgress, Stands
from core.records.support import Pause
from core.support import Phase
from pages.shared.frame import t_plain

_STYLE = """<style>
.cti-line { margin: 0.25rem 0 0.5rem; }
.cti-line .bar { position: relative; display: flex; gap: 3px; padding-top: 1.6rem; }
.cti-line .phase { min-width: 0; }
.cti-line .strip { height: 0.85rem; border-radius: 0.25rem; background: #d5e3e5; }
.cti-line .over .strip { background: #8fb3b9; }
.cti-line .now .strip { background: #1f5f6b; }
.cti-line .building .strip { background: #ece4d6; }
.cti-line .building.now .strip { background: #b58a45; }
.cti-line .name { font-size: 0.875rem; font-weight: 600; color: #22343a; }
.cti-line .days { font-size: 0.8125rem; color: #4a595d; }
.cti-line .pause { position: absolute; top: 1.6rem; height: 0.85rem; min-width: 3px;
  background: repeating-linear-gradient(45deg, #ffffff 0 3px, #6b4a1e 3px 6px); }
.cti-line .today { position: absolute; top: 1.1rem; height: 1.8rem; width: 2px;
  background: #a3271f; }
.cti-line .today-name { position: absolute; top: 0; font-size: 0.8125rem; font-weight: 600;
  color: #a3271f; white-space: nowrap; }
</style>"""
_RIGHT = 70
"""Percent of the line from which the word for today stands to the left of its mark."""


def draw_line(phases: Sequence[PhaseProgress], pauses: Sequence[Pause], on: date) -> None:
    """The line; what it shows is told in words by the cards under it as well."""
    first, last = phases[0].span.first, phases[-1].span.last
    parts = [
        *(_phase(each) for each in phases),
        *_pauses(pauses, first, last, on),
        *_today(first, last, on),
    ]
    label = escape(t_plain("cti.line", first=first, last=last))
    bar = "".join(parts)
    st.html(
        f'{_STYLE}<div class="cti-line" role="group" aria-label="{label}">'
        f'<div class="bar">{bar}</div></div>'
    )


def _phase(each: PhaseProgress) -> str:
    span = each.span
    days = (span.last - span.first).days + 1
    kinds = ["phase", each.stands.value if each.stands is not Stands.AHEAD else "coming"]
    if span.phase is Phase.CONTACT:
        kinds.append("building")
    name = escape(t_plain(f"cti.short.{span.phase}"))
    shown = escape(t_plain("cti.short_days", first=_short(span.first), last=_short(span.last)))
    return (
        f'<div class="{" ".join(kinds)}" style="flex: {max(days, 45)} 1 0">'
        f'<div class="strip"></div><div class="name">{name}</div>'
        f'<div class="days">{shown}</div></div>'
    )


def _short(day: date) -> str:
    return f"{day.day}.{day.month}."


def _pauses(pauses: Sequence[Pause], first: date, last: date, on: date) -> Iterator[str]:
    for pause in pauses:
        begun, ended = max(pause.first, first), min(pause.last or on, last)
        if begun <= ended:
            left = _percent(begun, first, last)
            width = _percent(ended + timedelta(days=1), first, last) - left
            yield f'<div class="pause" style="left: {left:.2f}%; width: {width:.2f}%"></div>'


def _today(first: date, last: date, on: date) -> Iterator[str]:
    if first <= on <= last:
        at = _percent(on, first, last)
        word = escape(t_plain("cti.today", day=on))
        place = f"right: {100 - at:.2f}%" if at > _RIGHT else f"left: {at:.2f}%"
        yield f'<div class="today" style="left: {at:.2f}%"></div>'
        yield f'<div class="today-name" style="{place}">{word}</div>'


def _percent(day: date, first: date, last: date) -> float:
    return 100 * (day - first).days / ((last - first).days + 1)
