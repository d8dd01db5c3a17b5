"""What the steering group takes away: the presentation, and the figures as PDF, Excel, PowerPoint.

The files are made when they are asked for, of the same exhibits as the presentation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from core.codes import Variant
from core.suppression import threshold
from core.tallies import Period
from db import queries
from pages.shared.documents.cover import Cover, file_name, period_name
from pages.shared.documents.deck import deck
from pages.shared.documents.exhibit import Exhibit
from pages.shared.documents.exhibits import exhibits
from pages.shared.documents.pdf import report_pdf
from pages.shared.documents.workbook import workbook
from pages.shared.frame import language, open_section, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.links import link
from pages.shared.released import Choice, address, released
from pages.shared.whose import place


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its ending, its type, and what makes it."""

    ending: str
    mime: str
    make: Callable[[Cover, tuple[Exhibit, ...]], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("pdf", "application/pdf", report_pdf)
KINDS = (
    PDF,
    Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", workbook),
    Kind("pptx", f"{_OFFICE}.presentationml.presentation", deck),
)


def draw_take_away(period: Period, variant: Variant | None = None) -> None:
    """The presentation and the three files of a released period."""
    choice = Choice(period, variant)
    with open_section("take_away.heading"):
        st.write(t("take_away.explanation"))
        link("presentation", t("take_away.presentation"), **address(choice))
        made = exhibits(released(choice), language())
        front = cover(t_plain("take_away.title"), choice)
        with st.container(horizontal=True):
            for kind in KINDS:
                stem = "-".join(("styregruppe", *([variant.value] if variant else [])))
                draw_file(kind, stem, front, made)


def draw_file(
    kind: Kind, stem: str, front: Cover, made: tuple[Exhibit, ...], label: str | None = None
) -> None:
    """A button that makes the file on demand and hands it over."""
    st.download_button(
        t(label or f"take_away.{kind.ending}"),
        data=handed_over(stem, partial(kind.make, front, made), form=kind.ending),
        file_name=file_name(stem.lower(), front.period, kind.ending),
        mime=kind.mime,
        key=f"take_away.{stem}.{kind.ending}",
        on_click="ignore",
    )


def cover(title: str, choice: Choice) -> Cover:
    """The front of a document about these figures."""
    named = period_name(choice.period, language())
    if choice.variant is not None:
        named = t_plain("take_away.of_variant", period=named, variant=choice.variant)
    return Cover(
        title=title,
        place=place(),
        period=choice.period,
        period_name=named,
        made=today(),
        language=language(),
        hidden_below=threshold(queries.settings.in_force(today()).suppression_k),
    )
