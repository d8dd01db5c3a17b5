"""What the parts of trin 3 lack."""

from dataclasses import replace
from datetime import date

from core.codes import MeetingState, Variant
from core.records.network import Agreement, Goal, Meeting, NetworkFile
from core.start_up import Lack, Part, complete, tasks
from tests.factories_network import START, consent, known

ON = date(2026, 5, 4)
BORN = date(2006, 3, 5)
EMPTY = NetworkFile("case", 1, START, None, None, (), (), (), (), (), ())
AGREED = Agreement("a", 1, "Ringe", "Karen", ON, None, "open", None)
GOAL = Goal("g", 1, START, "FGU", None, "open", None, ())


def meeting(state=MeetingState.HELD, *, kind="network", next_date=date(2026, 7, 1), reason=None):
    nothing = (None,) * 5
    return Meeting("m", 1, START, kind, state, None, None, next_date, reason, *nothing, ())


def lacks(file, variant=Variant.H):
    return {task.part: task.lack for task in tasks(file, variant=variant, born=BORN, on=ON)}


def test_nothing_is_begun_in_an_empty_file():
    assert set(lacks(EMPTY).values()) == {Lack.NOT_BEGUN}
    told = [task.part for task in tasks(EMPTY, variant=Variant.H, born=None, on=ON)]
    assert told == [part for part in Part if part is not Part.DOCUMENTS]
    assert not complete(EMPTY)


def test_the_step_is_complete_with_a_network_meeting_held_and_a_goal_with_an_agreement():
    planned = replace(EMPTY, meetings=(meeting(MeetingState.PLANNED),))
    held = replace(EMPTY, meetings=(meeting(),), goals=(GOAL,))
    assert not complete(planned)
    assert not complete(held)
    assert complete(replace(held, goals=(replace(GOAL, agreements=(AGREED,)),)))


def test_each_part_says_the_first_thing_it_lacks():
    file = replace(
        EMPTY,
        coordinator_id="karen",
        start_date=START,
        consents=(consent(withdrawn_date=START),),
        people=(known(),),
        meetings=(meeting(kind="individual"),),
        goals=(GOAL,),
    )
    assert lacks(file, Variant.U) == {
        Part.COORDINATOR: None,
        Part.CONSENT: Lack.NOTHING_COVERS,
        Part.NETWORK: Lack.CHOSEN_ADULT,
        Part.MEETINGS: Lack.FIRST_MEETING,
        Part.PLAN: Lack.AGREEMENT,
    }


def test_the_chosen_adult_is_asked_for_in_variant_u_only():
    assert lacks(replace(EMPTY, people=(known(),)))[Part.NETWORK] is None
    chosen = replace(EMPTY, people=(known(chosen_adult=True),))
    assert lacks(chosen, Variant.U)[Part.NETWORK] is None


def test_a_next_meeting_is_missing_once_its_date_has_passed_and_nothing_is_planned():
    passed = meeting(next_date=START)
    assert lacks(replace(EMPTY, meetings=(passed,)))[Part.MEETINGS] is Lack.NEXT_MEETING
    planned = meeting(MeetingState.PLANNED)
    assert lacks(replace(EMPTY, meetings=(planned, passed)))[Part.MEETINGS] is None
    reason = meeting(next_date=None, reason="Flytter")
    assert lacks(replace(EMPTY, meetings=(reason,)))[Part.MEETINGS] is None
