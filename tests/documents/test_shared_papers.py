"""The plan, the minutes and the script as PDF and as Word: what stands in them, and what does not."""

import ctypes
import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from core.codes import MeetingState
from core.documents import document
from core.records.network import NetworkPerson
from core.shared_documents import COORDINATOR
from core.sharing import Recipient
from pages.shared.documents.paper_files import TEMPLATES, file_name, paper_pdf, paper_word
from pages.shared.documents.papers import Head, paper
from pages.shared.documents.word_templates import make
from tests.documents import office
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories_shared import (
    ADULT,
    OFFICER,
    ON,
    YOUNG,
    agreement,
    covering,
    goal,
    meeting,
    source,
)

CPR = "650306-1234"
HELD = meeting(
    minutes=f"Vi talte om FGU.\n{CPR}",
    minutes_types=("education_employment",),
    wishes="Ved vinduet",
)
NEXT = replace(meeting(MeetingState.PLANNED), id="m2", day=date(2026, 6, 15), place="Ungehuset")
FGU = goal(
    "g1", "Begynde på FGU", agreement("a1", "Ringe til FGU & høre <b>", meeting_id="m1"),
    own_words="Jeg vil bygge noget.",
)  # fmt: skip
HIDDEN = goal(
    "g2", "KANARIE sove", agreement("a2", "KANARIE læge", meeting_id="m1"), domain="mental_health"
)
NUMBERED = goal("g3", f"Hente kort {CPR}", agreement("a3", "6503061234", f"Ole {CPR}"))
MOTHER = NetworkPerson("k", 1, "Molly Mor", "private", "mor", 1, True, "+45 22 12 34 56", None)
KINDS = [
    ("plan", YOUNG),
    ("plan", OFFICER),
    ("plan_plain", YOUNG),
    ("minutes", OFFICER),
    ("meeting_script", ADULT),
]
each_kind = pytest.mark.parametrize(
    ("kind", "who"), KINDS, ids=lambda value: getattr(value, "role", value)
)


def made(kind="plan", who=OFFICER, language="da", *goals):
    plan = goals or (FGU, HIDDEN, NUMBERED)
    consents = (covering("education_employment"), covering("family_network", role="chosen_adult"))
    about = HELD if kind in {"minutes", "meeting_script"} else None
    from_ = source(*plan, about=about, consents=consents, meetings=(HELD, NEXT), people=(MOTHER,))
    return document(kind, from_, who), head(language)


def head(language="da"):
    return Head(
        language=language,
        place="Svanevig Kommune · Demodata",
        number=1001,
        name="Vilma Vildspor",
        coordinator="Karen Kold",
        about="Version 4 · 4. maj 2026",
        made=ON,
    )


def on_paper(*told):
    return paper(*made(*told))


def pdf_text(told):
    return " ".join(texts(told)).replace("\u00a0", " ")


def word_xml(told):
    """All the text parts of the file, as one."""
    with zipfile.ZipFile(io.BytesIO(told)) as file:
        return "\n".join(
            file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))
        )


def word_text(told):
    """What a reader of the Word file sees, head and foot too."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", word_xml(told)))


@each_kind
def test_neither_a_cpr_number_nor_what_is_not_covered_is_anywhere_in_the_files(kind, who):
    shown = on_paper(kind, who)
    for said in (pdf_text(paper_pdf(shown)), word_xml(paper_word(shown))):
        assert not re.search(r"650306|1234(?!\d)", said.replace("22 12 34 56", ""))
        if who != YOUNG:
            assert "KANARIE" not in said


def test_the_officer_reads_what_is_covered_in_both_files_and_both_say_the_same():
    shown = on_paper("plan", OFFICER)
    for said in (pdf_text(paper_pdf(shown)), word_text(paper_word(shown))):
        for part in ("Mål- og aftaleskema", "Begynde på FGU", "„Jeg vil bygge noget.“", "1. juni 2026",
                     "Til Jens Job, jobkonsulent", "Det kan fortælle om: uddannelse og job", "15. juni 2026",
                     "Ungehuset", "Version 4", "Svanevig Kommune"):  # fmt: skip
            assert part in said, part


def test_an_abbreviation_in_the_word_of_a_role_keeps_its_capitals():
    consents = (covering("education_employment", role="ssp_worker", party="SSP"),)
    told = document("plan", source(FGU, consents=consents), Recipient("ssp_worker", "Sanne Sand"))
    assert "Til Sanne Sand, SSP-medarbejder" in paper(told, head()).lines


def test_the_document_does_not_tell_that_something_was_left_out():
    said = pdf_text(paper_pdf(on_paper("plan", OFFICER))).lower()
    assert "helbred" not in said
    assert "udelad" not in said
    assert "ikke med" not in said


def test_the_own_plan_says_du_puts_own_words_first_and_tells_whom_to_call():
    said = pdf_text(
        paper_pdf(
            on_paper(
                "plan_plain",
                YOUNG,
                "da",
                FGU,
                goal("g", "Bo", agreement("a", "Skrive op.", "Vilma")),
            )
        )
    )
    assert (
        said.index("Det vil du")
        < said.index("„Jeg vil bygge noget.“")
        < said.index("Målet: Begynde på FGU")
    )
    assert "Skrive op. Det gør du." in said
    assert "Din koordinator" in said
    assert "Molly Mor, tlf. +45 22 12 34 56" in said
    assert "trække et samtykke tilbage" in said


def test_the_own_plan_is_printed_large():
    page = pypdfium2.PdfDocument(paper_pdf(on_paper("plan_plain", YOUNG)))[0].get_textpage()
    heights = sorted(
        page.get_charbox(place)[3] - page.get_charbox(place)[1]
        for place in range(page.count_chars())
    )
    small = pypdfium2.PdfDocument(paper_pdf(on_paper("plan", YOUNG)))[0].get_textpage()
    others = sorted(
        small.get_charbox(place)[3] - small.get_charbox(place)[1]
        for place in range(small.count_chars())
    )
    assert heights[len(heights) // 2] > 1.3 * others[len(others) // 2]


def test_texts_are_never_markup_in_either_file():
    wild = '#panic("x") *fed* {{ 7*7 }} {% if x %} & <b> $x$'
    shown = on_paper(
        "plan", YOUNG, "da", goal("g", wild, agreement("a", wild, wild), own_words=wild)
    )
    assert '#panic("x") *fed* {{ 7*7 }} {% if x %} & <b> $x$' in pdf_text(paper_pdf(shown))
    told = docx.Document(io.BytesIO(paper_word(shown)))
    assert told.tables[0].rows[1].cells[0].text == wild
    assert any(each.text == wild and each.style.name == "Heading 2" for each in told.paragraphs)


def test_signs_that_no_file_can_hold_stop_neither():
    shown = on_paper("plan", YOUNG, "da", goal("g", "før\ufffe\uffffefter"))
    assert "førefter" in pdf_text(paper_pdf(shown))
    assert "førefter" in word_text(paper_word(shown))


@each_kind
def test_the_pdf_is_tagged_in_danish_and_says_that_it_is_accessible(kind, who):
    told = paper_pdf(on_paper(kind, who))
    opened = pypdfium2.PdfDocument(told)
    buffer = (ctypes.c_ushort * 16)()
    size = pdfium.FPDFCatalog_GetLanguage(opened, buffer, 32)
    assert pdfium.FPDFCatalog_IsTagged(opened)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == "da"
    assert b"pdfuaid:part>1<" in told
    assert opened.get_metadata_dict()["Author"] == "Svanevig Kommune · Demodata"
    assert min(ink(told)) > LEAST_INK
    assert at_the_edge(told) == []


def test_word_has_real_headings_a_repeated_head_row_and_says_its_language():
    told = paper_word(on_paper("plan", OFFICER))
    opened = docx.Document(io.BytesIO(told))
    by_style = {each.style.name: each.text for each in opened.paragraphs}
    assert by_style["Title"] == "Mål- og aftaleskema"
    assert by_style["Heading 1"] == "Næste møde"
    assert {"Heading 2", "Quote", "Caption"} <= set(by_style)
    xml = word_xml(told)
    assert "<w:tblHeader/>" in xml
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', xml)) == {"da-DK"}
    page = opened.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_the_words_own_data_name_the_municipality_and_nobody_who_worked_on_it():
    opened = docx.Document(io.BytesIO(paper_word(on_paper("plan", OFFICER)))).core_properties
    assert (opened.title, opened.author) == ("Mål- og aftaleskema", "Svanevig Kommune · Demodata")
    assert opened.last_modified_by == opened.author
    assert opened.comments == ""
    assert opened.created.date() == ON


def test_english_for_who_works_in_english():
    shown = on_paper("plan_plain", YOUNG, "en")
    assert "What you want" in pdf_text(paper_pdf(shown))
    told = paper_word(shown)
    assert "Page" in word_text(told)
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', word_xml(told))) == {"en-GB"}


@each_kind
def test_libreoffice_opens_word_and_shows_the_same_without_a_field_left(kind, who, tmp_path):
    shown = on_paper(kind, who)
    file = tmp_path / "paper.docx"
    file.write_bytes(paper_word(shown))
    printed = office.printed(file, tmp_path)
    said = pdf_text(printed)
    assert "{{" not in said
    assert "{%" not in said
    for part in shown.parts:
        assert part.heading in said
    assert f"Side 1 af {len(texts(printed))}" in said
    assert at_the_edge(printed) == []


@pytest.mark.parametrize("large", [False, True])
def test_the_kept_templates_hold_the_fields_that_their_maker_puts_in(large, tmp_path):
    name = "paper-large.docx" if large else "paper.docx"
    make(tmp_path / name, large=large)
    fields = [
        sorted(re.findall(r"\{[{%][^}]*[%}]\}", word_text(path.read_bytes())))
        for path in (tmp_path / name, TEMPLATES / name)
    ]
    assert fields[0] == fields[1]
    assert "{{ block.text }}" in fields[0]


def test_a_file_name_says_case_kind_role_and_day_and_no_name():
    told, _ = made("plan_plain", YOUNG)
    assert file_name(1001, told, ON, "pdf") == "ungespor-1001-min-plan-den-unge-2026-05-04.pdf"
    whole = document("plan", source(FGU), Recipient(COORDINATOR))
    assert (
        file_name(1001, whole, ON, "docx")
        == "ungespor-1001-maal-og-aftaleskema-sag-2026-05-04.docx"
    )


def test_a_protected_name_is_not_printed():
    told, around = made("plan", OFFICER)
    shown = paper(told, replace(around, name=""))
    assert shown.lines[0] == "Forløb 1001"
    assert "Vilma" not in pdf_text(paper_pdf(shown))
