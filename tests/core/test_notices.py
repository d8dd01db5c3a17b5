"""The rules of notices: from when each is told, how near it is, and what is counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import words
from core.cadence import due
from core.duties import DUTIES
from core.notice_rules import CONSENT_AHEAD, CONSENT_LASTS, RULES, TABLE, Counts, NoticeRule
from core.notices import Pile, counts, end_of_week, nearness, ordered, piles, running_out
from core.permissions import Act, may
from core.records.network import Consent
from core.records.notices import Counted, Notice, NoticeKind, When
from core.records.overview import DueKind
from core.records.programme import ProgrammeKind
from core.settings import Settings
from tests.factories import person
from tests.factories_overview import facts

ON = date(2026, 5, 6)
"""A Wednesday."""
A_DAY = timedelta(days=1)
each_rule = pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)


def notice(kind=NoticeKind.MEETING, when=When.WEEK, due_date=ON, **told):
    return Notice("meeting", kind, due_date, when, (), **told)


# ---------------------------------------------------------------- the table


def test_all_that_can_be_due_has_one_row():
    names = [row.name for row in TABLE]
    assert len(names) == len(set(names))
    assert {kind.value for kind in (*DueKind, *ProgrammeKind)} <= set(names)
    assert {duty.kind.value for duty in DUTIES} <= set(names)


@each_rule
def test_every_row_has_a_source_and_words_in_both_languages(rule):
    assert rule.source
    for language in words.LANGUAGES:
        assert words.phrase(language, words.code_key(rule.kind))
        if rule.counts is not Counts.CASE:
            own = ("notices.told", "notices.what")
            assert any(words.has_phrase(language, f"{table}.{rule.name}") for table in own)


@each_rule
def test_a_notice_is_told_from_its_day_ahead_and_not_a_day_earlier(rule):
    first = ON - timedelta(days=rule.ahead)
    assert not rule.tells(ON, first - A_DAY)
    assert rule.tells(ON, first)
    assert rule.tells(ON, ON)
    assert rule.tells(ON, ON + A_DAY)


@each_rule
def test_a_notice_is_told_until_it_is_done_or_its_days_after_are_over(rule):
    if rule.lasts is None:
        assert rule.tells(ON, ON + timedelta(days=4000))
        return
    last = ON + timedelta(days=rule.lasts)
    assert rule.tells(ON, last)
    assert not rule.tells(ON, last + A_DAY)


@each_rule
def test_what_is_due_in_a_case_can_be_done_by_a_project_leader(rule):
    if rule.act is not None and rule.counts is not Counts.NOTHING:
        assert may(person(), rule.act)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_row_counts_on_both_days_of_its_validity(on, told):
    rule = NoticeRule(
        "x",
        NoticeKind.MEETING,
        TABLE[0].to,
        "here",
        Act.SEE_CASE,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    assert rule.valid(on) is told
    assert rule.tells(on, on) is told


@pytest.mark.parametrize(
    ("name", "start", "last"),
    [
        ("time", date(2026, 3, 31), date(2026, 4, 30)),
        ("time", date(2026, 12, 31), date(2027, 1, 31)),
        ("project_report", date(2026, 6, 30), date(2026, 7, 31)),
        ("project_report", date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_the_last_day_is_whole_months_after_what_it_counts_from(name, start, last):
    assert RULES[name].last_day(start) == last


def test_the_municipality_says_for_how_many_months_a_closed_case_is_kept():
    assert RULES["retention"].last_day(date(2026, 5, 4), 60) == date(2031, 5, 4)


# ---------------------------------------------------------------- how near


@pytest.mark.parametrize(
    ("due_date", "when"),
    [
        (ON - A_DAY, When.OVERDUE),
        (ON, When.WEEK),
        (date(2026, 5, 10), When.WEEK),
        (date(2026, 5, 11), When.MONTH),
    ],
)
def test_overdue_begins_the_day_after_and_the_week_ends_on_sunday(due_date, when):
    assert nearness(due_date, ON) is when


def test_a_prompt_is_told_this_week_from_its_day_on_and_is_never_overdue():
    assert nearness(ON - 100 * A_DAY, ON, late=False) is When.WEEK


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_week_ends_within_seven_days_on_a_sunday(day):
    end = end_of_week(day)
    assert end.isoweekday() == 7
    assert day <= end < day + 7 * A_DAY


@given(st.dates(date(2026, 1, 6), date(2028, 1, 1)))
def test_what_the_calendar_calls_overdue_the_notices_call_overdue(on):
    for each in due(facts(), on, Settings()):
        when = nearness(each.due_date, on, late=each.overdue)
        assert (when is When.OVERDUE) == each.overdue


# ---------------------------------------------------------------- consents that run out


def consent(given_date=date(2025, 6, 1), valid_to=ON, **told):
    values = {
        "id": "1",
        "version": 1,
        "given_by": "young_person",
        "party": "Jobcentret",
        "information_types": ("housing",),
        "purpose": None,
        "withdrawn_date": None,
        "legal_basis": "consent",
        "legal_basis_note": None,
        **told,
    }
    return Consent(given_date=given_date, valid_to=valid_to, **values)


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (CONSENT_AHEAD + 1, False),
        (CONSENT_AHEAD, True),
        (0, True),
        (-1, True),
        (-CONSENT_LASTS, True),
        (-CONSENT_LASTS - 1, False),
    ],
)
def test_a_consent_is_told_of_from_thirty_days_before_until_thirty_days_after(ahead, told):
    one = consent(valid_to=ON + ahead * A_DAY)
    assert (one in running_out([one], ON)) is told


@pytest.mark.parametrize(
    "later",
    [
        {"given_date": date(2026, 5, 1), "valid_to": None},
        {"given_date": date(2026, 5, 1), "valid_to": ON + A_DAY},
        {"given_date": date(2025, 6, 1), "valid_to": ON + 400 * A_DAY},
        {"given_date": date(2026, 5, 1), "valid_to": None, "party": " JOBCENTRET "},
    ],
)
def test_a_later_consent_for_the_same_party_that_lasts_longer_renews_it(later):
    one, other = consent(), consent(id="2", **later)
    assert running_out([one, other], ON)[:1] != (one,)


@pytest.mark.parametrize(
    "other",
    [
        {"given_date": date(2026, 5, 1), "valid_to": None, "party": "Lægen"},
        {"given_date": date(2025, 1, 1), "valid_to": None},
        {"given_date": date(2026, 5, 1), "valid_to": ON - A_DAY},
        {"given_date": date(2026, 5, 1), "valid_to": None, "withdrawn_date": date(2026, 5, 2)},
        {"given_date": date(2025, 6, 1), "valid_to": None, "given_by": "guardian"},
    ],
)
def test_no_other_consent_renews_it(other):
    one = consent()
    assert one in running_out([one, consent(id="2", **other)], ON)


@pytest.mark.parametrize(
    "told",
    [
        {"valid_to": None},
        {"withdrawn_date": ON},
        {"given_date": ON + A_DAY, "valid_to": ON + 20 * A_DAY},
    ],
)
def test_a_consent_without_an_end_withdrawn_or_not_given_yet_is_not_told_of(told):
    assert running_out([consent(**told)], ON) == ()


# ---------------------------------------------------------------- counting


def test_a_digest_counts_what_is_overdue_and_due_this_week_by_kind():
    found = [
        notice(when=When.OVERDUE),
        notice(when=When.OVERDUE),
        notice(),
        notice(NoticeKind.CONSENT, When.MONTH),
        notice(NoticeKind.TIME),
    ]
    assert counts(found) == (
        Counted(NoticeKind.MEETING, 2, 1),
        Counted(NoticeKind.TIME, 0, 1),
    )


def test_piles_hold_every_notice_once_whole_and_once_by_kind_with_how_near_they_are():
    found = [
        notice(when=When.OVERDUE),
        notice(NoticeKind.TIME),
        notice(),
        notice(NoticeKind.CONSENT, When.MONTH),
    ]
    sorted_in = piles(found)
    assert list(sorted_in) == [None, NoticeKind.MEETING, NoticeKind.CONSENT, NoticeKind.TIME]
    assert sorted_in[None].notices == tuple(found)
    assert sorted_in[None].of_when == {When.OVERDUE: 1, When.WEEK: 2, When.MONTH: 1}
    assert sorted_in[NoticeKind.MEETING].notices == (found[0], found[2])
    assert sorted_in[NoticeKind.MEETING].of_when == {When.OVERDUE: 1, When.WEEK: 1, When.MONTH: 0}
    assert piles([]) == {None: Pile((), dict.fromkeys(When, 0))}


@given(
    st.lists(
        st.tuples(st.sampled_from(When), st.dates(date(2026, 1, 1), date(2026, 12, 31))), max_size=9
    )
)
def test_the_most_pressing_stand_first_and_none_is_lost(told):
    found = ordered([notice(when=when, due_date=day) for when, day in told])
    order = list(When)
    keys = [(order.index(each.when), each.due_date) for each in found]
    assert keys == sorted(keys)
    assert sorted(told) == sorted((each.when, each.due_date) for each in found)
