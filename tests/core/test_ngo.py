"""The three talks with an NGO: what is asked for when, and what is recorded of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Coded, all_codes
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, NobodyChosen, UnknownCode
from core.ngo import (
    OUTCOMES,
    NgoNamedAlready,
    NgoTold,
    TalkTold,
    checked_ngo,
    checked_talk,
    key_of,
    ngos,
    still_told,
    talk_rules,
)
from core.records.ngo import NgoSpan, NgoTalk, TalkState
from core.words import LANGUAGES, code_key, has_phrase

ON = date(2026, 5, 4)
DAY = timedelta(days=1)
CLUB = "Klub Kompas"
HELD = TalkTold(talk="first_talk", outcome="held", day=ON, took_part=("young_person",))
TALKS = [rule.talk for rule in talk_rules()]
days = st.dates(date(2024, 1, 1), date(2028, 1, 1))


def states(spans, talks=(), on=ON):
    return [[line.state.value for line in one.lines] for one in ngos(spans, talks, on)]


def talk(name, organisation=CLUB, not_relevant=None):
    day = None if not_relevant else ON
    return NgoTalk("t", 1, organisation, name, day, ("young_person",), None, not_relevant)


def test_the_referral_is_due_first_then_the_first_talk_and_the_closing_one_when_it_ends():
    span = NgoSpan(CLUB, ON, None)
    assert states([span], on=ON) == [["due", "due", "later"]]
    assert states([span], on=ON + 15 * DAY) == [["overdue", "due", "later"]]
    assert states([span], on=ON + 31 * DAY) == [["overdue", "overdue", "later"]]
    ended = NgoSpan(CLUB, ON, ON + 40 * DAY)
    assert states([ended], on=ON + 39 * DAY)[0][2] == "later"
    assert states([ended], on=ON + 40 * DAY)[0][2] == "due"
    assert states([ended], on=ON + 55 * DAY)[0][2] == "overdue"


def test_nothing_is_missing_before_the_ngo_begins():
    assert states([NgoSpan(CLUB, ON + DAY, None)]) == [["later", "later", "later"]]


def test_a_talk_that_was_held_or_is_not_relevant_is_asked_for_no_more():
    recorded = [talk("referral_talk"), talk("first_talk", not_relevant="Kender hinanden")]
    told = states([NgoSpan(CLUB, date(2025, 1, 1), None)], recorded)
    assert told == [["held", "not_relevant", "later"]]


def test_two_volunteers_of_one_organisation_are_one_ngo_and_two_organisations_two():
    spans = [
        NgoSpan(CLUB, ON, ON + DAY),
        NgoSpan("klub  kompas", ON - DAY, None),
        NgoSpan("Mentorhuset", ON, None),
    ]
    found = ngos(spans, [talk("first_talk", "Mentorhuset")], ON)
    assert [(one.name, one.from_date, one.to_date) for one in found] == [
        (CLUB, ON - DAY, None),
        ("Mentorhuset", ON, None),
    ]
    assert [one.lines[1].state for one in found] == [TalkState.DUE, TalkState.HELD]


@given(days, st.none() | days, days, st.sets(st.sampled_from(TALKS)))
def test_what_is_recorded_is_never_missing_and_what_is_missing_has_a_day(begin, end, on, held):
    if end is not None and end < begin:
        begin, end = end, begin
    (one,) = ngos([NgoSpan(CLUB, begin, end)], [talk(name) for name in held], on)
    for line in one.lines:
        missing = line.state in {TalkState.DUE, TalkState.OVERDUE}
        assert not (missing and line.talk in held)
        assert (line.state is TalkState.OVERDUE) == (missing and line.due_date < on)
        assert not missing or begin <= on
    closing = one.lines[-1]
    assert closing.state is TalkState.LATER or end is not None or "closing_talk" in held


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        (TalkTold(talk="first_talk", outcome=None), MissingValue, "outcome"),
        (TalkTold(talk="first_talk", outcome="perhaps"), UnknownCode, "outcome"),
        (TalkTold(talk="no_talk", outcome="held"), UnknownCode, "talk"),
        (TalkTold(talk="first_talk", outcome="held"), MissingValue, "date"),
        (TalkTold(talk="first_talk", outcome="held", day=ON + DAY), DateInFuture, "date"),
        (TalkTold(talk="first_talk", outcome="held", day=ON), NobodyChosen, "took_part"),
        (
            TalkTold(talk="first_talk", outcome="held", day=ON, took_part=("the_dog",)),
            UnknownCode,
            "took_part",
        ),
        (TalkTold(talk="first_talk", outcome="not_relevant"), MissingValue, "reason"),
    ],
)
def test_a_talk_that_lacks_something_is_refused_at_its_field(told, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_talk(told, ON)
    assert refused.value.field == field


def test_a_talk_that_is_not_relevant_keeps_neither_day_nor_people():
    told = TalkTold(
        talk="first_talk",
        outcome="not_relevant",
        day=ON,
        took_part=("young_person",),
        note="Note",
        reason=" Kender hinanden ",
    )
    assert checked_talk(told, ON) == TalkTold(
        talk="first_talk", outcome="not_relevant", reason="Kender hinanden"
    )
    assert checked_talk(HELD, ON) == HELD


def test_the_same_ngo_is_not_named_twice_for_the_same_days():
    known = [NgoSpan(CLUB, ON, ON + 9 * DAY, named_id="one"), NgoSpan("Andre", ON, None)]
    with pytest.raises(NgoNamedAlready):
        checked_ngo(NgoTold(name="klub kompas", from_date=ON + 9 * DAY), known)
    assert checked_ngo(NgoTold(name=CLUB, from_date=ON + 10 * DAY), known)
    assert checked_ngo(NgoTold(name=CLUB, from_date=ON), known, but="one")
    assert checked_ngo(NgoTold(name="Andre", from_date=ON), known)
    with pytest.raises(DatesOutOfOrder):
        checked_ngo(NgoTold(name=CLUB, from_date=ON, to_date=ON - DAY), [])


def test_a_case_that_ended_long_ago_is_told_of_no_more():
    assert still_told(None, ON)
    assert still_told(ON - 90 * DAY, ON)
    assert not still_told(ON - 91 * DAY, ON)


def test_the_key_tells_organisations_apart_and_holds_no_name():
    assert key_of("Klub Kompas") == key_of(" klub  KOMPAS ") != key_of("Klub Kompas 2")
    assert "klub" not in key_of("Klub Kompas")


def test_the_talks_say_their_source_who_takes_part_and_have_words():
    assert [rule.talk for rule in talk_rules()] == ["referral_talk", "first_talk", "closing_talk"]
    roles = set(all_codes("ngo_talk_role"))
    for rule in talk_rules():
        assert "box 6-7" in rule.source
        assert set(rule.who) <= roles
        for language in LANGUAGES:
            assert has_phrase(language, code_key(Coded("ngo_talk", rule.talk)))
    for outcome in OUTCOMES:
        assert has_phrase("da", code_key(Coded("talk_outcome", outcome)))
    assert set(talk_rules()[2].who) - set(talk_rules()[1].who) == {"volunteer"}
