"""The scores of one life domain over time, as a small drawing of our own.

It is a picture with a text beside it; nothing in it is a person's own text.
"""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape  # writes and reads nothing  # nosec B406

import streamlit as st

from core.development import DomainCourse, Point
from core.measurement import HIGHEST, LOWEST
from pages.shared.colours import Shade, on_screen
from pages.shared.dialogue_fields import domain_word
from pages.shared.formats import day
from pages.shared.frame import language, t_plain

WIDTH, HEIGHT = 340, 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 320, 14, 98
_MARKS = {
    "young_person": '<circle cx="{x}" cy="{y}" r="5"/>',
    "worker": '<rect x="{left}" y="{top}" width="9" height="9"/>',
    "joint": '<path d="M{x} {high} L{far} {y} L{x} {low} L{near} {y} Z"/>',
}
"""Who gave the score, told by shape and not by colour."""


def draw_line(course: DomainCourse) -> None:
    """The drawing, with everything it shows told in words for who can not see it."""
    points = ", ".join(map(_told, course.points))
    said = t_plain("measurement.line", domain=domain_word(course.domain), points=points)
    st.image(on_screen(line(course.points, language())), alt=said, width="stretch")


def _told(point: Point) -> str:
    if point.scored_by is None:
        return t_plain("measurement.line_point_unknown", score=point.score, date=point.date)
    who = t_plain(f"code.scored_by.{point.scored_by}")
    return t_plain("measurement.line_point", score=point.score, date=point.date, who=who)


def line(points: Sequence[Point], spoken: str) -> str:
    """The drawing as SVG: height is the score from 1 to 5, breadth the days between the scores."""
    places = [(_across(points, each.date), _up(each.score), each.scored_by) for each in points]
    path = " ".join(f"{x},{y}" for x, y, _ in places)
    marks = "".join(_mark(*place) for place in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Source Sans, Arial, sans-serif" '
        f'font-size="12">{_grid()}'
        f'<polyline points="{path}" fill="none" stroke="{Shade.TEAL}" stroke-width="2"/>'
        f'<g fill="{Shade.TEAL}">{marks}</g>{_days(points, spoken)}</svg>'
    )


def _across(points: Sequence[Point], when: date) -> int:
    first, last = points[0].date, points[-1].date
    if first == last:
        return (_LEFT + _RIGHT) // 2
    share = (when - first).days / (last - first).days
    return round(_LEFT + 8 + share * (_RIGHT - _LEFT - 16))


def _up(score: int) -> int:
    share = (score - LOWEST) / (HIGHEST - LOWEST)
    return round(_BOTTOM - share * (_BOTTOM - _TOP))


def _mark(x: int, y: int, scored_by: str | None) -> str:
    shape = _MARKS.get(scored_by or "", _MARKS["young_person"])
    return shape.format(
        x=x, y=y, left=x - 4.5, top=y - 4.5, high=y - 6.5, low=y + 6.5, near=x - 6.5, far=x + 6.5
    )


def _grid() -> str:
    lines = "".join(
        f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{_up(score)}" y2="{_up(score)}"/>'
        for score in range(LOWEST, HIGHEST + 1)
    )
    words = "".join(
        f'<text x="8" y="{_up(score) + 4}">{score}</text>' for score in range(LOWEST, HIGHEST + 1)
    )
    return f'<g stroke="{Shade.FAINT}">{lines}</g><g fill="{Shade.QUIET}">{words}</g>'


def _days(points: Sequence[Point], spoken: str) -> str:
    first, last = (escape(day(spoken, each.date)) for each in (points[0], points[-1]))
    if points[0].date == points[-1].date:
        middle = (_LEFT + _RIGHT) // 2
        return (
            f'<text x="{middle}" y="122" text-anchor="middle" fill="{Shade.QUIET}">{first}</text>'
        )
    return (
        f'<text x="{_LEFT}" y="122" fill="{Shade.QUIET}">{first}</text>'
        f'<text x="{_RIGHT}" y="122" text-anchor="end" fill="{Shade.QUIET}">{last}</text>'
    )
