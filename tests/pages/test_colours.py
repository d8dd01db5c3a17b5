"""Colours: one table, told apart by everybody and readable, in light and in the dark."""

import re
import tomllib
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from core.development import Change
from pages.shared import (
    cross_view_grid,
    cti_line,
    looks,
    meeting_screen_looks,
    network_consent_table,
    presented,
)
from pages.shared.charts.colours import COLOURS, TOGETHER, Meaning
from pages.shared.colours import VALUES, Shade, on_paper, on_screen, sheet
from tests.pages.seen import SEEN_BY, contrast, distance, mixed

ROOT = Path(__file__).resolve().parents[2]
WRITTEN, SEEN, EASILY = 4.5, 3, 7
"""The least contrast of text, of what must be seen to be understood, and of what is much read."""
THEMES = ("light", "dark")
RINGS = (Shade.PAPER, Shade.RING_FAR, Shade.RING_NEAR, Shade.RING_CLOSE)
PAIRS = (
    (Shade.INK, (Shade.PAPER, Shade.RAISED, Shade.TOUR), EASILY),
    (Shade.QUIET, (Shade.PAPER,), EASILY),
    (Shade.QUIET, (Shade.RAISED, *RINGS), WRITTEN),
    (Shade.LINK, (Shade.PAPER, Shade.RAISED, Shade.TOUR), WRITTEN),
    (Shade.LEAD, (Shade.PAPER,), WRITTEN),
    (Shade.OPENED, (Shade.PAPER,), WRITTEN),
    (Shade.ON_ACCENT, (Shade.ACCENT, Shade.PRESSED), WRITTEN),
    (Shade.LATE, (Shade.PAPER,), WRITTEN),
    (Shade.LACKS, (Shade.PAPER,), WRITTEN),
    (Shade.ABSENT, (Shade.PAPER,), WRITTEN),
    (Shade.PAPER, (Shade.INK, Shade.TEAL, Shade.ORANGE), WRITTEN),
    (Shade.FIRST_SCORE, (Shade.PAPER,), WRITTEN),
    (Shade.TEAL, (Shade.PAPER,), WRITTEN),
    (Shade.LEAD, (Shade.RAISED, Shade.TOUR), SEEN),
    (Shade.ACCENT, (Shade.PAPER, Shade.RAISED, Shade.TOUR), SEEN),
    (Shade.QUIET, (Shade.AHEAD, Shade.BUILDING), SEEN),
    (Shade.BUILDING_NOW, (Shade.PAPER,), SEEN),
    (Shade.PAUSE, (Shade.PAPER,), SEEN),
    (Shade.RING, RINGS, SEEN),
)
"""What stands on what, and the least contrast of it."""


def value(shade, theme):
    return getattr(VALUES[shade], theme)


def test_the_measure_itself_sees_red_and_green_fall_together_without_green_cones():
    assert distance("#c00000", "#5a6b00", "everybody") > 60
    assert distance("#c00000", "#5a6b00", "deuteranopia") < 30
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert mixed("#ff0000", "#000000", 0.5) == "#800000"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_colours_that_meet_in_a_chart_are_told_apart_by_every_eye(eyes, theme):
    for meanings in TOGETHER:
        for one, other in combinations(meanings, 2):
            fills = (value(COLOURS[each].fill, theme) for each in (one, other))
            apart = distance(*fills, eyes)
            assert apart >= 20, (one, other, apart)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("meaning", Meaning)
def test_every_colour_stands_out_from_the_page_and_can_be_written_on(meaning, theme):
    fill, ink = (value(each, theme) for each in (COLOURS[meaning].fill, COLOURS[meaning].ink))
    assert contrast(fill, value(Shade.PAPER, theme)) >= SEEN
    assert contrast(fill, ink) >= WRITTEN


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "grounds", "least"), PAIRS)
def test_what_stands_on_a_ground_is_seen_on_it(one, grounds, least, theme):
    for ground in grounds:
        found = contrast(value(one, theme), value(ground, theme))
        assert found >= least, (one, ground, found)


def test_fields_and_frames_are_seen_in_the_dark():
    for ground in (Shade.PAPER, Shade.RAISED):
        assert contrast(VALUES[Shade.EDGE].dark, VALUES[ground].dark) >= SEEN


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("change", Change)
def test_the_figures_of_a_grid_can_be_read_on_the_strongest_shade(change, theme):
    shade = value(cross_view_grid._GROUND[change], theme)
    ground = mixed(shade, value(Shade.PAPER, theme), cross_view_grid.STRONGEST)
    assert contrast(value(Shade.INK, theme), ground) >= WRITTEN


@pytest.mark.parametrize("change", Change)
def test_a_grid_is_shaded_in_the_colour_that_the_change_has_in_charts(change):
    fill = COLOURS[Meaning(change.value)].fill
    assert VALUES[cross_view_grid._GROUND[change]].light == VALUES[fill].light


def inks(style):
    """The colours of what is written in a style."""
    return re.findall(r"(?<![-\w])color: (var\(--u-[a-z-]+\))", style)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "module",
    [looks, cti_line, network_consent_table, cross_view_grid, meeting_screen_looks, presented],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_what_our_own_styles_write_can_be_read_on_the_page(module, theme):
    written = {Shade(each) for each in inks(module._STYLE)} - {Shade.ON_ACCENT}
    assert written
    for ink in written:
        assert contrast(value(ink, theme), value(Shade.PAPER, theme)) >= WRITTEN, ink


def test_every_meaning_that_meets_another_is_listed():
    assert set().union(*TOGETHER) == set(Meaning)


# ---------------------------------------------------------------- one table


SOURCES = {file: file.read_text() for file in sorted((ROOT / "pages").rglob("*.py"))}
TABLE = ROOT / "pages" / "shared" / "colours.py"


def test_a_colour_stands_in_the_table_and_nowhere_else():
    """A shadow alone is black, whatever it falls on."""
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\((?!0 0 0 /)")
    found = {str(file): literal.findall(text) for file, text in SOURCES.items() if file != TABLE}
    assert not [each for each in found.items() if each[1]]


def test_every_name_that_is_used_is_in_the_table_and_every_one_there_is_used():
    elsewhere = "".join(text for file, text in SOURCES.items() if file != TABLE)
    named = set(re.findall(r"var\(--u-[a-z-]+\)", elsewhere))
    told = {f"var(--u-{each.lower().replace('_', '-')})" for each in _told(elsewhere)}
    assert named | told == set(Shade) == set(VALUES)


def _told(text):
    return re.findall(r"\bShade\.([A-Z_]+)", text)


def test_streamlits_own_colours_are_those_of_the_table():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    names = {
        "primaryColor": Shade.ACCENT,
        "backgroundColor": Shade.PAPER,
        "secondaryBackgroundColor": Shade.RAISED,
        "textColor": Shade.INK,
        "linkColor": Shade.LINK,
    }
    assert theme["light"] == {name: VALUES[shade].light for name, shade in names.items()}
    dark = {
        name: VALUES[shade].dark for name, shade in {**names, "borderColor": Shade.EDGE}.items()
    }
    assert theme["dark"] == dark
    assert "base" not in theme


def test_the_style_of_a_page_gives_every_name_both_values():
    for shade, (light, dark) in VALUES.items():
        assert f"{shade[4:-1]}:light-dark({light},{dark})" in sheet()


# ---------------------------------------------------------------- drawings


DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{Shade.TEAL}"/></svg>'


def test_a_drawing_on_the_screen_has_the_values_it_names_and_no_others():
    root = ET.fromstring(on_screen(DRAWING))
    style = root.find("{http://www.w3.org/2000/svg}style").text
    assert "--u-teal:light-dark(#1f5f6b,#79cfdc)" in style
    assert "--u-orange" not in style


def test_a_drawing_on_paper_is_light():
    assert on_paper(DRAWING) == DRAWING.replace(Shade.TEAL, VALUES[Shade.TEAL].light)


def test_a_name_that_somebody_typed_and_nobody_has_is_left_as_it_is():
    typed = "<svg><text>var(--u-nobody)</text></svg>"
    assert on_paper(typed) == typed
    assert "<text>var(--u-nobody)</text>" in on_screen(typed)
