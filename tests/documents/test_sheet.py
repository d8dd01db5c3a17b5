"""The sheets for a young person: the consent form to sign, and who knows what about them."""

import ctypes
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from core.codes import all_codes
from core.records.consenting import ConsentForm, FormParty, PaperState
from db import queries
from db.engine import transaction
from db.models import YoungPersonRow
from pages.shared.about_me_told import About, about_sheet
from pages.shared.consent_sheet import consent_sheet
from pages.shared.documents.sheet import sheet_pdf
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories import ON, person
from tests.factories_network import put_consent, put_started

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
CHILD = date(2010, 1, 1)
CPR = "650306-1234"
SCHOOL = FormParty("Vestre Skole", "school", ("education_employment", "health"))


def form(*parties, purpose="Så vi kan lave én plan sammen med dig.", valid_to=None):
    return ConsentForm(
        "form", 1, ON, purpose, valid_to, parties or (SCHOOL,), PaperState.WAITING, None, (), "K"
    )


def case_of(birth_date=date(2006, 3, 5), protected=False):
    row = put_started(birth_date=birth_date)
    with transaction() as session:
        young = session.get_one(YoungPersonRow, row.young_person_id)
        young.cpr, young.protected_identity = CPR, protected
        session.info["changed"] = True
    return queries.cases.header(row.number, by=LEAD)


def printed(case=None, **told):
    return sheet_pdf(consent_sheet(form(**told), case or case_of()))


def about_me(case):
    file = queries.network.file_of(case.id, by=LEAD)
    return sheet_pdf(about_sheet(About(case, file, (), ()), ON))


def test_it_is_tagged_danish_and_says_that_it_is_accessible():
    paper = printed()
    document = pypdfium2.PdfDocument(paper)
    buffer = (ctypes.c_ushort * 16)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 32)
    assert pdfium.FPDFCatalog_IsTagged(document)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == "da"
    assert b"pdfuaid:part>1<" in paper
    assert document.get_metadata_dict()["Title"] == "Må vi tale sammen om dig?"


def test_it_says_whom_about_what_for_what_until_when_and_that_one_may_say_no():
    told = " ".join(texts(printed(valid_to=date(2027, 5, 4))))
    for words in (
        "Så vi kan lave én plan sammen med dig.",
        "Vestre Skole (skole)",
        "skole, uddannelse og job",
        "dit helbred, både krop og sind",
        "Ja",
        "Nej",
        "gælder til og med 4. maj 2027",
        "Siger du nej, får du stadig hjælp.",
        "Du kan altid fortryde",
        "din koordinator, Karen Kold",
        "Dig: Vilma Vildspor",
    ):
        assert words in told


def test_the_guardian_signs_under_eighteen_only():
    assert "har forældremyndigheden" in " ".join(texts(printed(case_of(CHILD))))
    assert "har forældremyndigheden" not in " ".join(texts(printed()))


def test_a_protected_name_is_written_by_hand():
    case = case_of(protected=True)
    for paper in (printed(case), about_me(case)):
        assert "Vilma" not in " ".join(texts(paper))
    assert "Navn" in " ".join(texts(printed(case)))


def test_no_cpr_number_is_on_a_paper_or_in_its_metadata():
    case = case_of(CHILD)
    put_consent(case.id, party_role="school")
    for paper in (printed(case), about_me(case)):
        assert "650306" not in " ".join(texts(paper))
        assert b"650306" not in paper


def test_many_parties_go_on_over_the_page_and_none_is_cut_in_two_or_clipped():
    every = all_codes("information_type")
    parties = [FormParty(f"Sted nummer {place}", "school", every) for place in range(9)]
    paper = sheet_pdf(consent_sheet(form(*parties), case_of(CHILD)))
    pages = texts(paper)
    for place in range(9):
        (page,) = [page for page in pages if f"Sted nummer {place} (skole)" in page]
        begun = page[page.index(f"Sted nummer {place} (skole)") :]
        assert "den hjælp, du får" in begun
        assert "Nej" in begun
    assert min(ink(paper)) > LEAST_INK
    assert at_the_edge(paper) == []
    for number, page in enumerate(pages, start=1):
        assert f"Side {number} af {len(pages)}" in page


def test_what_somebody_wrote_is_never_markup():
    text = '#panic("x") *fed* $x$ \\ // @a <b>'
    told = " ".join(texts(printed(purpose=text)))
    assert '#panic("x") *fed* $x$' in told
    assert "@a <b>" in told


def test_who_knows_what_is_printed_with_the_same_words_as_on_the_screen():
    case = case_of()
    put_consent(case.id, party="Vestre Skole", party_role="school")
    told = " ".join(texts(about_me(case)))
    assert "Vilma Vildspor" in told
    assert "Vestre Skole (skole) må vide noget om: hvor og hvordan du bor." in told
    assert "Sådan så det ud 4. maj 2026" in told
