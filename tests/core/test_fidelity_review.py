"""When a quarter is reviewed, and what a review needs to be submitted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Coded
from core.errors import BadValue, MissingValue, TooLong, UnknownCode
from core.fidelity_questions import all_questions, questions_on
from core.fidelity_review import (
    AlwaysAsked,
    CommentsMissing,
    QuarterNotOpen,
    QuestionsOpen,
    ReviewClosed,
    ReviewIsDraft,
    ReviewLocked,
    asked,
    check_closed,
    check_draft,
    check_lockable,
    check_quarter,
    check_submission,
    checked_answers,
    checked_reason,
    counting_day,
    last_day_in_time,
    open_quarters,
    unanswered,
)
from core.quarters import quarter
from core.records.fidelity_review import Answer, ReviewState
from core.tallies import Period

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
QUESTIONS = questions_on(Q3.to_date)
EVERY = asked(QUESTIONS, {})
FULL = {question.code: Answer(score=3) for question in EVERY}
days = st.dates(date(2015, 1, 1), date(2090, 12, 31))


def test_a_quarter_can_be_reviewed_from_the_first_day_of_its_last_month():
    check_quarter(Q3, date(2026, 9, 1))
    with pytest.raises(QuarterNotOpen) as refused:
        check_quarter(Q3, date(2026, 8, 31))
    assert refused.value.facts["opens"] == date(2026, 9, 1)


def test_other_days_than_a_quarter_are_refused():
    with pytest.raises(QuarterNotOpen):
        check_quarter(Period(date(2026, 7, 1), date(2026, 9, 29)), date(2026, 12, 1))


def test_a_review_is_in_time_for_a_month_after_the_quarter():
    assert last_day_in_time(Q3) == date(2026, 10, 31)
    assert last_day_in_time(Period(date(2025, 10, 1), date(2025, 12, 31))) == date(2026, 1, 31)


@given(days)
def test_the_quarters_on_offer_are_those_that_may_be_reviewed(on):
    offered = open_quarters(on - timedelta(days=730), on)
    for period in offered:
        check_quarter(period, on)
    assert list(offered) == sorted(offered, key=lambda each: each.from_date, reverse=True)
    here = quarter(on)
    assert (here in offered) == (on.month == here.to_date.month)


@given(days, days)
def test_scores_count_in_their_quarter_and_never_on_a_day_to_come(some, submitted):
    period = quarter(some)
    day = counting_day(period, submitted)
    assert day <= submitted
    assert day <= period.to_date
    if submitted >= period.from_date:
        assert period.from_date <= day


def test_what_is_submitted_does_not_change_and_a_draft_is_not_locked():
    check_draft(ReviewState.DRAFT)
    for state in (ReviewState.SUBMITTED, ReviewState.LOCKED):
        check_closed(state)
        with pytest.raises(ReviewClosed):
            check_draft(state)
    with pytest.raises(ReviewIsDraft):
        check_closed(ReviewState.DRAFT)
    check_lockable(ReviewState.SUBMITTED)
    with pytest.raises(ReviewLocked):
        check_lockable(ReviewState.LOCKED)


def test_answers_are_cleaned_and_left_out_ones_are_empty():
    under = QUESTIONS["supervision"]
    told = checked_answers({"sup_regular": Answer(score=2, note="  Aflyst  ")}, under)
    assert told["sup_regular"] == Answer(score=2, note="Aflyst")
    assert told["sup_peers"] == Answer()
    assert list(told) == [question.code for question in under]


@pytest.mark.parametrize(
    ("answers", "refusal", "field"),
    [
        ({"sup_regular": Answer(score=5)}, BadValue, "sup_regular.score"),
        ({"sup_regular": Answer(score=0)}, BadValue, "sup_regular.score"),
        ({"sup_peers": Answer(note="a" * 4001)}, TooLong, "sup_peers.note"),
        ({"sup_peers": Answer(evidence="a" * 4001)}, TooLong, "sup_peers.evidence"),
        ({"sup_peers": Answer(comment="a" * 4001)}, TooLong, "sup_peers.comment"),
        ({"org_housing": Answer(score=3)}, UnknownCode, None),
    ],
)
def test_a_bad_answer_is_refused_at_its_field(answers, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_answers(answers, QUESTIONS["supervision"])
    assert refused.value.field == field


def test_only_a_variant_or_a_method_is_set_aside_and_never_without_a_reason():
    assert checked_reason(True, " Vi bruger ikke ICM ", QUESTIONS["icm"]) == "Vi bruger ikke ICM"
    assert checked_reason(False, "Vi bruger ikke ICM", QUESTIONS["icm"]) is None
    with pytest.raises(MissingValue):
        checked_reason(True, " ", QUESTIONS["icm"])
    with pytest.raises(AlwaysAsked):
        checked_reason(True, "Ikke hos os", QUESTIONS["leadership"])


def test_all_that_is_asked_must_be_answered():
    check_submission(FULL, frozenset(), questions=EVERY)
    told = {**FULL, "cti_phases": Answer(note="Ved det ikke")}
    del told["org_housing"]
    with pytest.raises(QuestionsOpen) as refused:
        check_submission(told, frozenset(), questions=EVERY)
    assert refused.value.facts["n"] == 2
    assert refused.value.facts["themes"] == (
        Coded("fidelity_theme", "organisation"),
        Coded("fidelity_theme", "cti"),
    )


@given(st.sets(st.sampled_from(["core_elements_h", "core_elements_u", "cti", "icm"])))
def test_a_theme_that_is_set_aside_needs_no_answers(aside):
    wanted = asked(QUESTIONS, dict.fromkeys(aside, "Bruges ikke"))
    told = {code: each for code, each in FULL.items() if all_questions()[code].theme not in aside}
    assert not unanswered(told, wanted)
    check_submission(told, frozenset(), questions=wanted)


@given(st.sets(st.sampled_from(list(FULL)), min_size=1), st.data())
def test_where_the_records_differ_a_comment_is_needed(differing, data):
    commented = data.draw(st.sets(st.sampled_from(sorted(differing))))
    told = FULL | {code: Answer(score=3, comment="Tallene er ufuldstændige") for code in commented}
    if commented == differing:
        check_submission(told, frozenset(differing), questions=EVERY)
        return
    with pytest.raises(CommentsMissing) as refused:
        check_submission(told, frozenset(differing), questions=EVERY)
    assert refused.value.facts["n"] == len(differing - commented)
