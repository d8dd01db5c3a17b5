"""The implementation on one page: tagged, whole, and one page whatever was written."""

import ctypes
from datetime import timedelta

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from core.codes import valid_codes
from core.cooperation import PARTNERS
from core.implementation import questions
from core.organisation import aspects, options_of
from core.records.implementation import Owner
from pages.shared.documents.implementation_paper import implementation_paper
from pages.shared.documents.paper_files import ONE_PAGE, paper_pdf
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories_implementation import (
    ON,
    agreement,
    answer,
    choice,
    known,
    small_test,
)
from tests.factories_implementation_demo import put_demo

DAY = timedelta(days=1)
WORDS = "En meget lang tekst om samarbejdet mellem kommunens forvaltninger " * 60
LETTERS = "W" * 4000


def made(everything, language="da"):
    paper = implementation_paper(everything, language=language, place="Svanevig Kommune", on=ON)
    return paper_pdf(paper, ONE_PAGE)


def full_of(text):
    """Everything there can be, and more of it than has room, in that text."""
    owner = Owner(None, text)
    return known(
        answers=[answer(each.code, owner=owner, due_date=ON - DAY) for each in questions()],
        agreements=[
            agreement(f"{kind}{place}", partner=kind, organisation=text, signed=signed, renew=ON)
            for kind in valid_codes(PARTNERS, ON)
            for place, signed in enumerate((ON - 300 * DAY, None))
        ],
        choices=[choice(options_of(aspect)[-1].option, aspect) for aspect in aspects()],
        tests=[small_test(f"{n}", title=text, owner=owner, due_date=ON) for n in range(40)],
    )


@pytest.fixture(scope="module")
def usual():
    return made(
        known(
            answers=[
                answer(due_date=ON - DAY, owner=Owner("s", "Karen Kold"), evidence="Et referat."),
                answer("education", "in_place"),
            ],
            agreements=[agreement(renew=ON + DAY, contact="Jens Jensby, 00 00 00 00")],
            choices=[choice()],
            tests=[small_test(owner=Owner(None, "En leder"))],
        )
    )


def test_it_is_one_tagged_danish_page(usual):
    document = pypdfium2.PdfDocument(usual)
    buffer = (ctypes.c_ushort * 16)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 32)
    assert pdfium.FPDFCatalog_IsTagged(document)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == "da"
    assert b"pdfuaid:part>1<" in usual
    assert len(document) == 1


def test_it_tells_steps_what_is_next_agreements_the_choice_and_tests(usual):
    (said,) = texts(usual)
    for words in (
        "1. Samarbejde på tværs 0 af 4 1 3 1",
        "Karen Kold 3. maj 2026 (overskredet)",
        "Partnere med en aftale: 1 af 11",
        "fornys senest 5. maj 2026",
        "Bred: på tværs af forvaltninger (fra 4. maj 2026)",
        "Sms dagen før (runde 1) Prøves af En leder",
    ):
        assert words in said


def test_the_names_on_it_are_those_of_owners_only(usual):
    assert "Jensby" not in texts(usual)[0]


@pytest.mark.parametrize("text", [WORDS, LETTERS], ids=["words", "letters"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_whatever_was_written_it_stays_one_page_with_nothing_clipped(text, language):
    paper = made(full_of(text), language)
    assert len(pypdfium2.PdfDocument(paper)) == 1
    assert min(ink(paper)) > LEAST_INK
    assert at_the_edge(paper) == []
    (said,) = texts(paper)
    assert ("Og 34 flere." if language == "da" else "And 34 more.") in said


@pytest.mark.usefixtures("store")
def test_the_demo_has_room_on_one_page():
    (said,) = texts(made(put_demo()))
    assert "Boligforeningen Svaneparken skulle være fornyet" in said
    assert "Og 4 flere." in said
    assert "2 afprøvninger er afsluttet." in said


def test_an_empty_one_says_so():
    (said,) = texts(made(known()))
    assert "Ingen afprøvninger er i gang." in said
    assert "Organisationsform: ikke valgt endnu" in said


def test_what_somebody_wrote_is_never_markup():
    (said,) = texts(made(known(tests=[small_test(title='#panic("x") *fed* $x$')])))
    assert '#panic("x") *fed* $x$' in said
