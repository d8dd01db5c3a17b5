"""The published demo: its tallies are the published tables, cell for cell."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from core.codes import TargetGroup, Variant, valid_codes
from core.history import COLUMNS, findings
from core.published import PublishedUnit, figure, published, rows_of, tables
from core.rounding import half_up, percent
from core.tallies import Figures, Period
from db import check, demo
from db.demo.published.apportion import apportioned, in_proportion, part
from db.demo.published.filling import everything
from db.demo.published.young import plan_young_people
from db.engine import Store, close_store, open_store, reading
from db.models import (
    AccountRow,
    Base,
    CaseRow,
    MeasurementRow,
    MeetingRow,
    ParticipantRow,
    StatusRow,
    YoungPersonRow,
)
from db.queries import tallies as queries
from db.queries.store import is_demo
from tests import databases

FIRST, LAST, DRAWN = date(2014, 1, 1), date(2016, 12, 31), date(2016, 1, 31)
YOUNG, MEASURED, MET = 178, 160, 228


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(databases.laid(tmp_path_factory.mktemp("published") / "store.duckdb"))
    demo.fill_published(seed=2026)
    yield store
    close_store()


@pytest.fixture(scope="module")
def told(opened: Store) -> Figures:
    return queries.figures(Period(FIRST, LAST), Variant.U, by=None)


@pytest.fixture(scope="module")
def told_in_january(opened: Store) -> Figures:
    return queries.figures(Period(FIRST, DRAWN), Variant.U, by=None)


def rows(kind: type[Any]) -> list[Any]:
    with reading() as session:
        return list(session.scalars(select(kind)))


def printed(table: str) -> list[tuple[str, str, float]]:
    return [
        (each.row, each.cell, each.likely)
        for each in published(table).values()
        if each.unit is PublishedUnit.PERCENT
    ]


# ---------------------------------------------------------------- cell for cell


def test_as_many_as_in_the_report(told):
    assert told["young_people_served"] == told["cases"]["served"] == YOUNG
    assert told["meetings"]["held"] == MET
    assert {each["n"] for each in told["domain_change"].values()} == {MEASURED}


def test_the_means_at_the_start_are_those_published_to_one_decimal(told):
    assert {
        domain: (found["n"], half_up(found["mean"], 1))
        for domain, found in told["domain_baseline"].items()
    } == {
        domain: (MEASURED, cells["mean"].value)
        for domain, cells in rows_of("domain_baseline").items()
    }


@pytest.mark.parametrize("when", ["told", "told_in_january"])
@pytest.mark.parametrize(("domain", "change", "value"), printed("domain_change"))
def test_the_change_in_each_life_domain(request, when, domain, change, value):
    found = request.getfixturevalue(when)["domain_change"][domain]
    assert percent(found[change], found["n"]) == value


def test_the_example_of_the_first_domain(told):
    assert told["domain_change"]["education_employment"] == {
        "n": 160,
        "decline": 38,
        "unchanged": 40,
        "improvement": 82,
    }


@pytest.mark.parametrize(("item", "answer", "value"), printed("checklist"))
def test_the_checklist(told, item, answer, value):
    found = told["meetings"]["checklist"][item]
    assert found["n"] == MET
    assert percent(found[answer], MET) == value


def test_all_eighteen_items_are_published(told):
    assert set(rows_of("checklist")) == set(told["meetings"]["checklist"])
    well_prepared = told["meetings"]["checklist"]["well_prepared"]
    assert percent(well_prepared["no"], well_prepared["n"]) == 1


@pytest.mark.parametrize(("age", "_", "value"), printed("age_at_start"))
def test_the_age_at_the_start(told, age, _, value):
    ages = told["age_at_start"]
    assert sum(ages.values()) == YOUNG
    least = int(age.rstrip("+"))
    counted = sum(
        count
        for each, count in ages.items()
        if int(each) == least or (age.endswith("+") and int(each) > least)
    )
    assert percent(counted, YOUNG) == value


@pytest.mark.parametrize("when", ["told", "told_in_january"])
@pytest.mark.parametrize(("end", "answer", "value"), printed("education"))
def test_education(request, when, end, answer, value):
    found = request.getfixturevalue(when)["education"][end]
    assert found["n"] == YOUNG
    assert percent(found[answer], YOUNG) == value


@pytest.mark.parametrize("when", ["told", "told_in_january"])
@pytest.mark.parametrize(("end", "code", "value"), printed("employment"))
def test_employment(request, when, end, code, value):
    found = request.getfixturevalue(when)["employment"][end]
    assert found["n"] == YOUNG
    assert percent(found[code], YOUNG) == value


def test_the_counts_of_employment_at_the_start(told):
    codes = list(rows_of("employment")["first"])
    found = [told["employment"]["first"][code] for code in codes]
    assert found == [2, 6, 8, 0, 18, 22, 0, 0, 11, 111]


def test_the_target_groups(told):
    assert {row: told["target_group"][row] for row in rows_of("target_group")} == {
        row: cells["number"].value for row, cells in rows_of("target_group").items()
    }
    assert sum(told["target_group"].values()) == YOUNG


@pytest.mark.parametrize(("placement", "_", "value"), printed("placement"))
def test_placements_counted_over_meetings(opened, placement, _, value):
    query = (
        select(CaseRow.placement_type, func.count())
        .join(MeetingRow, MeetingRow.case_id == CaseRow.id)
        .group_by(CaseRow.placement_type)
    )
    with reading() as session:
        counted = {placed: met for placed, met in session.execute(query)}  # noqa: C416
    assert sum(counted.values()) == MET
    assert percent(counted.get(placement, 0), MET) == value


def test_the_participants_that_the_text_tells(told):
    found = told["meetings"]["participants"]
    came = {
        "guardian": found["guardian"]["attended"],
        "employment_officer": found["employment_officer"]["attended"],
        "adult_caseworker": found["adult_caseworker"]["attended"],
        "school_or_education": found["school"]["attended"]
        + found["education_institution"]["attended"],
    }
    assert {role: percent(count, MET) for role, count in came.items()} == {
        row: cells["attended"].value for row, cells in rows_of("participants").items()
    }
    active = figure("participants", "guardian", "active").value
    assert percent(found["guardian"]["active"], found["guardian"]["attended"]) == active


def test_the_most_frequent_are_those_that_the_text_names(told):
    attended = {role: each["attended"] for role, each in told["meetings"]["participants"].items()}
    most = sorted(attended, key=attended.__getitem__, reverse=True)[:4]
    assert set(most) == {
        "young_person",
        "chosen_adult",
        "child_caseworker",
        "guidance_counsellor",
    }


def test_a_table_that_is_published_later_will_be_asked_for_here():
    in_percent = {
        each.table
        for table in tables()
        for each in published(table).values()
        if each.source == "report_2017" and each.unit is PublishedUnit.PERCENT
    }
    held = {"age_at_start", "checklist", "domain_change", "education", "employment"}
    held |= {"participants", "placement"}
    assert in_percent - held == {"education_type", "private_network"}


def test_education_types_keep_the_published_proportion_of_those_in_education(opened):
    weights = {row: cells["first"].value for row, cells in rows_of("education_type").items()}
    first = {}
    for status in sorted(rows(StatusRow), key=lambda row: row.date):
        first.setdefault(status.case_id, status.education_type)
    counted = Counter(kind for kind in first.values() if kind)
    assert sum(counted.values()) == 111
    for kind, weight in weights.items():
        assert abs(counted[kind] - 111 * weight / sum(weights.values())) < 1


# ---------------------------------------------------------------- what else holds


def test_it_is_a_demo_with_the_accounts_of_the_other_demo(opened):
    assert is_demo()
    assert {row.username for row in rows(AccountRow)} == {each[0] for each in demo.accounts()}


def test_no_second_demo_goes_into_the_same_store(opened):
    with pytest.raises(demo.StoreNotEmpty):
        demo.fill_published()


def test_every_course_is_of_variant_u_and_lies_in_the_project(opened):
    cases = rows(CaseRow)
    assert {case.variant for case in cases} == {"U"}
    assert min(case.referral_date for case in cases) >= date(2014, 7, 1)
    assert max(case.end_date for case in cases) <= LAST


def test_the_store_is_in_order(opened):
    assert check.faults(date(2026, 5, 4)) == []


def test_the_histories_give_no_warning_when_imported(opened):
    kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    history = {
        sheet: [
            {"row": place, **{name: getattr(row, name) for name in names}}
            for place, row in enumerate(rows(kinds[sheet]))
        ]
        for sheet, names in COLUMNS.items()
    }
    assert list(findings(history, date(2026, 5, 4))) == []


def test_nothing_is_recorded_outside_its_course(opened):
    spans = {case.id: (case.start_date, case.end_date) for case in rows(CaseRow)}
    for kind in (MeasurementRow, StatusRow, MeetingRow):
        for row in rows(kind):
            start, end = spans[row.case_id]
            assert start <= row.date <= end


def test_numbers_are_replacement_numbers_of_the_century_of_birth(opened):
    for young in rows(YoungPersonRow):
        if young.cpr:
            born = young.birth_date
            assert young.cpr[:6] == f"{born.day + 60}{born:%m%y}"
            assert (young.cpr[6] < "4") == (born.year < 2000)


def test_nobody_spoke_who_was_not_there(opened):
    assert not [each for each in rows(ParticipantRow) if each.active and not each.attended]


def test_only_formerly_placed_are_placed_so(opened):
    for case in rows(CaseRow):
        if case.placement_type == "formerly_placed":
            assert case.target_group == TargetGroup.FORMERLY_IN_CARE


def test_codes_are_valid_on_their_days(opened):
    for status in rows(StatusRow):
        assert status.employment in valid_codes("employment", status.date)
        if status.education_type:
            assert status.education_type in valid_codes("education_type", status.date)
    for case in rows(CaseRow):
        assert case.legal_basis in valid_codes("legal_basis", case.decision_date)
        assert case.placement_type in valid_codes("placement_type", case.start_date)


def test_the_same_seed_gives_the_same_rows_and_another_does_not():
    first, again, other = (everything(seed).by_table for seed in (3, 3, 4))
    for found in (first, again, other):
        for account in found[AccountRow]:
            del account["password_hash"]
    assert first == again
    assert first[CaseRow] != other[CaseRow]


# ---------------------------------------------------------------- finding the counts


@pytest.mark.parametrize(
    ("percents", "n", "counts"),
    [
        ((24, 25, 51), 160, (38, 40, 82)),
        ((32, 11, 57), 160, (51, 18, 91)),
        ((1, 3, 4, 0, 10, 12, 0, 0, 6, 62), 178, (2, 6, 8, 0, 18, 22, 0, 0, 11, 111)),
    ],
)
def test_counts_round_to_the_percentages(percents, n, counts):
    assert apportioned(percents, n) == counts


def test_a_row_that_sums_to_110_can_not_be_counted():
    with pytest.raises(ValueError, match="no counts"):
        apportioned((32, 21, 57), 160)


@pytest.mark.parametrize("value", range(101))
def test_a_part_and_its_rest_round_to_what_is_published(value):
    for n in (MEASURED, YOUNG, MET):
        count = part(value, n)
        assert (percent(count, n), percent(n - count, n)) == (value, 100 - value)


def test_what_is_divided_in_proportion_is_all_of_it():
    assert in_proportion({"a": 17, "b": 20, "c": 31}, 111) == {"a": 28, "b": 33, "c": 50}


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_any_seed_gives_the_same_shares(seed):
    planned = plan_young_people(Random(seed))
    assert Counter(each.group.value for each in planned) == {
        "in_care": 98,
        "formerly_in_care": 49,
        "other_measures": 31,
    }
    assert sum(each.meetings for each in planned) == MET
    assert sum(each.scores is not None for each in planned) == MEASURED
