"""Bands over time and boxes: what is drawn, in Danish, and told apart without colours."""

from datetime import date

from core.costs import Box
from pages.shared.charts import WHOLE, Band, Meaning, Reach, Spreading, bands, boxes
from tests.pages.test_charts import texts

POINTS = [
    Reach(date(2026, 11, 30), 1, 3, 5),
    Reach(date(2026, 12, 31), 0, 2, 6),
    Reach(date(2027, 1, 31), 0, 2, 7),
]
BOX = Box(n=9, low=10_000, lower=20_000, median=30_000, upper=40_000, high=90_000, mean=31_000)


def drawn_boxes(*rows):
    return boxes(rows, WHOLE, own="Jeres tal", published="Offentliggjort", describes="Kroner")


def test_the_axis_of_a_band_has_one_danish_month_for_each_point():
    shown = texts(bands([Band("Som nu", POINTS)], WHOLE, describes="Ledige pladser"))
    assert [shown.count(month) for month in ("nov.", "dec.", "jan.")] == [1, 1, 1]
    assert "Som nu" not in shown


def test_two_bands_are_named_and_one_is_dashed():
    other = Band("Med ændringen", POINTS, Meaning.CHANGED)
    spec = bands([Band("Som nu", POINTS), other], WHOLE, describes="Ledige pladser")
    assert {"Som nu", "Med ændringen"} <= set(texts(spec))
    dashes = spec["layer"][1]["encoding"]["strokeDash"]["scale"]["range"]
    assert dashes[0] != dashes[1]


def test_a_box_tells_its_mean_and_its_n_and_the_published_in_the_legend():
    row = Spreading("CTI", BOX, beside="n = 9", published=91_700)
    shown = texts(drawn_boxes(row))
    assert {"CTI", "n = 9", "31.000", "Jeres tal", "Offentliggjort"} <= set(shown)
    assert "Offentliggjort" not in texts(drawn_boxes(Spreading("CTI", BOX)))


def test_a_box_there_is_none_of_says_so():
    shown = texts(drawn_boxes(Spreading("CTI", None, told="ingen endnu", published=91_700)))
    assert "ingen endnu" in shown
    assert "Offentliggjort" in shown


def test_the_axis_reaches_past_the_largest_figure():
    spec = drawn_boxes(Spreading("CTI", BOX, published=140_000))
    x = next(each["encoding"]["x"] for each in spec["layer"] if "scale" in each["encoding"]["x"])
    assert x["scale"]["domain"][1] > 140_000
