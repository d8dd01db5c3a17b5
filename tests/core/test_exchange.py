"""The exchange format as a table, and how single cells are read."""

from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Coded
from core.errors import RuleBroken
from core.exchange import Column, codes_of, column_named, sheet_named, sheets
from core.exchange_cells import READERS, Unreadable, cell_text, guard, shown_cell, unguard
from core.exchange_words import sentence
from core.records.exchange import Problem
from core.words import LANGUAGES, catalogue, code_key, phrase

ON = date(2026, 5, 4)


def read(sheet: str, column: str, text: str) -> object:
    found = sheets()[sheet][column]
    return READERS[found.kind](found, text, ON)


def refused(sheet: str, column: str, text: str) -> str:
    with pytest.raises((Unreadable, RuleBroken)) as caught:
        read(sheet, column, text)
    return caught.value.code  # type: ignore[union-attr]


def test_the_format_has_its_fifteen_sheets_in_order() -> None:
    assert list(sheets()) == [
        "young_people", "staff", "cases", "support_courses", "housing", "measurements", "statuses",
        "meetings", "participants", "network_people", "goals", "agreements", "consents",
        "contacts", "fidelity",
    ]  # fmt: skip


def test_every_reference_points_to_a_sheet_that_comes_before_and_has_an_id() -> None:
    order = list(sheets())
    for sheet, columns in sheets().items():
        for column in columns.values():
            if column.refers_to:
                assert order.index(column.refers_to) < order.index(sheet)
                assert "id" in sheets()[column.refers_to]


def test_every_code_list_of_the_format_has_codes() -> None:
    assert all(
        codes_of(column)
        for columns in sheets().values()
        for column in columns.values()
        if column.list
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_and_column_is_known_by_its_label(language: str) -> None:
    for sheet, columns in sheets().items():
        assert sheet_named(f" {phrase(language, f'exchange.sheet.{sheet}').upper()} ") == sheet
        for column in columns:
            label = phrase(language, f"exchange.column.{column}")
            assert column_named(sheet, label) == column
            assert column_named(sheet, column.upper()) == column


def test_a_heading_of_another_sheet_is_not_known() -> None:
    assert column_named("staff", "birth_date") is None
    assert sheet_named("Husdyr") is None


@pytest.mark.parametrize(
    "text", ["2026-05-03", "03-05-2026", "2026-05-03 00:00:00", "2026-05-03T10:30"]
)
def test_dates_are_read_in_both_orders_and_from_spreadsheets(text: str) -> None:
    assert read("housing", "from_date", text) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "i går",
        "2026-13-01",
        "31-02-2026",
        "0206-05-03",
        "03.05.2026",
        "45000",
        "3-5-26",
        "\u0660\u0663-05-2026",
        "2026-05-03x",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refused("housing", "from_date", text) == "bad_date"


def test_a_birth_date_can_not_lie_ahead() -> None:
    assert read("young_people", "birth_date", "04-05-2026") == ON
    assert refused("young_people", "birth_date", "05-05-2026") == "date_in_future"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_as_it_was_written(day: date) -> None:
    assert read("housing", "from_date", day.isoformat()) == day
    assert read("housing", "from_date", day.strftime("%d-%m-%Y")) == day


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("JA", True), ("Sand", True), ("TRUE", True)]
)
def test_yes_is_read_in_any_case(text: str, value: bool) -> None:
    assert read("participants", "active", text) is value


@pytest.mark.parametrize("text", ["0", "nej", "NEJ", "False", "falsk"])
def test_no_is_read_in_any_case(text: str) -> None:
    assert read("participants", "active", text) is False


@pytest.mark.parametrize("text", ["måske", "2", "x", "-"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    assert refused("participants", "active", text) == "bad_flag"


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("3,0", 3), ("3.00", 3), ("+3", 3)])
def test_whole_numbers_may_carry_empty_decimals(text: str, value: int) -> None:
    assert read("measurements", "crime", text) == value


@pytest.mark.parametrize(
    ("sheet", "column", "text", "code"),
    [
        ("measurements", "crime", "0", "out_of_bounds"),
        ("measurements", "crime", "6", "out_of_bounds"),
        ("measurements", "crime", "3,5", "bad_whole"),
        ("network_people", "closeness", "4", "out_of_bounds"),
        ("fidelity", "score", "5", "out_of_bounds"),
        ("contacts", "minutes", "-1", "out_of_bounds"),
        ("contacts", "minutes", "1e3", "bad_whole"),
        ("contacts", "minutes", "9" * 5000, "bad_whole"),
        ("staff", "fte", "1,2", "out_of_bounds"),
        ("staff", "fte", "halv", "bad_decimal"),
        ("staff", "fte", "nan", "bad_decimal"),
    ],
)
def test_numbers_outside_their_bounds_are_refused(
    sheet: str, column: str, text: str, code: str
) -> None:
    assert refused(sheet, column, text) == code


@pytest.mark.parametrize("text", ["0,8", "0.8"])
def test_decimals_have_comma_or_point(text: str) -> None:
    assert read("staff", "fte", text) == 0.8


def test_codes_are_read_in_any_case_and_an_unknown_one_names_the_list() -> None:
    assert read("cases", "combination", "sm_cti") == "SM_CTI"
    with pytest.raises(Unreadable) as caught:
        read("cases", "combination", "SM_XYZ")
    assert caught.value.facts["codes"] == "SM, SM_CTI, SM_ICM"


def test_a_code_no_longer_offered_is_read_in_history() -> None:
    assert read("statuses", "education_type", "production_school") == "production_school"


def test_several_codes_are_parted_by_semicolons_and_each_kept_once() -> None:
    assert read("staff", "methods", " CTI ; ICM;cti;") == "CTI;ICM"
    assert refused("staff", "methods", "CTI;SM") == "unknown_code"


def test_lists_the_format_leaves_open_keep_strange_words() -> None:
    assert read("cases", "risk_indicators", "WEAK_NETWORK; Spillegæld") == "weak_network;Spillegæld"
    assert read("support_courses", "end_reason", "Flyttet til Odense") == "Flyttet til Odense"


@pytest.mark.parametrize(
    ("sheet", "column", "limit"),
    [
        ("young_people", "name", 120),
        ("staff", "organisation", 200),
        ("cases", "referral_reason", 4000),
    ],
)
def test_each_text_has_a_limit(sheet: str, column: str, limit: int) -> None:
    assert read(sheet, column, "å" * limit) == "å" * limit
    assert refused(sheet, column, "å" * (limit + 1)) == "too_long"


@pytest.mark.parametrize("text", ["=1+1", "+45 20", "-x", "@sum", "\tx"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@given(st.text(alphabet=st.sampled_from("'=+-@ax\t"), max_size=8) | st.text())
def test_the_guard_comes_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


def test_a_formula_like_text_stays_text() -> None:
    assert cell_text(" =HYPERLINK(1) ") == "=HYPERLINK(1)"
    assert cell_text(" \u00a0 ") is None


def test_values_are_written_as_they_are_read() -> None:
    values = (None, True, False, date(2026, 5, 3), 3, 0.8, 1.0, "=x", "x")
    assert [shown_cell(value) for value in values] == [
        "",
        "1",
        "0",
        "2026-05-03",
        "3",
        "0.8",
        "1",
        "'=x",
        "x",
    ]


def test_a_problem_says_where_and_what_in_both_languages() -> None:
    problem = Problem("bad_date", "Unge", 5, "Fødselsdato", "32-13-2020")
    assert sentence("da", problem).startswith(
        "Unge, række 5, Fødselsdato, „32-13-2020“: Det er ikke en dato."
    )
    assert sentence("en", problem).startswith(
        "Unge, row 5, Fødselsdato, “32-13-2020”: That is not a date."
    )


def test_the_sentences_of_both_languages_speak_of_the_same_facts() -> None:
    for key, told in catalogue("da").items():
        if key.startswith("exchange."):
            assert _facts(told) == _facts(catalogue("en")[key]), key


def _facts(told: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(told) if name}


def test_every_kind_of_the_table_can_be_read() -> None:
    kinds = {column.kind for columns in sheets().values() for column in columns.values()}
    assert kinds - set(READERS) == {"cpr", "phone", "email"}
    assert all(
        isinstance(column, Column) for columns in sheets().values() for column in columns.values()
    )


def test_a_word_that_an_import_brought_is_shown_without_markup() -> None:
    strange = Coded("information_type", "Skole **fed** [x](http://y.example)")
    for language in LANGUAGES:
        assert phrase(language, code_key(strange)) == "Skole   fed    x  http   y example"
