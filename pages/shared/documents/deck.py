"""The slides: one exhibit on each with a native, editable chart; its words are in the note."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.datalabel import DataLabels
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from core.words import phrase
from pages.shared.documents.cover import Cover
from pages.shared.documents.exhibit import Absent, Chart, Column, Exhibit, Measure, Row
from pages.shared.documents.palette import COLOURS, colour_of
from pages.shared.documents.wording import Wording
from pages.shared.documents.workbook import FORMATS

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _TOP = Inches(0.7), Inches(0.45)
_INK, _GREY = RGBColor(0x1D, 0x2B, 0x2E), RGBColor(0x4A, 0x59, 0x5D)
_WHITE, _HALF_LIGHT = RGBColor(0xFF, 0xFF, 0xFF), 400
_TITLE_ONLY = 5
_KINDS = {
    Chart.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Chart.PARTS: XL_CHART_TYPE.BAR_STACKED_100,
}
_LABELLED = 24
"""Of more bars than this only our own carry numbers, else they would lie upon each other."""


def deck(cover: Cover, exhibits: Sequence[Exhibit]) -> bytes:
    """The file."""
    words, show = Wording(cover.language), Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    properties = show.core_properties
    properties.title = f"{cover.title} · {cover.period_name}"
    properties.author, properties.language = cover.place, cover.language
    layout = show.slide_layouts[_TITLE_ONLY]
    _first(show.slides.add_slide(layout), cover, words)
    for number, one in enumerate(exhibits, start=2):
        _slide(show.slides.add_slide(layout), cover, one, words, number)
    file = BytesIO()
    show.save(file)
    return file.getvalue()


def _first(slide: Slide, cover: Cover, words: Wording) -> None:
    _headline(slide, cover.title, Inches(2.4), 44, cover.language)
    _say(slide, cover.period_name, Inches(3.5), 28, cover.language)
    _say(slide, cover.place, Inches(4.2), 20, cover.language)
    reading = words.say("exhibit.document.reading", k=cover.hidden_below)
    _say(slide, reading, Inches(5.6), 16, cover.language)


def _slide(slide: Slide, cover: Cover, exhibit: Exhibit, words: Wording, number: int) -> None:
    _headline(slide, exhibit.headline, _TOP, 32, cover.language)
    counted = words.say("exhibit.document.counted", unit=exhibit.counted)
    _say(slide, counted, Inches(1.2), 18, cover.language)
    _chart(slide, exhibit, words)
    foot = f"{cover.place} · {cover.period_name}"
    _say(slide, foot, Inches(6.95), 14, cover.language, width=Inches(10))
    _say(slide, str(number), Inches(6.95), 14, cover.language, left=Inches(11.6), width=Inches(1))
    note = slide.notes_slide.notes_text_frame
    if note is not None:
        note.text = note_of(exhibit, words)


def note_of(exhibit: Exhibit, words: Wording) -> str:
    """What stands in the note: the definition, every row in words, and the reservations."""
    rows = [
        f"{row.name}: "
        + ", ".join(
            f"{column.name} {words.value(cell, exhibit.measured(row, column))}"
            for cell, column in zip(row.cells, exhibit.columns, strict=True)
        )
        for row in exhibit.rows
    ]
    return "\n".join((exhibit.definition, *rows, *exhibit.notes, exhibit.source))


def _chart(slide: Slide, exhibit: Exhibit, words: Wording) -> None:
    data = CategoryChartData(number_format=FORMATS[_measure(exhibit)])
    bars = list(exhibit.bars())
    data.categories = [_label(exhibit, row, words) for row, _ in bars]
    for place, column in enumerate(exhibit.drawn):
        data.add_series(column.name, [values[place] for _, values in bars])
    frame = slide.shapes.add_chart(
        _KINDS[exhibit.chart], _LEFT, Inches(1.65), WIDTH - 2 * _LEFT, Inches(5.15), data
    )
    frame.name = exhibit.headline
    described = words.say("exhibit.document.chart", headline=exhibit.headline)
    frame._element._nvXxPr.cNvPr.set("descr", described)  # noqa: SLF001 — no public way
    _style(frame.chart, exhibit, len(bars))


def _measure(exhibit: Exhibit) -> Measure:
    return exhibit.drawn[0].measure if exhibit.drawn else Measure.COUNT


def _label(exhibit: Exhibit, row: Row, words: Wording) -> str:
    """The row's name, with its n where it has one, or with the word that it is hidden."""
    drawn = [exhibit.cell(row, column.key) for column in exhibit.drawn]
    n = exhibit.cell(row, "n")
    if Absent.HIDDEN in (*drawn, n):
        return f"{row.name} ({words('absent', 'hidden')})"
    return row.name if isinstance(n, Absent) else f"{row.name} (n = {n:.0f})"


def _style(chart: NativeChart, exhibit: Exhibit, rows: int) -> None:
    size = Pt(16 if rows <= 8 else 13 if rows <= 12 else 11)  # noqa: PLR2004 — what fits
    chart.font.size, chart.font.color.rgb = size, _INK
    chart.has_title = False
    chart.has_legend = len(exhibit.drawn) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    parts = exhibit.chart is Chart.PARTS
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if parts else -5
    for place, column in enumerate(exhibit.drawn):
        colour = RGBColor.from_string(COLOURS[colour_of(exhibit, column)].removeprefix("#"))
        series = plot.series[place]
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        if place == 0 or parts or rows * len(exhibit.drawn) <= _LABELLED:
            _number(series.data_labels, column, size, _over(colour) if parts else _INK)
    _axes(chart)


def _number(labels: DataLabels, column: Column, size: Pt, colour: RGBColor) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = FORMATS[column.measure], False
    labels.font.size, labels.font.color.rgb = size, colour


def _over(colour: RGBColor) -> RGBColor:
    """White on a dark ground, ink on a light one."""
    return _WHITE if sum(colour) < _HALF_LIGHT else _INK


def _axes(chart: NativeChart) -> None:
    """The first row on top; no grid, no numbers along the axis: they stand at the bars."""
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _GREY
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _headline(slide: Slide, text: str, top: Emu, size: int, language: str) -> None:
    title = slide.shapes.title
    if title is None:
        return
    title.left, title.top, title.width, title.height = _LEFT, top, WIDTH - 2 * _LEFT, Inches(0.8)
    _fill(title.text_frame, text, size, language, bold=True)


def _say(
    slide: Slide,
    text: str,
    top: Emu,
    size: int,
    language: str,
    *,
    left: Emu = _LEFT,
    width: Emu | None = None,
) -> None:
    box = slide.shapes.add_textbox(left, top, width or WIDTH - 2 * _LEFT, Inches(0.4))
    _fill(box.text_frame, text, size, language)


def _fill(frame: Any, text: str, size: int, language: str, *, bold: bool = False) -> None:
    frame.word_wrap = True
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = _INK if bold else _GREY
            run._r.get_or_add_rPr().set("lang", phrase(language, "writing.locale"))  # noqa: SLF001
