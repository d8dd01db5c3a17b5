"""Charts: Danish numbers, and files that open."""

import csv
import io
import json
import re
import struct
import zlib
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange_cells import unguard
from pages.shared.charts import (
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
from pages.shared.charts.rows import LINE, label_lines
from pages.shared.charts.tables import as_markdown, written
from pages.shared.colours import VALUES, Shade

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
    assert "var(" not in made
    assert VALUES[Shade.TEAL].light in made
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
