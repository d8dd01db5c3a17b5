"""The youth panel: no advice without an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import valid_codes
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.records.youth_panel import Advice
from core.youth_panel import DECIDED, AdviceTold, ToldBeforeDecided, checked_advice, waiting

ON = date(2026, 5, 4)
DAY = timedelta(days=1)


def told(**values):
    usual = {
        "held_date": ON,
        "topic": "Et brev",
        "advice": "Skriv kortere",
        "responsible": "Karen Kold",
        "follow_up_date": ON + 30 * DAY,
    }
    return AdviceTold(**{**usual, **values})


def advice(state="received", told_date=None, follow_up=ON, id_="a"):
    return Advice(id_, 1, ON, "Et brev", "Kortere", "Karen", follow_up, state, None, told_date)


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"topic": " "}, MissingValue, "topic"),
        ({"advice": None}, MissingValue, "advice"),
        ({"responsible": ""}, MissingValue, "responsible"),
        ({"held_date": ON + DAY}, DateInFuture, "held_date"),
        ({"follow_up_date": ON - DAY}, DatesOutOfOrder, "follow_up_date"),
        ({"state": "forgotten"}, UnknownCode, "state"),
        ({"state": "done"}, MissingValue, "outcome"),
        ({"state": "not_followed", "outcome": " "}, MissingValue, "outcome"),
        ({"told_date": ON}, ToldBeforeDecided, "told_date"),
        (
            {"state": "done", "outcome": "Rettet", "told_date": ON - DAY},
            DatesOutOfOrder,
            "told_date",
        ),
    ],
)
def test_advice_that_does_not_hold_is_refused_at_its_field(values, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_advice(told(**values), on=ON)
    assert refused.value.field == field


def test_advice_is_answered_when_something_was_decided_and_the_panel_was_told():
    decided = checked_advice(told(state="done", outcome=" Rettet ", told_date=ON), on=ON)
    assert decided.outcome == "Rettet"
    assert waiting([advice("done", ON)]) == ()
    assert len(waiting([advice("done")])) == 1


@given(
    some.lists(
        some.tuples(
            some.sampled_from(valid_codes("panel_advice_state", ON)),
            some.none() | some.just(ON),
            some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        max_size=8,
    )
)
def test_what_waits_is_all_that_is_not_both_decided_and_told_the_most_urgent_first(drawn):
    listed = [advice(*each, id_=str(place)) for place, each in enumerate(drawn)]
    found = waiting(listed)
    assert [each.follow_up_date for each in found] == sorted(each.follow_up_date for each in found)
    assert {each.id for each in listed} - {each.id for each in found} == {
        each.id for each in listed if each.state in DECIDED and each.told_date
    }
