"""The published figures: where they come from, what they are called, what is known to be wrong."""

import csv
from pathlib import Path

import pytest

from core import published as module
from core.intervals import Comparison, compare, mean_of_scores, share
from core.published import (
    SOURCES,
    PublishedUnit,
    faults_of,
    figure,
    published,
    rows_of,
    tables,
)
from core.words import LANGUAGES, catalogue, has_phrase

EVERY = [each for table in tables() for each in published(table).values()]
LINES = list(
    csv.DictReader(
        (Path(module.__file__).parent / "reference" / "published.csv").open(encoding="utf-8")
    )
)
SHARED_WHOLES = (
    [("age_at_start", None, "share"), ("placement", None, "share"), ("education", "first", None)]
    + [("education", "latest", None), ("employment", "latest", None)]
    + [("domain_change", domain, None) for domain in rows_of("domain_change")]
    + [("checklist", item, None) for item, cells in rows_of("checklist").items() if len(cells) == 2]
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def whole(table, row, cell):
    return [
        each
        for each in published(table).values()
        if row in {None, each.row} and cell in {None, each.cell}
    ]


def test_no_figure_stands_twice():
    assert len(EVERY) == len(LINES)


def test_every_figure_has_a_source_a_page_and_what_it_counts():
    for each in EVERY:
        assert each.source in SOURCES, each
        assert each.page, each
        assert each.page[0].isdigit(), each
        assert each.population, each


def test_percentages_and_scores_lie_on_their_scales():
    for each in EVERY:
        low, high = {
            PublishedUnit.PERCENT: (0, 100),
            PublishedUnit.SCORE_1_5: (1, 5),
            PublishedUnit.SCORE_1_4: (1, 4),
        }.get(each.unit, (1, 1_000_000))
        assert low <= each.value <= high, each


@pytest.mark.parametrize(("table", "row", "cell"), SHARED_WHOLES, ids=str)
def test_what_shares_a_whole_sums_to_a_hundred_as_it_must_have_been(table, row, cell):
    assert sum(each.likely for each in whole(table, row, cell)) == 100


@each_language
def test_every_table_row_and_cell_has_a_word(language):
    for each in EVERY:
        for key in (
            f"published.table.{each.table}",
            f"published.unit.{each.unit}",
            f"published.population.{each.population}",
            f"published.source.{each.source}.name",
            f"published.source.{each.source}.short",
            each.row_key,
            each.cell_key,
            each.place_key,
        ):
            assert has_phrase(language, key), key


@each_language
def test_every_fault_has_its_sentence_and_every_sentence_its_figure(language):
    start = "published.fault."
    told = {key.removeprefix(start) for key in catalogue(language) if key.startswith(start)}
    assert told == set(faults_of(EVERY))


# ---------------------------------------------------------------- what is known to be wrong


def test_the_row_that_sums_to_110_is_flagged_and_says_what_it_must_have_been():
    row = rows_of("domain_change")["social_network"]
    assert sum(each.value for each in row.values()) == 110
    assert row["unchanged"].value == 21
    assert row["unchanged"].likely == 11
    assert faults_of(row.values()) == ("social_network_110",)


def test_education_types_sum_to_more_than_all_in_education():
    types = published("education_type").values()
    assert sum(each.value for each in types) == 68 > figure("education", "first", "yes").value
    assert faults_of(types) == ("education_types_68",)
    assert all(each.fault for each in types)


def test_employment_at_start_sums_to_98_and_the_latest_counts_too_many():
    rows = rows_of("employment")
    assert sum(each.value for each in rows["first"].values()) == 98
    assert faults_of(rows["first"].values()) == ("employment_first_98",)
    assert {each.n for each in rows["latest"].values()} == {180}
    assert faults_of(rows["latest"].values()) == ("employment_n_180",)


def test_placements_are_counted_on_meetings_and_say_so():
    assert {each.population for each in published("placement").values()} == {"meetings"}
    assert {each.n for each in published("placement").values()} == {228}
    assert all(
        each.fault == "placement_counts_meetings" for each in published("placement").values()
    )


def test_housed_and_homeless_leave_seven_percent_unsaid():
    found = published("housing_at_closure").values()
    assert sum(each.value for each in found) == 93
    assert all(each.fault == "housing_93" for each in found)


@pytest.mark.parametrize(
    ("table", "row", "cell", "fault"),
    [
        ("age_at_start", "18", "share", "age_halves"),
        ("domain_baseline", "substance_use", "mean", "substance_use_decimal"),
        ("checklist", "well_prepared", "yes", "well_prepared_no"),
        ("checklist", "network_map_sufficient", "yes", "network_map_sufficient"),
        ("hours", "CTI", "per_course", "cti_hours"),
        ("cost", "SM_CTI", "per_course", "cti_hours"),
        ("caseload", "full_time_post", "number", "coordinator_29"),
        ("fidelity", "administration", "mean", "fidelity_labels"),
        ("survey", "aftercare_strategy_clear", "share", "survey_82"),
        ("strengthened", "education_or_employment", "share", "education_come_or_kept"),
    ],
)
def test_the_other_known_faults_are_flagged(table, row, cell, fault):
    assert figure(table, row, cell).fault == fault


def test_what_can_not_be_read_is_not_there():
    assert figure("checklist", "well_prepared", "no") is None
    assert figure("fidelity", "regional_psychiatry", "mean") is None
    assert figure("participants", "chosen_adult", "attended") is None
    assert figure("age_at_start", "15", "number") is None


def test_more_maps_gave_overview_than_there_were_maps():
    enough, exists = (
        figure("checklist", item, "yes").value
        for item in ("network_map_sufficient", "network_map_exists")
    )
    assert enough > exists


# ---------------------------------------------------------------- their intervals


def test_a_published_share_has_the_interval_of_its_n_and_its_rounding():
    found = figure("domain_change", "education_employment", "improvement").estimate
    plain = share(82, 160).interval
    assert found.n == 160
    assert found.interval.low < plain.low < 0.51 < plain.high < found.interval.high


def test_a_doubted_figure_holds_what_is_printed_and_what_is_probable():
    found = figure("domain_change", "social_network", "unchanged").estimate
    assert found.interval.low < 0.11
    assert found.interval.high > 0.21
    assert compare(share(18, 160), found) is Comparison.NOT_TOLD_APART
    assert compare(share(34, 160), found) is Comparison.NOT_TOLD_APART


def test_a_published_mean_without_deviation_has_the_widest_interval():
    found = figure("domain_baseline", "education_employment", "mean").estimate
    assert found.interval.low < 3.9 - 0.25
    assert found.interval.high > 3.9 + 0.25
    own = mean_of_scores(mean=3.0, n=60, low=1, high=5, sd=1.0)
    assert compare(own, found) is Comparison.BELOW


def test_a_published_share_of_unknown_n_is_what_rounding_leaves():
    found = figure("housing_at_closure", "housed", "share").estimate
    assert found.n is None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.725, 0.735))


def test_a_published_count_is_a_share_of_its_n():
    assert figure("target_group", "in_care", "number").estimate.value == pytest.approx(98 / 178)
    assert figure("volume", "checklists", "number").estimate is None


def test_kroner_and_hours_are_not_compared():
    assert figure("cost", "SM", "per_year").estimate is None
    assert figure("hours", "ICM", "per_year").estimate is None


def test_every_interval_holds_its_figure():
    estimates = [each.estimate for each in EVERY if each.estimate]
    assert len(estimates) > 100
    for each in estimates:
        assert each.interval.low <= each.value <= each.interval.high, each
