"""Feedback on a meeting, by role."""

from datetime import date

import pytest

from core.codes import MeetingState
from core.errors import MissingValue, UnknownCode
from core.feedback import FeedbackEmpty, FeedbackTold, checked_feedback, over_time
from core.measurement import ScoreOutside
from core.records.network import Feedback
from tests.core.test_checklist import meeting

ON = date(2026, 5, 4)


def check(**told):
    return checked_feedback(FeedbackTold(**{"role": "young_person", **told}), on=ON)


def test_a_face_alone_or_a_word_alone_is_enough():
    assert check(score=4).went_well is None
    assert check(to_change=" Kortere ").to_change == "Kortere"
    with pytest.raises(FeedbackEmpty):
        check(went_well=" ")


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_outside_the_scale_is_refused(score):
    with pytest.raises(ScoreOutside):
        check(score=score)


def test_feedback_is_given_under_a_role():
    with pytest.raises(MissingValue):
        check(role=None, score=3)
    with pytest.raises(UnknownCode):
        check(role="astronaut", score=3)


def said(role, score):
    return Feedback(role, 1, role, ON, score, None, None)


def test_the_young_person_and_the_others_are_told_apart_over_time():
    first = meeting("a", date(2026, 1, 1), state=MeetingState.HELD)
    second = meeting(
        "b",
        date(2026, 3, 1),
        state=MeetingState.HELD,
        feedback=(said("young_person", 2), said("school", 4), said("guardian", 5)),
    )
    third = meeting(
        "c", ON, state=MeetingState.HELD, feedback=(said("school", None), said("guardian", 3))
    )
    ahead = meeting("d", ON, feedback=(said("school", 1),))
    found = over_time([third, second, ahead, first])
    assert [each.meeting.id for each in found] == ["b", "c"]
    assert (found[0].young_person, found[0].others, found[0].n) == (2, 4.5, 3)
    assert (found[1].young_person, found[1].others, found[1].n) == (None, 3, 1)
