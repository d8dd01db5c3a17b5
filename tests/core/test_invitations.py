"""What an invitation tells whom, and who has an old one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import MeetingState
from core.errors import DateInFuture, MissingValue, NobodyChosen, UnknownCode
from core.invitations import (
    Wording,
    checked_answer,
    checked_sending,
    holds_old,
    neutral,
    not_sent,
    outdated,
    wording,
)
from core.masking import MASK
from core.sharing import ALL_TYPES, Basis, Ground
from tests.factories import ON
from tests.factories_network import meeting, participant


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        (Basis(Ground.OWN, ALL_TYPES), Wording.OWN),
        (Basis(Ground.CUSTODY, ALL_TYPES), Wording.FULL),
        (Basis(Ground.CONSENT, ALL_TYPES), Wording.FULL),
        (Basis(Ground.CONSENT, frozenset({"housing"})), Wording.NAMED),
        (Basis(Ground.LAW, frozenset({"housing"})), Wording.NAMED),
        (Basis(Ground.NONE), Wording.BARE),
    ],
)
def test_how_much_is_told_follows_from_the_ground(basis, told):
    assert wording(basis) is told


@pytest.mark.parametrize(
    "number", ["650306-1234", "6503061234", "650306–1234", "65 03 06-1234", "650306 - 1234"]
)
def test_what_is_written_as_a_cpr_number_is_hidden(number):
    told = neutral(f"Mød op med {number}.", name="Vilma Vildspor", instead="den unge")
    assert told == f"Mød op med {MASK}."


def test_a_telephone_number_stays():
    said = "Ring 22 12 34 56 eller 22123456"
    assert neutral(said, name="Vilma Vildspor", instead="den unge") == said


def test_the_young_person_is_not_named_to_strangers():
    told = neutral("Hjemme hos Vilma, Vilmas dør", name="Vilma Vildspor", instead="den unge")
    assert told == "Hjemme hos den unge, den unges dør"
    assert neutral("VILDSPORs kontor", name="Vilma Vildspor", instead="x") == "xs kontor"


def test_a_name_inside_another_word_is_not_touched():
    assert neutral("Annasvej 3, Bogen", name="Anna Bo", instead="x") == "Annasvej 3, Bogen"


@given(some.text(max_size=80), some.sampled_from(["Vilma Vildspor", "Åge", "Ida-Marie Bo"]))
def test_neither_name_nor_number_is_left(text, name):
    told = neutral(f"{text} {name} 650306-1234 {name}", name=name, instead="den unge")
    assert name not in told
    assert "650306-1234" not in told


def test_an_invitation_is_old_once_day_time_or_place_changed_after_it_went_out():
    asked = meeting(call_version=4)
    assert outdated(asked, participant(sent_version=3))
    assert not outdated(asked, participant(sent_version=4))
    assert not outdated(asked, participant(sent_version=None))


def test_who_holds_an_old_one_is_told_of_meetings_ahead_and_called_off_only():
    old, new, none = (participant(id_=str(n), sent_version=n) for n in (1, 4, None))
    for state, held in ((MeetingState.PLANNED, (old,)), (MeetingState.CANCELLED, (old,))):
        assert holds_old(meeting(old, new, none, state=state, call_version=3)) == held
    assert holds_old(meeting(old, state=MeetingState.HELD, call_version=3)) == ()


def test_who_was_sent_nothing():
    told, waiting = participant(id_="1", sent_date=ON), participant(id_="2")
    assert not_sent(meeting(told, waiting)) == (waiting,)


def test_an_answer_is_one_of_three():
    assert checked_answer("accepted", ON) == "accepted"
    with pytest.raises(UnknownCode):
        checked_answer("perhaps", ON)


def test_a_sending_names_somebody_a_way_and_a_day_that_has_been():
    sent = checked_sending(["a", "a"], channel="secure_mail", day=ON, on=ON)
    assert sent == (frozenset({"a"}), "secure_mail", ON)
    with pytest.raises(NobodyChosen):
        checked_sending([], channel="secure_mail", day=ON, on=ON)
    with pytest.raises(MissingValue):
        checked_sending(["a"], channel=None, day=ON, on=ON)
    with pytest.raises(DateInFuture):
        checked_sending(["a"], channel="letter", day=date(2026, 5, 5), on=ON)
