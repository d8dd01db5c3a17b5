import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pages.shared.documents.pdf import report_pdf
from pages.shared.documents.wording import Wording
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories_documents import cover, exhibit, made


@pytest.fixture(scope="module")
def report():
    return report_pdf(cover(), made())


def plain(text):
    return text.replace("\u00a0", " ")


def test_it_is_tagged_danish_and_says_that_it_is_accessible(report):
    document = pypdfium2.PdfDocument(report)
    buffer = (ctypes.c_ushort * 16)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 32)
    assert pdfium.FPDFCatalog_IsTagged(document)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == "da"
    assert b"pdfuaid:part>1<" in report
    assert document.get_metadata_dict()["Title"] == "Styregruppens tal · 1. halvår 2026"


def test_every_page_says_whose_and_which_period_it_is_and_its_number(report):
    pages = texts(report)
    for number, page in enumerate(pages, start=1):
        assert "Svanevig Kommune · Demodata" in page
        assert "1. halvår 2026" in page
        assert f"Side {number} af {len(pages)}" in page


def test_it_holds_every_figure_with_its_definition(report):
    words, told = Wording("da"), plain(" ".join(texts(report)))
    squeezed = told.replace("-", "").replace(" ", "")
    for one in made():
        assert one.headline in told
        assert one.definition[:30].replace(" ", "").replace("-", "") in squeezed
        for row in one.rows:
            cells = zip(row.cells, one.columns, strict=True)
            values = [plain(words.value(cell, one.measured(row, column))) for cell, column in cells]
            assert " ".join(values) in told, (one.key, row.key)


def test_hidden_figures_are_told_as_hidden(report):
    assert "Afvist skjult" in " ".join(texts(report))


def test_no_page_is_empty_or_clipped(report):
    assert min(ink(report)) > LEAST_INK
    assert at_the_edge(report) == []


def test_the_texts_of_a_report_come_first_and_are_never_markup():
    text = '#panic("x") *fed* $x$ \\ // @a <b>\n\nAndet afsnit = 1'
    report = report_pdf(cover(sections=(("#heading", text),), status="Kladde"), [exhibit("cost")])
    first = texts(report)[0]
    assert "#heading" in first
    assert '#panic("x") *fed* $x$' in first
    assert "@a <b>" in first
    assert "Andet afsnit = 1" in first
    assert "Udgift" not in first


def test_a_long_text_goes_on_over_the_page():
    text = "\n".join(f"Linje {number} om samarbejdet." for number in range(200))
    report = report_pdf(cover(sections=(("Samarbejdet", text),)), ())
    pages = texts(report)
    assert len(pages) > 2
    assert "Linje 199 om samarbejdet." in pages[-1]


def test_it_is_english_for_who_reads_english():
    told = " ".join(texts(report_pdf(cover("en"), made("en"))))
    assert "Page 1 of" in told
    assert "skjult" not in told
