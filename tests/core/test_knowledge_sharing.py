"""The knowledge-sharing model: what a row must hold, when it is due, who may say it was shared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Role, all_codes, group_of, valid_codes
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, NotAllowed, UnknownCode
from core.knowledge_sharing import (
    NeedRetired,
    NeedTold,
    ResponsibleTwice,
    SharingBasisMissing,
    SuggestionTaken,
    check_in_use,
    check_may_share,
    check_untaken,
    checked_need,
    dues,
    in_order,
    may_share,
    next_due,
    shared_day,
    suggestions,
)
from core.records.knowledge_sharing import Need, NeedEvent, NeedEventKind
from core.words import LANGUAGES, has_phrase
from tests.factories import person

ON = date(2026, 5, 4)
TOLD = NeedTold(
    party=" Styregruppen ",
    need="Status",
    responsible="Formanden",
    format="meeting",
    frequency="quarterly",
    from_date=ON,
)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
frequencies = st.sampled_from(all_codes("knowledge_frequency"))


def need(frequency="quarterly", began=ON, shared=(), **more):
    events = tuple(NeedEvent(NeedEventKind.SHARED, day, "Karen Kold", None, {}) for day in shared)
    told = {"id": "n", "party": "Styregruppen", "responsible_id": None, **more}
    return Need(
        version=1,
        need="Status",
        responsible="Karen Kold",
        format="meeting",
        frequency=frequency,
        can_share=None,
        may_share=None,
        basis=None,
        basis_note=None,
        must_share=None,
        from_date=began,
        events=events,
        **told,
    )


@pytest.mark.parametrize(
    ("frequency", "last"),
    [
        ("weekly", date(2026, 5, 11)),
        ("monthly", date(2026, 6, 4)),
        ("quarterly", date(2026, 8, 4)),
        ("half_yearly", date(2026, 11, 4)),
        ("yearly", date(2027, 5, 4)),
        ("as_it_happens", None),
    ],
)
def test_the_next_time_follows_from_how_often(frequency, last):
    assert next_due(need(frequency)) == last


def test_the_next_time_counts_from_the_latest_day_it_was_shared():
    shared = (date(2026, 6, 1), date(2026, 7, 1), date(2026, 5, 10))
    assert next_due(need("monthly", shared=shared)) == date(2026, 8, 1)


def test_a_row_out_of_use_is_never_due():
    assert next_due(need(retired_date=ON)) is None
    assert dues([need(began=date(2020, 1, 1), retired_date=ON)], ON) == ()


def test_the_most_overdue_row_comes_first_and_what_has_no_day_last():
    rows = [
        need("as_it_happens", id="talk"),
        need("yearly", id="year"),
        need("weekly", began=date(2026, 1, 1), id="late"),
    ]
    assert [each.id for each in in_order(rows)] == ["late", "year", "talk"]


def test_what_is_due_within_a_month_is_told_with_its_row_and_who_does_it():
    rows = [
        need("monthly", id="soon", responsible_id="merete"),
        need("quarterly", id="later"),
        need("weekly", began=date(2026, 1, 1), id="late"),
    ]
    told = dues(rows, ON)
    assert [(each.address["open"], each.staff_id, each.overdue(ON)) for each in told] == [
        ("late", None, True),
        ("soon", "merete", False),
    ]
    assert {(each.page, each.what) for each in told} == {("knowledge_sharing", "Styregruppen")}


@given(frequencies, days, st.lists(days, max_size=4))
def test_sharing_today_moves_the_next_time_past_today_and_never_back(frequency, began, shared):
    before = need(frequency, began, shared)
    today = max([began, *shared])
    after = need(frequency, began, [*shared, today])
    if next_due(before) is None:
        assert group_of("knowledge_frequency", frequency) == ""
        assert next_due(after) is None
    else:
        assert next_due(after) > today
        assert next_due(after) >= next_due(before)


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"party": " "}, MissingValue, "party"),
        ({"need": None}, MissingValue, "need"),
        ({"responsible": None}, MissingValue, "responsible_id"),
        ({"responsible_id": "merete"}, ResponsibleTwice, "responsible"),
        ({"format": "pigeon"}, UnknownCode, "format"),
        ({"frequency": None}, MissingValue, "frequency"),
        ({"may_share": "Tal"}, SharingBasisMissing, "basis"),
        ({"may_share": "Tal", "basis": "other"}, SharingBasisMissing, "basis_note"),
        ({"basis": "no_such"}, UnknownCode, "basis"),
        ({"from_date": None}, MissingValue, "from_date"),
    ],
)
def test_a_row_that_lacks_something_is_refused_at_its_field(change, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_need(replace(TOLD, **change), ON)
    assert refused.value.field == field


def test_what_may_be_shared_rests_on_a_chosen_or_a_written_basis():
    assert checked_need(TOLD, ON).party == "Styregruppen"
    chosen = checked_need(replace(TOLD, may_share="Tal", basis="section_11a"), ON)
    written = checked_need(replace(TOLD, may_share="Tal", basis_note="Aftale af 1. maj"), ON)
    assert (chosen.basis, written.basis, written.basis_note) == (
        "section_11a",
        None,
        "Aftale af 1. maj",
    )


def test_a_legal_basis_can_be_chosen_only_while_it_holds():
    assert "children_act_16" not in valid_codes("knowledge_basis", date(2023, 12, 31))
    assert "children_act_16" in valid_codes("knowledge_basis", date(2024, 1, 1))


def test_it_was_shared_on_a_day_between_the_rows_first_and_today():
    assert shared_day(ON, ON, ON) == ON
    with pytest.raises(DateInFuture):
        shared_day(ON + timedelta(days=1), ON, ON)
    with pytest.raises(DatesOutOfOrder):
        shared_day(ON - timedelta(days=1), ON, ON)
    with pytest.raises(NeedRetired):
        check_in_use(ON)


def test_a_suggestion_is_taken_once_as_long_as_its_row_is_in_use():
    with pytest.raises(SuggestionTaken):
        check_untaken("directors", [need(suggestion="directors")])
    check_untaken("directors", [need(suggestion="directors", retired_date=ON)])
    check_untaken(None, [need()])


def test_a_lead_records_for_every_row_and_others_for_their_own():
    worker = person(Role.SUPPORT_WORKER, staff_id="me", covers=frozenset({"away"}))
    assert may_share(person(Role.PROJECT_LEAD), None)
    assert may_share(worker, "me")
    assert may_share(worker, "away")
    for other in ("you", None):
        with pytest.raises(NotAllowed):
            check_may_share(worker, other)
    assert not may_share(person(Role.ADMINISTRATOR, staff_id="me"), "me")


def test_every_suggestion_has_valid_codes_a_source_and_words():
    assert len({each.code for each in suggestions()}) == len(suggestions()) >= 6
    for each in suggestions():
        assert each.format in valid_codes("knowledge_format", ON)
        assert each.frequency in valid_codes("knowledge_frequency", ON)
        assert each.basis in valid_codes("knowledge_basis", ON)
        assert each.source
        for language in LANGUAGES:
            for part in ("party", "need", "can", "may", "must"):
                assert has_phrase(language, f"knowledge_suggestion.{each.code}.{part}")
