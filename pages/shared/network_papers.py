"""The buttons that make the network's papers as PDF: map, network overview, interventions."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from core.network_map import on_map
from core.words import phrase
from pages.shared.documents.network import Paper, Section, paper_pdf
from pages.shared.frame import language, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.network_around import Around
from pages.shared.network_map_drawing import described, drawing, map_layout
from pages.shared.network_map_view import name_of, table
from pages.shared.whose import place

W = "network_map.paper"


def draw_map_paper(around: Around) -> None:
    """The map on one page, the same as a table on the next."""
    drawn = map_layout(map(on_map, around.people), language())
    title = t_plain("network_map.picture_title", name=around.shown_name)
    unplaced = tuple(name_of(one) for one in drawn.unplaced)
    paper = Paper(
        title=title,
        place=place(),
        language=language(),
        made=today(),
        lines=[t_plain("network_map.unplaced", names=", ".join(unplaced))] if unplaced else [],
        picture=drawing(drawn, name=around.shown_name, language=language()),
        alt=f"{title}. {described(drawn, language())}",
        sections=[Section(t_plain(f"{W}.same"), table(drawn))],
    )
    _button(around, "map", paper)


def draw_overview_paper(around: Around, lines: Sequence[Mapping[str, str]]) -> None:
    """The network overview with contact details."""
    _button(around, "overview", _plain_paper(around, "overview", [Section("", lines)]))


def draw_interventions_paper(around: Around, sections: Sequence[Section]) -> None:
    """What the young person receives, by where it stands."""
    _button(around, "interventions", _plain_paper(around, "interventions", sections))


def _plain_paper(around: Around, kind: str, sections: Sequence[Section]) -> Paper:
    return Paper(
        title=t_plain(f"{W}.{kind}_title", name=around.shown_name),
        place=place(),
        language=language(),
        made=today(),
        sections=sections,
    )


def _button(around: Around, kind: str, paper: Paper) -> None:
    """The file is named by the case number, so that its name tells of nobody."""
    stem = phrase(language(), f"{W}.{kind}_file")
    st.download_button(
        t(f"{W}.{kind}"),
        data=handed_over(kind, partial(paper_pdf, paper), case_id=around.case.id),
        file_name=f"{stem}-{around.case.number}.pdf",
        mime="application/pdf",
        key=f"network_map.paper.{kind}",
        on_click="ignore",
    )
