"""Charts: Danish numbers, colours that everybody can tell apart, and files that open."""

import csv
import io
import json
import re
import struct
import zlib
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange_cells import unguard
from pages.shared import (
    cross_view_grid,
    cti_line,
    looks,
    meeting_screen_looks,
    network_consent_table,
    network_map_drawing,
    presented,
    radar,
    score_lines,
)
from pages.shared.charts import (
    COLOURS,
    SCORE,
    SHARE,
    WHOLE,
    Bar,
    Change,
    Column,
    Form,
    Legend,
    Line,
    Meaning,
    Table,
    bars,
    csv_file,
    diverging_bars,
    lines,
    png,
    svg,
    themed,
)
from pages.shared.charts.bars import LINE, label_lines
from pages.shared.charts.colours import INK, PAPER, QUIET, TOGETHER
from pages.shared.charts.tables import as_markdown, written

LEGEND = Legend("Jeres tal", "Offentliggjort", "Første status")
WORDS = {
    Meaning.DECLINE: "Tilbagegang",
    Meaning.UNCHANGED: "Uændret",
    Meaning.IMPROVEMENT: "Fremgang",
}
NBSP = "\N{NO-BREAK SPACE}"


def one_bar(**told):
    row = Bar(**{"label": "Bolig", "value": 0.575, "beside": "23 af 40", **told})
    return bars([row], SHARE, LEGEND, describes="Bolig ved afslutning")


def texts(spec, language="da"):
    """Every text of the picture; the lines of one text as one."""
    root = ET.fromstring(svg(spec, language))
    found = (each for each in root.iter() if each.tag.endswith("text"))
    return [" ".join(filter(None, each.itertext())) for each in found]


# ---------------------------------------------------------------- numbers and days


def test_shares_stand_in_danish_with_a_space_before_the_sign():
    assert f"58{NBSP}%" in texts(one_bar())
    assert "58%" in texts(one_bar(), "en")


def test_numbers_have_danish_points_and_commas():
    kroner = bars([Bar("I alt", 50700.4)], WHOLE, LEGEND, describes="Udgift")
    assert "50.700" in texts(kroner)
    assert "50,700" in texts(kroner, "en")
    mean = bars([Bar("Rusmidler", 3.85)], SCORE, LEGEND, describes="Livsområder")
    assert "3,9" in texts(mean)


@given(n=st.integers(1, 400), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_half_percent_is_rounded_up_in_charts_tables_and_files_alike(n, data):
    count = data.draw(st.integers(0, n))
    whole = (200 * count + n) // (2 * n)
    value = one_bar(value=count / n)["data"]["values"][0]["shown"]
    assert round(value * 100, 6) == whole
    assert written("da", Column("Andel", Form.SHARE), count / n) == f"{whole}{NBSP}%"


def test_months_stand_in_danish():
    drawn = [Line("Ledelse", [(date(2026, 3, 1), 3.0), (date(2026, 5, 1), 3.5)], Meaning.OWN)]
    spec = lines(drawn, SCORE, month="%B", describes="Fidelitet")
    assert {"marts", "maj"} <= set(texts(spec))
    assert {"March", "May"} <= set(texts(spec, "en"))


def test_a_chart_says_nothing_of_its_own_about_its_marks_and_axes():
    """What Vega would say is English whatever the language; the table says the same in words."""
    drawn = [Line("Ledelse", [(date(2026, 3, 1), 3.0), (date(2026, 5, 1), 3.5)], Meaning.OWN)]
    made = svg(lines(drawn, SCORE, describes="Fidelitet"), "da").decode()
    assert re.findall(r'aria-label="(.*?)"', made) == []
    assert set(re.findall(r'aria-roledescription="(.*?)"', made)) <= {"group mark container"}


def test_the_week_of_a_chart_begins_on_sunday_as_vega_counts_it():
    days = themed({}, "da")["config"]["locale"]["time"]["days"]
    assert days == ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"]


# ---------------------------------------------------------------- what is drawn


def test_nothing_published_gives_no_legend_and_no_mark():
    assert "Offentliggjort" not in texts(one_bar())
    assert {"Jeres tal", "Offentliggjort"} <= set(texts(one_bar(published=0.7)))
    assert "Første status" in texts(one_bar(earlier=0.7))


def test_a_row_without_a_figure_says_why():
    shown = texts(one_bar(value=None, told="ingen"))
    assert "ingen" in shown
    assert not any("%" in text for text in shown if text not in AXIS)


AXIS = {f"{percent}{NBSP}%" for percent in range(0, 101, 20)}


def test_a_long_label_keeps_every_word():
    label = "Blev målene for den unge klare og konkrete, og ved alle, hvem der gør hvad?"
    shown = " ".join(texts(one_bar(label=label)))
    assert label in shown
    assert max(map(len, label_lines(label))) <= LINE


def test_decline_lies_left_of_unchanged_and_improvement_to_the_right():
    rows = [Change("Kriminalitet", (1, 5, 4), "n = 10")]
    spec = diverging_bars(rows, words=WORDS, published="offentliggjort", describes="Udvikling")
    parts = {part["change"]: part for part in spec["data"]["values"] if part["kind"] == "own"}
    down, same, up = (parts[word] for word in WORDS.values())
    assert down["high"] == same["low"] == -same["high"]
    assert same["high"] == up["low"]
    assert up["high"] - down["low"] == pytest.approx(1)
    assert [part["shown"] for part in (down, same, up)] == [0.1, 0.5, 0.4]


def test_nobody_measured_twice_draws_no_bar_and_says_so():
    rows = [Change("Kriminalitet", (0, 0, 0), "n = 0", "ingen er målt to gange")]
    spec = diverging_bars(rows, words=WORDS, published="offentliggjort", describes="Udvikling")
    assert {part["kind"] for part in spec["data"]["values"]} == {"head"}
    assert "ingen er målt to gange" in texts(spec)


def test_a_chart_of_no_rows_can_still_be_drawn():
    assert svg(bars([], SHARE, LEGEND, describes="Intet"), "da")


# ---------------------------------------------------------------- colours


def linear(colour):
    """Linear light of a colour, 0 to 1."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0; on linear light."""
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def lab(colour, eyes):
    seen = [min(max(channel, 0), 1) for channel in times(SEEN_BY[eyes], linear(colour))]
    ratios = [value / white for value, white in zip(times(TO_XYZ, seen), WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, eyes):
    """CIELAB 1976; 2.3 is just seen."""
    pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def luminance(colour):
    return sum(
        share * light for share, light in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)
    )


def contrast(one, other):
    """As WCAG 2.2 measures it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_sees_red_and_green_fall_together_without_green_cones():
    assert distance("#c00000", "#5a6b00", "everybody") > 60
    assert distance("#c00000", "#5a6b00", "deuteranopia") < 30
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_colours_that_meet_in_a_chart_are_told_apart_by_every_eye(eyes):
    for meanings in TOGETHER:
        for one, other in combinations(meanings, 2):
            apart = distance(COLOURS[one].fill, COLOURS[other].fill, eyes)
            assert apart >= 20, (one, other, apart)


@pytest.mark.parametrize("meaning", Meaning)
def test_every_colour_stands_out_from_the_page_and_can_be_written_on(meaning):
    colour = COLOURS[meaning]
    assert contrast(colour.fill, PAPER) >= 3
    assert contrast(colour.fill, colour.ink) >= 4.5


def test_words_can_be_read():
    assert contrast(INK, PAPER) >= 7
    assert contrast(QUIET, PAPER) >= 7


def test_the_other_drawings_can_be_seen_and_read_too():
    for line in (radar.FIRST, radar.LATEST, score_lines._INK, score_lines._LINE):
        assert contrast(line, PAPER) >= 4.5
    for ground in network_map_drawing._FILLS.values():
        assert contrast(network_map_drawing._LINE, ground) >= 3
        assert contrast(QUIET, ground) >= 4.5


def inks(style):
    """The colours of what is written in a style."""
    return re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style)


@pytest.mark.parametrize(
    "module",
    [looks, cti_line, network_consent_table, cross_view_grid, meeting_screen_looks, presented],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_what_our_own_styles_write_can_be_read_on_the_page(module):
    written = set(inks(module._STYLE)) - {PAPER}
    assert written
    for ink in written:
        assert contrast(ink, PAPER) >= 4.5, ink


def test_every_meaning_that_meets_another_is_listed():
    assert set().union(*TOGETHER) == set(Meaning)


# ---------------------------------------------------------------- files


def test_a_picture_opens_as_png_of_twice_the_points():
    made = png(one_bar(), "da")
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", made[16:24])
    assert width == 2 * 680
    assert height > 60
    assert zlib.crc32(made[12:29]) == struct.unpack(">I", made[29:33])[0]


def test_a_picture_opens_as_svg_with_its_description_and_fetches_nothing():
    made = svg(one_bar(), "da").decode()
    root = ET.fromstring(made)
    assert root.tag.endswith("svg")
    addresses = [
        value for each in root.iter() for name, value in each.attrib.items() if "href" in name
    ]
    assert addresses == []
    assert "http" not in made.replace("http://www.w3.org", "")


TABLE = Table(
    [
        Column("Hvad"),
        Column("Antal", Form.WHOLE),
        Column("Andel", Form.SHARE),
        Column("Snit", Form.ONE),
    ],
    [
        ("=1+1", 1200, 0.575, 3.25),
        ('Ved „æøå" ; ja', 0, None, -1.5),
        ("to\nlinjer", None, 1.0, 0),
    ],
)


def test_the_csv_opens_in_a_danish_spreadsheet():
    made = csv_file(TABLE)
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Hvad", "Antal", "Andel (%)", "Snit"]
    assert rows[1] == ["'=1+1", "1200", "57,5", "3,25"]
    assert rows[2] == ['Ved „æøå" ; ja', "0", "", "-1,50"]
    assert rows[3] == ["to linjer", "", "100,0", "0"]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_every_text_comes_back_from_the_csv_and_none_is_a_formula(labels):
    made = csv_file(Table([Column("Hvad")], [(label,) for label in labels]))
    read = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [row[0] for row in read][1:]
    assert [unguard(cell) for cell in cells] == labels
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_a_table_on_the_page_shows_markup_as_it_stands():
    shown = as_markdown("da", Table([Column("*Hvad*")], [("a | b [x](y)",)]))
    assert r"\*Hvad\*" in shown
    assert r"a \| b \[x\]\(y\)" in shown


def test_a_specification_is_plain_data_that_the_page_can_send():
    spec = themed(one_bar(published=0.5, earlier=0.1, low=0.1, high=0.9), "da")
    assert json.loads(json.dumps(spec)) == spec
    assert spec["description"] == "Bolig ved afslutning"
