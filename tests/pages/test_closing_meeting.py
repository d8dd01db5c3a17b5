"""Closing a meeting on the screen: five steps, suggestions, the next meeting, and feedback."""

from datetime import timedelta

import pytest

from core.checklist import groups
from core.codes import MeetingState, Role
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_staff
from tests.factories_network import (
    OFFICER,
    YOUNG,
    agreement_told,
    goal_told,
    held_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.factories_support import put_course
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
WHO, AGREEMENTS, CHECKLIST, NETWORK, MINUTES, NEXT = 1, 2, 3, 6, 7, 8
SAVE = "Gem, at mødet er holdt"


class Scene:
    """A case with a network meeting planned for today, and its coordinator."""

    def __init__(self, **plan):
        karen = put_staff()
        self.case = put_started(coordinator_id=karen)
        put_consent(self.case.id)
        self.me = put_account(Role.COORDINATOR, staff_id=karen)
        told = plan_told(today(), **plan)
        self.id = actions.meetings.plan(self.case.id, told, (YOUNG, OFFICER), by=LEAD, on=today())

    def meetings(self):
        return queries.network.file_of(self.case.id, by=LEAD).meetings

    @property
    def meeting(self):
        return next(one for one in self.meetings() if one.id == self.id)

    @property
    def people(self):
        return [each.id for each in self.meeting.participants]

    def open(self, at=WHO, *, do="hold", who=None):
        address = {"case": str(self.case.number), "part": "meetings", "meeting": self.id}
        return open_as(who or self.me, "network_meeting", do=do, at=str(at), **address)

    def hold(self, **told):
        values = {"no_next_meeting_reason": "Flytter"} | told
        held = held_told(*self.people, day=today(), **values)
        actions.meetings.hold(self.id, held, seen_version=1, by=LEAD, on=today())

    def agree(self):
        goal = actions.goals.set_goal(
            self.case.id, goal_told("Egen bolig", set_date=today()), by=LEAD, on=today()
        )
        told = agreement_told(follow_up_date=today() + timedelta(days=9))
        actions.goals.agree(goal, told, meeting_id=self.id, by=LEAD)


def _field(app, kind, name, form="hold_form"):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _has(app, kind, name):
    return any(f".field.{name}." in (field.key or "") for field in getattr(app, kind))


def _press(app, label, nth=0):
    [button for button in app.button if button.label == label][nth].click().run()
    assert not app.exception
    return app


def _labels(app):
    return [button.label for button in app.button]


def _mark(app, scene, *marks):
    for participant, mark in zip(scene.people, marks, strict=True):
        _field(app, "button_group", f"presence.{participant}").set_value(mark)
    return app.run()


def _plain(app):
    return all_text(app).replace("\\", "")


@pytest.mark.parametrize("at", ["0", "9", "99999", "-1", "to", "²", ""])
def test_whatever_the_address_says_a_screen_is_drawn(at):
    app = Scene().open(at)
    assert not app.exception
    assert "Videre" in _labels(app) or SAVE in _labels(app)


def test_each_screen_holds_one_thing_and_only_the_last_one_saves():
    scene = Scene()
    app = scene.open()
    for at in range(WHO, NEXT):
        assert SAVE not in _labels(app), at
        _press(app, "Videre")
    assert SAVE in _labels(app)
    assert app.query_params["at"] == str(NEXT)


def test_what_was_marked_stays_from_screen_to_screen_and_in_a_new_browser():
    scene = Scene()
    app = _mark(scene.open(), scene, "active", "absent")
    _press(_press(app, "Videre"), "Tilbage")
    young, officer = scene.people
    assert _field(app, "button_group", f"presence.{young}").value == "active"
    again = scene.open()
    assert "Kladde fra" in all_text(again)
    assert _field(again, "button_group", f"presence.{officer}").value == "absent"
    assert "1 var med." in _plain(scene.open(NEXT))


def test_everybody_on_the_list_is_marked_with_one_press():
    scene = Scene()
    app = _press(scene.open(), "Alle på listen var med")
    values = [_field(app, "button_group", f"presence.{id_}").value for id_ in scene.people]
    assert values == ["attended", "attended"]


def test_what_is_recorded_is_suggested_and_never_stored_unless_confirmed():
    scene = Scene()
    scene.agree()
    app = _mark(scene.open(), scene, "active", "attended")
    for _ in range(2):
        _press(app, "Videre")
    assert "Den unge er sat som aktiv" in _plain(app)
    assert _field(app, "button_group", "young_person_attended").value is None
    _press(app, "Brug 2 forslag")
    assert _field(app, "button_group", "young_person_attended").value == "yes"
    assert "Forslag" not in _plain(app)
    for _ in range(NEXT - CHECKLIST):
        _press(app, "Videre")
    _press(_press(app, "Om 4 uger"), SAVE)
    answers = scene.meeting.checklist
    assert answers["young_person_attended"] is True
    assert answers["young_person_had_the_floor"] is True
    assert answers["responsibilities_agreed"] is None
    assert sum(answer is not None for answer in answers.values()) == 2


def test_one_suggestion_alone_can_be_taken():
    scene = Scene()
    app = scene.open(NETWORK)
    assert "Netværkskortet er tomt" in _plain(app)
    _press(app, "Svar nej")
    assert _field(app, "button_group", "network_map_exists").value == "no"
    assert _field(app, "button_group", "has_chosen_adult").value is None


def test_the_checklist_is_put_in_the_words_of_the_day_on_the_form_and_on_the_record():
    scene = Scene()
    actions.checklist_items.reword(
        "young_person_heard",
        "Blev du hørt?",
        valid_from=today(),
        seen_version=0,
        by=LEAD,
        on=today(),
    )
    assert _field(scene.open(CHECKLIST), "button_group", "young_person_heard").label == (
        "Blev du hørt?"
    )
    scene.hold(checklist={"young_person_heard": True})
    assert "Blev du hørt?" in _plain(scene.open(do="show"))


def test_the_second_step_shows_what_was_agreed_and_lets_more_be_agreed():
    scene = Scene()
    scene.agree()
    app = scene.open(AGREEMENTS)
    assert "Ringe til FGU" in _plain(app)
    form = "plan_agreement_form"
    _field(app, "text_area", "text", form).set_value("Finde CPR-kort")
    _field(app, "text_input", "responsible", form).set_value("Vilma Vildspor")
    _field(app, "text_input", "follow_up_by", form).set_value("Jens Job")
    _field(app, "date_input", "follow_up_date", form).set_value(today() + timedelta(days=5))
    _press(app.run(), "Gem aftalen")
    (goal,) = queries.network.file_of(scene.case.id, by=LEAD).goals
    assert [each.meeting_id for each in goal.agreements] == [scene.id, scene.id]
    assert "Jens Job følger op" in _plain(app)


def test_without_goals_the_second_step_leads_to_the_plan():
    scene = Scene()
    app = _press(scene.open(AGREEMENTS), "Sæt et mål")
    assert app.query_params["part"] == "plan"
    assert app.query_params["meeting"] == scene.id


def test_minutes_begin_with_the_agenda_and_ask_what_they_tell_about():
    scene = Scene(agenda="Bolig\nSkole")
    app = scene.open(MINUTES)
    assert not _has(app, "button_group", "minutes_types")
    _press(app, "Begynd med dagsordenens punkter")
    assert _field(app, "text_area", "minutes").value == "Bolig:\n\nSkole:"
    _field(app, "button_group", "minutes_types").set_value(["housing"]).run()
    _press(scene.open(WHO), "Alle på listen var med")
    last = scene.open(NEXT)
    _press(_press(last, "Om 8 uger"), SAVE)
    assert scene.meeting.minutes == "Bolig:\n\nSkole:"
    assert scene.meeting.minutes_types == ("housing",)
    assert "Referatet fortæller om" in _plain(scene.open(do="show"))


def test_the_next_meeting_is_booked_with_who_is_chosen():
    scene = Scene(place="Rådhuset")
    _press(scene.open(), "Alle på listen var med")
    app = _press(scene.open(NEXT), "Om 12 uger")
    assert _field(app, "text_input", "next_place").value == "Rådhuset"
    _field(app, "text_input", "next_start_time").set_value("9:30")
    _field(app, "button_group", "next_invited").set_value([]).run()
    _press(app, SAVE)
    assert app.query_params["do"] == "feedback"
    booked = scene.meetings()[0]
    assert (booked.state, booked.start_time) == (MeetingState.PLANNED, "09.30")
    assert booked.day == today() + timedelta(weeks=12)
    assert [each.role for each in booked.participants] == ["young_person"]


def test_somebody_who_just_came_is_told_of_in_the_same_saving():
    scene = Scene()
    app = _press(scene.open(), "Alle på listen var med")
    _field(app, "selectbox", "came_role_1").select("school").run()
    _field(app, "text_input", "came_name_1").set_value("Sten Skole").run()
    assert _has(app, "selectbox", "came_role_2")
    last = scene.open(NEXT)
    assert "3 var med." in _plain(last)
    _field(last, "text_area", "no_next_meeting_reason").set_value("Flytter").run()
    _press(last, SAVE)
    assert [each.name for each in scene.meeting.participants][-1] == "Sten Skole"


def test_a_meeting_changed_by_somebody_else_meanwhile_is_not_closed_over_it():
    scene = Scene()
    _press(scene.open(), "Alle på listen var med")
    app = _press(scene.open(NEXT), "Om 8 uger")
    told = plan_told(today(), place="Biblioteket")
    actions.meetings.change_plan(scene.id, told, seen_version=1, by=LEAD, on=today())
    _press(app, SAVE)
    assert "Biblioteket" in _plain(app)
    assert scene.meeting.state is MeetingState.PLANNED
    _press(app, SAVE)
    assert scene.meeting.state is MeetingState.HELD


def test_who_may_only_read_is_given_no_way_to_close():
    scene = Scene()
    worker = put_account(Role.SUPPORT_WORKER, username="bo", staff_id="bo")
    put_course(scene.case.id, worker_id="bo")
    app = scene.open(who=worker)
    assert "Vilma" in all_text(app)
    assert SAVE not in _labels(app)
    assert "Afslut mødet" not in _labels(app)


def test_the_correction_has_all_of_it_on_one_page_and_books_nothing():
    scene = Scene()
    scene.hold(checklist={"well_run": True})
    app = scene.open(do="correct")
    shown = sum(_has(app, "button_group", item) for items in groups().values() for item in items)
    assert shown == 18
    _, officer = scene.people
    form = "correct_meeting_form"
    _field(app, "button_group", f"presence.{officer}", form).set_value("absent").run()
    _field(app, "date_input", "next_meeting_date", form).set_value(
        today() + timedelta(days=30)
    ).run()
    _press(app, "Gem rettelsen")
    assert [each.attended for each in scene.meeting.participants] == [True, False]
    assert len(scene.meetings()) == 1


# ---------------------------------------------------------------- feedback


def _give(app, score, **words):
    _field(app, "button_group", "score", "feedback_form").set_value(score)
    for name, text in words.items():
        _field(app, "text_area", name, "feedback_form").set_value(text)
    return _press(app.run(), "Gem svaret")


def test_feedback_is_asked_of_the_young_person_first_and_then_of_the_others():
    scene = Scene()
    scene.hold()
    app = scene.open(do="feedback")
    assert _field(app, "radio", "role", "feedback_form").value == "young_person"
    _give(app, "5", went_well="**Pausen**")
    assert _field(app, "radio", "role", "feedback_form").value == "employment_officer"
    _give(app, "3")
    assert [(each.role, each.score) for each in scene.meeting.feedback] == [
        ("young_person", 5),
        ("employment_officer", 3),
    ]
    record = scene.open(do="show")
    assert "Godt: **Pausen**" in _plain(record)
    assert not any("**Pausen**" in str(element.value) for element in record.markdown)


def test_feedback_of_nothing_is_refused_and_a_wrong_one_is_taken_back():
    scene = Scene()
    scene.hold()
    app = _press(scene.open(do="feedback"), "Gem svaret")
    assert "Vælg et ansigt" in app.error[0].value
    _press(_give(app, "1"), "Fjern svaret")
    assert scene.meeting.feedback == ()


def test_a_support_worker_asks_and_the_scores_are_summed_up_on_the_case():
    scene = Scene()
    scene.hold()
    worker = put_account(Role.SUPPORT_WORKER, username="bo", staff_id="bo")
    put_course(scene.case.id, worker_id="bo")
    _give(scene.open(do="feedback", who=worker), "4")
    address = {"case": str(scene.case.number), "part": "meetings"}
    text = _plain(open_as(worker, "network_meeting", **address))
    assert "Hvad deltagerne har syntes om møderne" in text
    assert "| 4 | – | 1 |" in text
