"""The papers of the network: tagged, whole, and in the order of the house."""

import ctypes
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import ImageColor

from core.records.network_map import MapPerson
from core.words import LANGUAGES
from pages.shared.colours import VALUES, Shade
from pages.shared.documents.network import Paper, Section, paper_pdf
from pages.shared.network_map_drawing import TALL, WIDE, drawing, map_layout
from pages.shared.network_map_signs import safe
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts

PEOPLE = [
    MapPerson("1", "Molly Mor", "private", "mor", 1, chosen_adult=True, draw_on="råd"),
    MapPerson("2", "Rita Rus", "professional", "rusmiddelkonsulent", 2),
    MapPerson("3", "Ove <b> & Co", "private", "onkel", 3),
]


def paper(**told):
    drawn = map_layout(PEOPLE, "da")
    values = {
        "title": "Netværkskort: Vilma",
        "place": "Svanevig Kommune",
        "language": "da",
        "made": date(2026, 5, 4),
        "picture": drawing(drawn, name="Vilma Vildspor", language="da"),
        "alt": "Et kort",
        "sections": [
            Section("Det samme som tabel", [{"Navn": one.name, "Valgt": ""} for one in PEOPLE])
        ],
    }
    return paper_pdf(Paper(**{**values, **told}))


@pytest.fixture(scope="module")
def made():
    return paper()


def test_the_map_is_one_tagged_danish_page_lying_down_and_the_table_another(made):
    document = pypdfium2.PdfDocument(made)
    buffer = (ctypes.c_ushort * 16)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 32)
    assert pdfium.FPDFCatalog_IsTagged(document)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == "da"
    assert b"pdfuaid:part>1<" in made
    assert len(document) == 2
    assert all(page.get_width() > page.get_height() for page in document)


def test_nothing_is_empty_or_clipped(made):
    assert min(ink(made)) > LEAST_INK
    assert at_the_edge(made) == []


def test_the_map_is_light_on_paper_whatever_the_screen_shows(made):
    page = pypdfium2.PdfDocument(made)[0].render(scale=1.5).to_pil().convert("RGB")
    found = {colour for _, colour in page.getcolors(page.width * page.height)}
    for shade in (Shade.TEAL, Shade.ORANGE, Shade.INK, Shade.RING_FAR, Shade.PAPER):
        assert ImageColor.getrgb(VALUES[shade].light) in found, shade
        if VALUES[shade].light != VALUES[shade].dark:
            assert ImageColor.getrgb(VALUES[shade].dark) not in found, shade


def test_what_was_typed_is_text_and_never_markup(made):
    assert "Ove <b> & Co" in texts(made)[1]
    typed = '#panic("x") *fed* $x$ @a'
    said = texts(paper(picture="", sections=[Section("", [{"Navn": typed}])]))
    assert typed in said[0]


def test_a_column_in_which_nothing_stands_is_left_out(made):
    assert "Valgt" not in texts(made)[1]


def test_a_long_table_goes_on_over_the_page_and_loses_no_line():
    lines = [{"Navn": f"Person {number}", "Telefon": "12"} for number in range(90)]
    said = texts(paper(picture="", sections=[Section("Alle", lines)]))
    assert len(said) > 2
    assert all(f"Person {number} " in " ".join(said) for number in range(90))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_the_picture_names_itself_for_those_who_do_not_see_it(frame, language):
    said = drawing(
        map_layout(PEOPLE, language, frame), name="Vilma", language=language, frame=frame
    )
    assert "<title>" in said
    assert "<desc>" in said
    assert f'xml:lang="{language}"' in said


def test_the_one_chosen_on_the_page_is_marked_in_the_picture():
    drawn = map_layout(PEOPLE, "da")
    plain, marked = (drawing(drawn, name="Vilma", language="da", marked=one) for one in (None, "2"))
    assert marked.count("<rect") == plain.count("<rect") + 1


def test_the_chosen_adult_and_who_can_help_have_signs_of_their_own():
    with_signs, without = (
        drawing(map_layout(people, "da"), name="Vilma", language="da")
        for people in (PEOPLE[:1], [MapPerson("1", "Molly Mor", "private", "mor", 1)])
    )
    assert with_signs.count("<polygon") == without.count("<polygon") + 1
    assert with_signs.count("<circle") == without.count("<circle") + 1
    assert "den unges voksne" in with_signs


def test_text_that_xml_can_not_hold_is_left_out_of_the_picture():
    assert safe("a\x00\ud800\ufffe<b>") == "a&lt;b&gt;"
