"""The count of homelessness on a day: asked for with one press, shown by situation, taken home."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from core.calendar import age_on
from core.codes import Coded
from core.homelessness import Counted, HomelessCount, week_six
from core.permissions import Act, Scope, scopes
from db import actions
from pages.shared.charts import Column, Form, Table, csv_file
from pages.shared.charts.drawing import draw_table
from pages.shared.form import Form as Asked
from pages.shared.form_fields import EARLIEST
from pages.shared.formats import numbered
from pages.shared.frame import open_section, person, saving, t, t_plain, today, turn_to
from pages.shared.handing_over import handed_over
from pages.shared.heads import draw_heading
from pages.shared.links import link

FORM = "homeless_count"


def counted_day(asked: str) -> date | None:
    """The day of the address; None where it names none that a count can be made of."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if EARLIEST <= day <= today() else None


def draw_count_form() -> None:
    """The day, the Wednesday of the last week 6 at first, and the button."""
    with open_section("homeless_count.heading"):
        st.caption(t("homeless_count.about"))
        form = Asked(FORM, initial={"day": week_six(today())})
        day = form.day("day", latest=today())
        if form.save(primary=False):
            with saving(form, t("homeless_count.saved")):
                counted = actions.home_events.count_homelessness(day, by=person(), on=today())
                turn_to(count=counted.isoformat())


def draw_count(found: HomelessCount) -> None:
    """The nine situations, who is in them, those of whom it is not known, and the file."""
    link("housing", t("housing.back"))
    draw_heading(t("homeless_count.made", day=found.on))
    year, week, _ = found.on.isocalendar()
    about = [t("homeless_count.week", week=str(week), year=str(year))]
    if Scope.ALL not in scopes(person(), Act.COUNT_HOMELESSNESS):
        about.append(t("homeless_count.own"))
    st.caption(" ".join(about))
    st.markdown(f"**{t('homeless_count.sum', n=found.homeless)}** {_rest(found)}")
    draw_table(_sums(found))
    _draw_file(found)
    _draw_people(found)


def _rest(found: HomelessCount) -> str:
    said = [t("homeless_count.housed", n=found.housed)]
    if found.unknown:
        said.append(t("homeless_count.unknown", n=len(found.unknown)))
    return " ".join(said)


def _situation(code: str) -> str:
    return t_plain(f"code.housing_situation.{code}")


def _sums(found: HomelessCount) -> Table:
    columns = (
        Column(t_plain("homeless_count.situation")),
        Column(t_plain("homeless_count.number"), Form.WHOLE),
    )
    rows: list[tuple[str, int]] = [
        (_situation(code), len(those)) for code, those in found.people.items()
    ]
    return Table(columns, [*rows, (t_plain("homeless_count.total"), found.homeless)])


def _draw_people(found: HomelessCount) -> None:
    if not found.homeless and not found.unknown:
        return
    with open_section("homeless_count.who"):
        for code, those in found.people.items():
            if those:
                st.markdown(f"**{t('homeless_count.of', what=Coded('housing_situation', code))}**")
                _draw_lines(those)
        if found.unknown:
            st.markdown(f"**{t('homeless_count.unknown_heading')}**")
            _draw_lines(found.unknown)


def _draw_lines(those: Sequence[Counted]) -> None:
    for each in those:
        facts: dict[str, object] = dict(numbered(each.case.name, each.case.number))
        key = "homeless_count.line_bare"
        if each.line is not None:
            key, facts = "homeless_count.line", facts | {"since": each.line.from_date}
        link("young_person", t(key, **facts), case=str(each.case.number))


def _draw_file(found: HomelessCount) -> None:
    st.download_button(
        t("homeless_count.download"),
        handed_over("homelessness", partial(csv_file, listed(found)), day=found.on),
        file_name=t_plain("homeless_count.file", day=found.on.isoformat()),
        mime="text/csv",
        on_click="ignore",
    )


def listed(found: HomelessCount) -> Table:
    """One line for each young person; no CPR number is in it."""
    titles = ("situation", "name", "case", "age", "since")
    columns = [Column(t_plain(f"homeless_count.{title}")) for title in titles]
    known = [(_situation(code), one) for code, those in found.people.items() for one in those]
    unknown = [(t_plain("homeless_count.unknown_heading"), one) for one in found.unknown]
    return Table(columns, [_line(word, one, found.on) for word, one in (*known, *unknown)])


def _line(situation: str, one: Counted, on: date) -> tuple[str, str, int, int | None, str | None]:
    born = one.case.birth_date
    since = one.line.from_date.isoformat() if one.line else None
    return situation, one.case.name, one.case.number, age_on(born, on) if born else None, since
