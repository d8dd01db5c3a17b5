from io import BytesIO

import pytest
from pptx import Presentation

from pages.shared.documents.deck import deck
from pages.shared.documents.wording import Wording
from tests.documents.office import printed
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories_documents import cover, made


@pytest.fixture(scope="module")
def content():
    return deck(cover(), made())


@pytest.fixture
def slides(content):
    return list(Presentation(BytesIO(content)).slides)


def chart(slide):
    (found,) = [shape for shape in slide.shapes if shape.has_chart]
    return found


def test_it_is_wide_and_has_a_front_and_one_slide_for_each_exhibit(content, slides):
    show = Presentation(BytesIO(content))
    assert show.slide_width / show.slide_height == pytest.approx(16 / 9, abs=0.001)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles == ["Styregruppens tal", *(one.headline for one in made())]


def test_every_slide_says_whose_and_which_period_it_is(slides):
    for number, slide in enumerate(slides[1:], start=2):
        said = {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert {"Svanevig Kommune · Demodata · 1. halvår 2026", str(number)} <= said


def test_the_charts_are_native_and_hold_the_figures_of_the_exhibits(slides):
    for one, slide in zip(made(), slides[1:], strict=True):
        plot = chart(slide).chart.plots[0]
        rows = [row for row, _ in one.bars()]
        for category, row in zip(plot.categories, rows, strict=True):
            assert category.startswith(row.name)
        for place, series in enumerate(plot.series):
            assert series.name == one.drawn[place].name
            assert list(series.values) == [values[place] for _, values in one.bars()], one.key


def test_a_hidden_figure_has_no_bar_and_its_row_says_so(slides):
    plot = chart(slides[1]).chart.plots[0]
    place = list(plot.categories).index("Afvist (skjult)")
    assert plot.series[0].values[place] is None


def test_the_number_behind_a_share_stands_with_its_name(slides):
    change = next(
        slide
        for slide in slides
        if slide.shapes.title.text_frame.text == "Udvikling på livsområder"
    )
    assert "Psykisk helbred (n = 40)" in list(chart(change).chart.plots[0].categories)


def test_the_note_has_the_definition_and_every_figure(slides):
    words = Wording("da")
    for one, slide in zip(made(), slides[1:], strict=True):
        note = slide.notes_slide.notes_text_frame.text
        assert one.definition in note
        for row in one.rows:
            for cell, column in zip(row.cells, one.columns, strict=True):
                assert f"{column.name} {words.value(cell, one.measured(row, column))}" in note


def test_charts_are_described_for_who_does_not_see_them(slides):
    frame = chart(slides[1])
    assert "Forløb" in frame._element._nvXxPr.cNvPr.get("descr")


def test_printed_no_slide_is_empty_or_clipped(content, tmp_path):
    file = tmp_path / "tal.pptx"
    file.write_bytes(content)
    pdf = printed(file, tmp_path)
    assert len(texts(pdf)) == len(made()) + 1
    assert min(ink(pdf)) > LEAST_INK
    assert at_the_edge(pdf) == []
