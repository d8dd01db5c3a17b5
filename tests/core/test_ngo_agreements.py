"""Agreements with NGOs: when one holds, what it opens, who has none, and which are to be renewed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import all_codes
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.ngo import key_of
from core.ngo_agreement_checks import (
    NgoAgreementEnded,
    NgoAgreementOpensNothing,
    NgoAgreementTwice,
    checked_agreement,
    checked_end,
)
from core.ngo_agreements import (
    HOLDS,
    NgoAgreementState,
    dues,
    opened_types,
    state_of,
    to_mend,
    unagreed,
)
from core.parties import plain
from core.records.programme import ProgrammeKind
from tests.factories_ngo import CLUB, ON, agreement, agreement_told

DAY = timedelta(days=1)
S = NgoAgreementState
OPENED = frozenset({"contact_details"})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, S.IN_FORCE),
        ({"signed": ON}, S.IN_FORCE),
        ({"signed": ON + DAY}, S.UNSIGNED),
        ({"signed": None}, S.UNSIGNED),
        ({"to": date(2026, 7, 5)}, S.IN_FORCE),
        ({"to": date(2026, 7, 4)}, S.RENEW_SOON),
        ({"to": ON}, S.RENEW_SOON),
        ({"to": ON - DAY}, S.EXPIRED),
        ({"ended": ON + DAY}, S.IN_FORCE),
        ({"ended": ON}, S.ENDED),
        ({"ended": ON, "signed": None}, S.ENDED),
    ],
)
def test_an_agreement_opens_something_from_its_signature_to_its_last_day_only(told, state):
    one = agreement(**told)
    assert state_of(one, ON) is state
    assert opened_types([one], CLUB, ON) == (OPENED if state in HOLDS else frozenset())


def test_an_agreement_is_with_the_ngo_of_its_name_and_nobody_else():
    assert opened_types([agreement()], "  klub   KOMPAS ", ON) == OPENED
    for other in ("Klub Kompas Nord", "Klub", ""):
        assert opened_types([agreement()], other, ON) == frozenset()


def test_an_ngo_without_an_agreement_in_force_is_missing_once_under_its_first_spelling():
    known = [agreement(), agreement("b", organisation="Mentorhuset", to=ON - DAY)]
    names = ["Mentorhuset", CLUB, "mentorhuset ", "Café Ærlig", " ", "klub kompas"]
    assert [(each.key, each.name) for each in unagreed(names, known, ON)] == [
        (key_of("Café Ærlig"), "Café Ærlig"),
        (key_of("Mentorhuset"), "Mentorhuset"),
    ]


def test_an_agreement_is_told_of_two_months_before_its_last_day_until_something_is_done():
    known = [
        agreement("soon", to=date(2026, 7, 4)),
        agreement("late", organisation="Mentorhuset", to=ON - DAY),
        agreement("far", organisation="Café", to=date(2026, 7, 5)),
        agreement("over", organisation="Havnen", to=ON - DAY, ended=ON),
        agreement("old", organisation="Loftet", to=ON - DAY),
        agreement("new", organisation="loftet", signed=ON),
    ]
    told = dues(known, ON)
    assert [each.address["agreement"] for each in told] == ["late", "soon"]
    assert {each.kind for each in told} == {ProgrammeKind.COOPERATION_AGREEMENT}
    assert [each.overdue(ON) for each in told] == [True, False]


def test_the_agreement_to_mend_is_the_one_in_force_else_the_newest_that_has_not_ended():
    old, holding, draft = agreement("a", to=ON - DAY), agreement("b"), agreement("c", signed=None)
    assert to_mend([old, holding, draft], CLUB, ON) == holding
    assert to_mend([old, draft], CLUB, ON) == draft
    assert to_mend([agreement(ended=ON)], CLUB, ON) is None


def test_a_signed_agreement_says_what_it_lets_us_share_and_a_draft_can_wait():
    with pytest.raises(NgoAgreementOpensNothing):
        checked_agreement(agreement_told(information_types=()), (), ON)
    draft = agreement_told(information_types=(), signed_date=None)
    assert checked_agreement(draft, (), ON).information_types == ()
    both = agreement_told(information_types=("education_employment", "contact_details"))
    assert checked_agreement(both, (), ON) == agreement_told()


def test_what_is_missing_or_unknown_is_refused_at_its_field():
    for wrong, refusal in (
        ({"organisation": " "}, MissingValue),
        ({"gdpr_role": None}, MissingValue),
        ({"gdpr_role": "friend"}, UnknownCode),
        ({"information_types": ("cpr",)}, UnknownCode),
        ({"signed_date": ON + DAY}, DateInFuture),
        ({"signed_date": ON, "valid_to": ON - DAY}, DatesOutOfOrder),
    ):
        with pytest.raises(refusal) as refused:
            checked_agreement(agreement_told(**wrong), (), ON)
        assert refused.value.field in wrong


def test_an_agreement_ends_once_with_a_day_and_a_reason():
    assert checked_end(agreement(), ON, " Lukket ", ON) == (ON, "Lukket")
    for wrong, refusal in (
        ((agreement(), None, "Lukket"), MissingValue),
        ((agreement(), ON, " "), MissingValue),
        ((agreement(), ON + DAY, "Lukket"), DateInFuture),
        ((agreement(signed=ON), ON - DAY, "Lukket"), DatesOutOfOrder),
        ((agreement(ended=ON), ON, "Lukket"), NgoAgreementEnded),
    ):
        with pytest.raises(refusal):
            checked_end(*wrong, ON)


days = some.dates(date(2026, 1, 1), date(2026, 3, 1))
names = some.sampled_from([CLUB, "klub  kompas", "Mentorhuset"])
types = some.sets(some.sampled_from(all_codes("information_type")), min_size=1).map(tuple)
spans = some.tuples(names, types, days, some.none() | days, some.none() | days)


@given(some.lists(spans, max_size=8), some.none() | days)
def test_what_was_checked_never_holds_twice_for_one_ngo_on_a_day(told, ended):
    kept = []
    for place, (name, types, signed, last, _) in enumerate(told):
        typed = agreement_told(
            organisation=name, information_types=types, signed_date=signed, valid_to=last
        )
        try:
            checked = checked_agreement(typed, kept, ON)
        except (NgoAgreementTwice, DatesOutOfOrder):
            continue
        end = ended if ended is not None and ended >= signed and place % 2 else None
        kept.append(
            agreement(
                str(place), organisation=name, information_types=checked.information_types,
                signed=signed, to=last, ended=end,
            )
        )  # fmt: skip
    for day in {each for _, _, *found in told for each in found if each is not None}:
        holding = [plain(one.organisation) for one in kept if state_of(one, day) in HOLDS]
        assert len(holding) == len(set(holding))


@given(some.lists(spans, max_size=6), days)
def test_what_is_opened_never_exceeds_an_agreement_in_force(told, on):
    known = [
        agreement(
            str(place), organisation=name, information_types=types, signed=signed, to=to, ended=end
        )
        for place, (name, types, signed, to, end) in enumerate(told)
    ]
    opened = opened_types(known, CLUB, on)
    holding = [
        one
        for one in known
        if plain(one.organisation) == plain(CLUB)
        and one.signed_date <= on
        and (one.valid_to is None or on <= one.valid_to)
        and (one.ended_date is None or on < one.ended_date)
    ]
    assert all(opened <= set(one.information_types) for one in holding)
    assert holding or not opened
    assert (CLUB in {each.name for each in unagreed([CLUB], known, on)}) == (not holding)
