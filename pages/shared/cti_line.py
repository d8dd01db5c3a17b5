"""CTI as one calm line: the contact building, the three phases, the pauses, and today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from core.cti_progress import PhaseProgress, Stands
from core.records.support import Pause
from core.support import Phase, PhaseSpan
from pages.shared.frame import t_plain

_STYLE = """<style>
.cti-line { margin: 0.25rem 0 0.5rem; }
.cti-line .bar { position: relative; display: flex; gap: 3px; padding-top: 1.6rem; }
.cti-line .phase { min-width: 0; }
.cti-line .strip { height: 0.85rem; border-radius: 0.25rem; background: var(--u-ahead);
  border: 1px solid var(--u-quiet); box-sizing: border-box; }
.cti-line .over .strip { background: var(--u-over); }
.cti-line .now .strip { background: var(--u-teal); }
.cti-line .building .strip { background: var(--u-building); }
.cti-line .building.now .strip { background: var(--u-building-now); }
.cti-line .name { font-size: 0.875rem; font-weight: 600; color: var(--u-ink); }
.cti-line .days { font-size: 0.8125rem; color: var(--u-quiet); }
.cti-line .pause { position: absolute; top: 1.6rem; height: 0.85rem; min-width: 3px;
  background: repeating-linear-gradient(45deg, var(--u-paper) 0 3px, var(--u-pause) 3px 6px); }
.cti-line .today { position: absolute; top: 1.1rem; height: 1.35rem; width: 2px;
  background: var(--u-late); }
.cti-line .today-name { position: absolute; top: 0; font-size: 0.8125rem; font-weight: 600;
  color: var(--u-late); white-space: nowrap; }
</style>"""
LEAST_DAYS = 45
"""A phase is drawn as wide as so many days at the least."""
_RIGHT = 70
"""Percent of the line from which the word for today stands to the left of its mark."""


def draw_line(phases: Sequence[PhaseProgress], pauses: Sequence[Pause], on: date) -> None:
    """The line; what it shows is told in words by the cards under it as well."""
    spans = [each.span for each in phases]
    first, last = spans[0].first, spans[-1].last
    parts = [*map(_phase, phases), *_pauses(pauses, spans, on), *_today(spans, on)]
    label = escape(t_plain("cti.line", first=first, last=last))
    bar = "".join(parts)
    st.html(
        f'{_STYLE}<div class="cti-line" role="group" aria-label="{label}">'
        f'<div class="bar">{bar}</div></div>'
    )


def _phase(each: PhaseProgress) -> str:
    span = each.span
    kinds = ["phase", each.stands.value if each.stands is not Stands.AHEAD else "coming"]
    if span.phase is Phase.CONTACT:
        kinds.append("building")
    name = escape(t_plain(f"cti.short.{span.phase}"))
    shown = escape(t_plain("cti.short_days", first=_short(span.first), last=_short(span.last)))
    return (
        f'<div class="{" ".join(kinds)}" style="flex: {_weight(span)} 1 0">'
        f'<div class="strip"></div><div class="name">{name}</div>'
        f'<div class="days">{shown}</div></div>'
    )


def _short(day: date) -> str:
    return f"{day.day}.{day.month}."


def _pauses(pauses: Sequence[Pause], spans: Sequence[PhaseSpan], on: date) -> Iterator[str]:
    for pause in pauses:
        begun, ended = max(pause.first, spans[0].first), min(pause.last or on, spans[-1].last)
        if begun <= ended:
            left = _percent(begun, spans)
            width = _percent(ended + timedelta(days=1), spans) - left
            yield f'<div class="pause" style="left: {left:.2f}%; width: {width:.2f}%"></div>'


def _today(spans: Sequence[PhaseSpan], on: date) -> Iterator[str]:
    if spans[0].first <= on <= spans[-1].last:
        at = _percent(on, spans)
        word = escape(t_plain("cti.today", day=on))
        place = f"right: {100 - at:.2f}%" if at > _RIGHT else f"left: {at:.2f}%"
        yield f'<div class="today" style="left: {at:.2f}%"></div>'
        yield f'<div class="today-name" style="{place}">{word}</div>'


def _days(span: PhaseSpan) -> int:
    return (span.last - span.first).days + 1


def _weight(span: PhaseSpan) -> int:
    """How wide the phase is drawn, so that a short one still has room for its name."""
    return max(_days(span), LEAST_DAYS)


def _percent(day: date, spans: Sequence[PhaseSpan]) -> float:
    """Where the morning of a day lies on the line; phases are as wide as they are drawn."""
    passed = 0.0
    for span in spans:
        gone = min(max((day - span.first).days, 0), _days(span))
        passed += _weight(span) * gone / _days(span)
    return 100 * passed / sum(map(_weight, spans))
