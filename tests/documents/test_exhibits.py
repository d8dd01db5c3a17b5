from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tallies import Period
from core.words import LANGUAGES
from pages.shared.documents.cover import file_name, period_name
from pages.shared.documents.exhibit import Absent, Chart, Measure
from pages.shared.documents.exhibits import KINDS
from pages.shared.documents.figures import rounded, share, shares, told
from pages.shared.documents.wording import Wording
from tests.factories_documents import HALF, exhibit, figures, made

HIDDEN, NONE = Absent.HIDDEN, Absent.NONE


def cells(one, row):
    return dict(zip((column.key for column in one.columns), one.row(row).cells, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exhibit_has_words_a_definition_rows_and_as_many_cells_as_columns(language):
    exhibits = made(language)
    assert [one.key for one in exhibits] == [kind.key for kind in KINDS]
    for one in exhibits:
        assert one.headline
        assert len(one.definition) > 10
        assert one.counted
        assert all(len(row.cells) == len(one.columns) for row in one.rows), one.key


def test_counts_are_told_as_they_are():
    assert cells(exhibit("cases"), "served") == {"count": 43.0}
    assert cells(exhibit("cases"), "young_people") == {"count": 43.0}


def test_a_hidden_count_stays_hidden():
    assert cells(exhibit("cases"), "rejected") == {"count": HIDDEN}
    assert exhibit("cases").hidden


def test_no_share_is_told_where_one_of_its_counts_is_hidden():
    assert [column.key for column in exhibit("target_group").columns] == ["count"]
    assert cells(exhibit("domain_change"), "crime")["decline"] is HIDDEN


def test_where_all_counts_are_told_they_come_with_their_shares():
    assert cells(exhibit("combination"), "SM") == {"count": 19.0, "share": 44.0}


def test_days_without_n_are_hidden_and_others_are_whole():
    assert set(cells(exhibit("days"), "start_to_own_home").values()) == {HIDDEN}
    assert cells(exhibit("days"), "referral_to_decision") == {"n": 17, "median": 14, "p90": 22}


def test_nothing_to_count_is_not_hidden():
    nobody = {"n": 0, "yes": 0, "no": 0}
    one = exhibit("education", education={"first": nobody, "latest": nobody})
    assert cells(one, "first")["yes"] is NONE
    assert not one.hidden


def test_shares_of_change_are_of_those_with_two_scores_and_stand_beside_what_was_published():
    one = exhibit("domain_change")
    assert one.chart is Chart.PARTS
    assert cells(one, "mental_health") == {
        "n": 40,
        "decline": 20,
        "unchanged": 25,
        "improvement": 55,
        "improvement.published": 40,
    }
    assert one.columns[-1].published
    assert any("110" in note for note in one.notes), "the fault of a published row is told"


def test_percentages_of_meetings_say_that_they_are_of_meetings():
    assert exhibit("checklist").counted == "netværksmøder"
    assert exhibit("domain_change").counted == "forløb"


def test_what_was_not_recorded_is_told_only_where_there_is_any():
    assert exhibit("combination").row("unknown") is None
    some = {"SM": 10, "SM_CTI": 10, "SM_ICM": 10, "unknown": 6}
    assert exhibit("combination", combination=some).row("unknown").name == "Ikke oplyst"


def test_a_row_of_another_measure_is_in_the_table_but_not_in_the_chart():
    one = exhibit("meetings")
    assert one.measured(one.row("per_young_person"), one.columns[0]) is Measure.RATIO
    assert "per_young_person" not in {row.key for row, _ in one.bars()}


def test_figures_that_name_staff_are_in_no_exhibit():
    line = {"staff_id": "M1", "role": "coordinator", "method": "SM", "active": 9, "cap": 20}
    assert "caseload" not in {one.key for one in made(caseload=[line])}
    assert cells(exhibit("caseload"), "ICM") == {"active": 10, "cap": 16}


def test_what_a_municipality_named_itself_is_shown_by_its_own_text():
    assert exhibit("fidelity").rows[0].cells == (4.0, 3.3)


@given(
    counts=st.dictionaries(
        st.sampled_from("abcdef"), st.one_of(st.none(), st.integers(0, 60)), min_size=1
    )
)
@settings(max_examples=60, deadline=None)
def test_shares_are_told_of_all_counts_or_of_none_and_never_add_up_far_from_a_hundred(counts):
    part = {**counts, "suppressed": True}
    found = shares(part, counts).values()
    if None in counts.values():
        assert not any(isinstance(cell, float) for cell in found)
    elif sum(counts.values()):
        assert abs(sum(found) - 100) <= len(counts) / 2
    else:
        assert set(found) == {NONE}


def test_a_figure_without_value_is_hidden_only_where_something_is_hidden():
    assert told({"mean": None, "n": 0}, "mean") is NONE
    assert told({"mean": None, "n": 0, "suppressed": True}, "mean") is NONE
    assert told({"mean": None, "n": None, "suppressed": True}, "mean") is HIDDEN
    assert share({"n": 9, "yes": None, "suppressed": True}, "yes") is HIDDEN


def test_a_half_goes_up_in_documents_as_on_the_screen():
    assert share({"n": 8, "yes": 1}, "yes") == 13.0
    assert shares({"a": 1, "b": 7}, "ab") == {"a": 13.0, "b": 88.0}
    assert rounded(2.5, 0) == 3.0
    assert rounded(HIDDEN, 0) is HIDDEN


def test_numbers_are_written_as_danes_write_them():
    words = Wording("da")
    assert words.value(50700.0, Measure.KRONER) == "50.700\u00a0kr."
    assert words.value(3.1, Measure.SCORE) == "3,1"
    assert words.value(HIDDEN, Measure.PERCENT) == "skjult"
    assert Wording("en").value(50700.0, Measure.COUNT) == "50,700"


def test_a_half_year_is_named_by_its_half_and_other_periods_by_their_days():
    assert period_name(HALF, "da") == "1. halvår 2026"
    assert file_name("styregruppe", HALF, "pdf") == "ungespor-styregruppe-2026-1-halvaar.pdf"
    whole = Period(date(2025, 7, 1), date(2026, 6, 30))
    assert period_name(whole, "da") == "1.\u00a0juli 2025 til 30.\u00a0juni 2026"
    assert file_name("x", whole, "xlsx") == "ungespor-x-2025-07-01-til-2026-06-30.xlsx"


def test_the_sample_has_every_tally_that_is_shown():
    assert {kind.tally for kind in KINDS} <= set(figures())
