"""The look-ups at one young person on paper: days and purposes, nobody's name, all on the page."""

from datetime import date, timedelta

import pytest

from core.records.access_log import Lookup, LookupsOf
from pages.shared.documents.lookups_paper import lookups_paper, purposes_by_day
from pages.shared.documents.paper_files import paper_pdf
from tests.documents.paper import at_the_edge, texts

ON = date(2026, 5, 4)
HOSTILE = '#eval("1") $x$ *Vilma* <b>\u202e\\u{0} Å'


def made(lookups, *, name="Vilma Vildspor", protected=False, language="da"):
    found = LookupsOf(1012, name, protected, "case", tuple(lookups))
    paper = lookups_paper(found, language=language, place="Svanevig Kommune", on=ON, months=60)
    return paper_pdf(paper)


@pytest.fixture(scope="module")
def many():
    days = [Lookup(ON - timedelta(days=back), "support") for back in range(120)]
    return made([Lookup(ON, "housing"), *days])


def test_every_day_stands_there_with_its_purposes_and_nothing_is_cut_off(many):
    said = " ".join(texts(many))
    assert "4. maj 2026: Bolig, Bostøtte" in said
    assert "5. januar 2026: Bostøtte" in said
    assert len(texts(many)) > 1
    assert at_the_edge(many) == []


def test_the_paper_says_whose_it_is_how_long_look_ups_are_kept_and_that_employees_are_left_out(
    many,
):
    said = texts(many)[0]
    for part in ("Vilma Vildspor", "1012", "60 måneder", "Navnene på de ansatte står her ikke"):
        assert part in said


def test_a_protected_name_is_not_on_the_paper_and_hostile_texts_are_only_text():
    lookups = [Lookup(ON, "temporary")]
    hidden = " ".join(texts(made(lookups, protected=True)))
    assert "Vilma" not in hidden
    assert "1012" in hidden
    assert "#eval" in " ".join(texts(made(lookups, name=HOSTILE, language="en")))


def test_a_day_with_several_purposes_is_one_row():
    lookups = (Lookup(ON, "support"), Lookup(ON, "housing"), Lookup(ON, "support"))
    assert len(purposes_by_day(lookups, "da")) == 1
