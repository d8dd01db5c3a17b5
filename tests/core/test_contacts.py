"""What a contact must hold."""

from datetime import date, timedelta

import pytest

from core.codes import Method
from core.contacts import (
    Contact,
    ContactNotYours,
    MinutesOutside,
    checked_contact,
    chosen_method,
    methods_for,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, TooLong, UnknownCode

ON = date(2026, 5, 4)
REFERRED = date(2026, 1, 5)


def contact(**changes: object) -> Contact:
    values = {"day": ON, "activity": "direct_contact", "minutes": 45, "mode": "phone", **changes}
    return Contact(**values)


def refused(kind: type[Exception], field: str, **changes: object) -> None:
    with pytest.raises(kind) as refusal:
        checked_contact(contact(**changes), referred=REFERRED, on=ON)
    assert refusal.value.field == field


def test_a_whole_contact_is_taken():
    told = checked_contact(contact(note="  Kaffe  ", place="home"), referred=REFERRED, on=ON)
    assert (told.minutes, told.note, told.place) == (45, "Kaffe", "home")


def test_a_contact_on_the_day_of_the_referral_is_taken():
    checked_contact(contact(day=REFERRED), referred=REFERRED, on=ON)


def test_a_contact_before_the_referral_is_refused():
    refused(DatesOutOfOrder, "date", day=REFERRED - timedelta(days=1))


def test_a_contact_in_the_future_is_refused():
    refused(DateInFuture, "date", day=ON + timedelta(days=1))


@pytest.mark.parametrize("minutes", [-5, 0, 1441, 10**9])
def test_minutes_outside_a_day_are_refused(minutes: int):
    refused(MinutesOutside, "minutes", minutes=minutes)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_minutes_within_a_day_are_taken(minutes: int):
    assert checked_contact(contact(minutes=minutes), referred=REFERRED, on=ON).minutes == minutes


def test_a_contact_without_day_minutes_or_activity_is_refused():
    refused(MissingValue, "date", day=None)
    refused(MissingValue, "minutes", minutes=None)
    refused(MissingValue, "activity", activity=None)


def test_a_talk_with_the_young_person_needs_its_mode():
    refused(MissingValue, "mode", mode=None)
    checked_contact(contact(activity="driving", mode=None), referred=REFERRED, on=ON)


def test_unknown_codes_and_long_notes_are_refused():
    refused(UnknownCode, "activity", activity="party")
    refused(UnknownCode, "mode", mode="pigeon")
    refused(UnknownCode, "place", place="moon")
    refused(TooLong, "note", note="x" * 4001)


def test_a_support_worker_records_in_the_method_of_the_course():
    assert methods_for({"ida"}, "karen", {"ida": Method.CTI}) == (Method.CTI,)


def test_the_coordinator_records_in_samarbejdsmodellen():
    assert methods_for({"karen"}, "karen", {"ida": Method.CTI}) == (Method.SM,)


def test_a_deputy_records_in_the_methods_of_those_who_are_away():
    courses = {"ida": Method.CTI}
    assert methods_for({"per", "ida"}, "karen", courses) == (Method.CTI,)
    assert methods_for({"per", "karen"}, "karen", courses) == (Method.SM,)
    assert methods_for({"per", "ida", "karen"}, "karen", courses) == (Method.CTI, Method.SM)


def test_others_record_in_no_method():
    assert methods_for({"per"}, "karen", {"ida": Method.CTI}) == ()
    assert methods_for(frozenset(), None, {}) == ()


def test_whoever_stands_outside_cannot_record_a_contact():
    with pytest.raises(ContactNotYours):
        chosen_method("SM", ())


def test_one_method_need_not_be_chosen_and_two_must():
    assert chosen_method(None, (Method.CTI,)) is Method.CTI
    with pytest.raises(MissingValue):
        chosen_method(None, (Method.CTI, Method.SM))
    assert chosen_method("SM", (Method.CTI, Method.SM)) is Method.SM


def test_a_method_that_is_not_yours_is_refused():
    with pytest.raises(UnknownCode):
        chosen_method("ICM", (Method.CTI,))
