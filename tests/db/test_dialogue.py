"""Answers of a conversation, and the questions as project leaders change them."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step, all_codes
from core.dialogue import ItemRetired, TooManyItems
from core.errors import ChangedByOther, MissingValue, NotAllowed, NotFound, UnknownCode
from core.measurement import NothingScored
from core.settings import TooFarBack
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, DialogueAnswerRow, MeasurementRow
from tests.factories import ON, person, put_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
ITEMS = actions.dialogue_items
LAW = "crime.law"


def _case(**columns):
    return put_case(step=Step.COLLABORATION, referral_date=date(2026, 1, 5), **columns)


def _measure(case, *, by=LEAD, on=ON, **told):
    values = {"scores": {"crime": 4}, "answers": {LAW: 5}, "scored_by": "joint", "measured": ON}
    return actions.measurements.measure(case.id, **{**values, **told}, by=by, on=on)


def _change(act, *args, seen=None, by=LEAD, valid_from=ON):
    version = len(queries.dialogue.item_changes(by=LEAD)) if seen is None else seen
    return act(*args, valid_from=valid_from, seen_version=version, by=by, on=ON)


def _wording(on=ON):
    return next(item.wording for item in queries.dialogue.items(on)["crime"] if item.id == LAW)


def _ids(on=ON):
    return [item.id for item in queries.dialogue.items(on)["crime"]]


def test_answers_are_kept_in_the_words_they_were_asked_in():
    case = _case()
    first = _measure(case)
    _change(ITEMS.reword_item, LAW, "Sker der noget ulovligt?")
    second = _measure(case, answers={LAW: 2})
    told = queries.dialogue.answers(case.id, by=LEAD)
    assert told[first][0].wording == "Hvordan går det med at holde dig fra ting, der er ulovlige?"
    assert told[second][0].wording == "Sker der noget ulovligt?"
    assert (told[second][0].domain, told[second][0].score) == ("crime", 2)


def test_no_answer_ever_makes_or_moves_the_score_of_a_domain():
    case = _case()
    _measure(
        case, scores={"crime": 1, "mental_health": None}, answers={LAW: 5, "mental_health.mood": 5}
    )
    scores = queries.measurements.history(case.id, by=LEAD)[0].scores
    assert (scores["crime"], scores["mental_health"]) == (1, None)


def test_what_was_skipped_leaves_no_row():
    case = _case()
    measurement = _measure(case, answers={LAW: 3, "crime.company": None})
    assert [each.item_id for each in queries.dialogue.answers(case.id, by=LEAD)[measurement]] == [
        LAW
    ]


def test_a_conversation_of_answers_alone_is_not_a_measurement_and_leaves_nothing():
    case = _case()
    with pytest.raises(NothingScored):
        _measure(case, scores={})
    with reading() as session:
        assert session.query(DialogueAnswerRow).count() == 0
        assert session.query(MeasurementRow).count() == 0


def test_a_question_that_is_not_asked_is_refused_and_nothing_is_written():
    case = _case()
    with pytest.raises(UnknownCode):
        _measure(case, answers={"unknown": 3})
    assert queries.measurements.history(case.id, by=LEAD) == ()


def test_an_answer_leaves_a_line_in_the_log_of_its_case():
    case = _case()
    _measure(case)
    with reading() as session:
        lines = session.query(AuditRow).filter_by(table_name="dialogue_answers").all()
    assert [line.case_id for line in lines] == [case.id]


def test_only_who_sees_the_young_person_reads_the_answers():
    case = _case(coordinator_id="karen")
    _measure(case)
    assert queries.dialogue.answers(case.id, by=person(Role.COORDINATOR, staff_id="karen"))
    for role in Role:
        if role is not Role.PROJECT_LEAD:
            assert queries.dialogue.answers(case.id, by=person(role, staff_id="other")) == {}


# ---------------------------------------------------------------- the questions


def test_a_question_is_added_reworded_retired_and_taken_up_again_from_a_day_on():
    later = ON + timedelta(days=7)
    added = _change(ITEMS.add_item, "crime", "  Er du tryg? ", valid_from=later)
    assert added not in _ids()
    assert _ids(later)[-1] == added
    _change(ITEMS.reword_item, LAW, "Nye ord", valid_from=later)
    assert (_wording(), _wording(later)) == (None, "Nye ord")
    _change(ITEMS.retire_item, LAW, valid_from=later)
    assert LAW in _ids()
    assert LAW not in _ids(later)
    _change(ITEMS.take_up_item, LAW, valid_from=later)
    assert _wording(later) == "Nye ord"


def test_a_retired_question_is_not_retired_or_reworded_again():
    _change(ITEMS.retire_item, LAW)
    with pytest.raises(ItemRetired):
        _change(ITEMS.retire_item, LAW)
    with pytest.raises(ItemRetired):
        _change(ITEMS.reword_item, LAW, "Nye ord")


@pytest.mark.parametrize(
    ("act", "args", "told", "refusal"),
    [
        (ITEMS.add_item, ("crime", " "), {}, MissingValue),
        (ITEMS.add_item, (None, "Er du tryg?"), {}, MissingValue),
        (ITEMS.add_item, ("weather", "Regner det?"), {}, UnknownCode),
        (ITEMS.add_item, ("crime", "Er du tryg?"), {"valid_from": None}, MissingValue),
        (ITEMS.reword_item, (LAW, "Nye ord"), {"valid_from": ON - timedelta(days=1)}, TooFarBack),
        (ITEMS.retire_item, ("unknown",), {}, NotFound),
    ],
)
def test_a_change_that_does_not_hold_is_refused_and_nothing_is_written(act, args, told, refusal):
    with pytest.raises(refusal):
        _change(act, *args, **told)
    assert queries.dialogue.item_changes(by=LEAD) == ()


def test_a_domain_takes_no_more_questions_than_a_conversation_holds():
    with pytest.raises(TooManyItems):
        for number in range(20):
            _change(ITEMS.add_item, "crime", f"Spørgsmål {number}?")
    assert len(_ids()) == 8


def test_of_two_leaders_at_once_the_second_is_told_who_changed_what():
    _change(ITEMS.reword_item, LAW, "Nye ord")
    with pytest.raises(ChangedByOther) as refused:
        _change(ITEMS.retire_item, "crime.company", seen=0)
    assert refused.value.facts["name"] == LEAD.name
    assert refused.value.changes == {"wording": "Nye ord"}
    assert "crime.company" in _ids()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_a_project_leader_changes_the_questions(role):
    for act, args in (
        (ITEMS.add_item, ("crime", "Er du tryg?")),
        (ITEMS.reword_item, (LAW, "Nye ord")),
        (ITEMS.retire_item, (LAW,)),
        (ITEMS.take_up_item, (LAW,)),
    ):
        with pytest.raises(NotAllowed):
            _change(act, *args, by=person(role, staff_id="me"))
    assert queries.dialogue.item_changes(by=person(role)) == ()
    assert queries.dialogue.standing_items(ON, by=person(role)) == ()
    assert set(queries.dialogue.items(ON)) == set(all_codes("life_domain"))
