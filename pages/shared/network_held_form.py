"""The form of what is told of a meeting that took place: what it begins with, and what it holds.

All its fields belong together, whichever of them are on the screen: `told` reads them all.
"""

from datetime import date

from core.checklist import Presence
from core.codes import MeetingState, all_codes
from core.holding import Came, Held, NextMeeting
from core.records.network import Meeting, Participant
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.frame import t_plain
from pages.shared.network_board import Board

W = "network_meeting.closing"
CAME = (1, 2, 3)
"""So many people can be added who just came."""
_NEXT = ("next_start_time", "next_place", "next_purpose", "next_invited")
_TEXTS = ("minutes", "minutes_types", "next_meeting_date", "no_next_meeting_reason")


def presence_name(participant: Participant) -> str:
    """The field of one participant."""
    return f"presence.{participant.id}"


def held_form(name: str, board: Board, meeting: Meeting) -> Form:
    """The form with everything told so far held on to."""
    form = Form(name, meeting.id, meeting.version, initial=_initial(board, meeting))
    came = [f"{field}_{nth}" for nth in CAME for field in ("came_role", "came_name", "came_active")]
    present = [presence_name(each) for each in meeting.participants]
    form.carry(["date", *present, *came, *all_codes("checklist_item"), *_TEXTS, *_NEXT])
    return form


def _initial(board: Board, meeting: Meeting) -> dict[str, object]:
    held = meeting.state is MeetingState.HELD
    return {
        "date": meeting.day,
        "minutes": meeting.minutes,
        "minutes_types": list(meeting.minutes_types or ()),
        "next_meeting_date": meeting.next_meeting_date if held else planned_next(board, meeting),
        "no_next_meeting_reason": meeting.no_next_meeting_reason,
        "next_start_time": meeting.start_time,
        "next_place": meeting.place,
        "next_purpose": t_plain(f"{W}.purpose"),
        "next_invited": [each.id for each in meeting.participants],
        **{f"came_active_{nth}": False for nth in CAME},
        **{presence_name(each): _presence(each) for each in meeting.participants},
        **{item: YES_NO[answer] for item, answer in meeting.checklist.items()},
    }


def _presence(each: Participant) -> str | None:
    if each.attended is None:
        return None
    if not each.attended:
        return Presence.ABSENT.value
    return (Presence.ACTIVE if each.active else Presence.ATTENDED).value


def planned_next(board: Board, meeting: Meeting) -> date | None:
    """The day of a meeting of the same kind that is planned after this one already."""
    days = [
        one.day
        for one in board.file.meetings
        if one.state is MeetingState.PLANNED and one.kind == meeting.kind and one.day > meeting.day
    ]
    return min(days, default=None)


def presence(form: Form, meeting: Meeting) -> dict[str, str | None]:
    """What was marked of each participant, by id."""
    return {each.id: form.answered(presence_name(each)) for each in meeting.participants}


def told(form: Form, meeting: Meeting) -> Held:
    """All that the form holds."""
    marked = presence(form, meeting)
    following = form.answered("next_meeting_date")
    return Held(
        day=form.answered("date"),
        attended=frozenset(id_ for id_, mark in marked.items() if mark in _CAME),
        active=frozenset(id_ for id_, mark in marked.items() if mark == Presence.ACTIVE),
        came=_came(form),
        checklist={item: _answer(form.answered(item)) for item in all_codes("checklist_item")},
        minutes=form.answered("minutes"),
        minutes_types=tuple(form.answered("minutes_types") or ()),
        next_meeting_date=following,
        following=_following(form, meeting),
        no_next_meeting_reason=None if following else form.answered("no_next_meeting_reason"),
    )


_CAME = frozenset({Presence.ATTENDED, Presence.ACTIVE})


def _answer(value: str | None) -> bool | None:
    return None if value is None else value == "yes"


def _came(form: Form) -> tuple[Came, ...]:
    return tuple(
        Came(
            role=form.answered(f"came_role_{nth}"),
            name=form.answered(f"came_name_{nth}") or None,
            active=bool(form.answered(f"came_active_{nth}")),
        )
        for nth in CAME
        if form.answered(f"came_role_{nth}")
    )


def _following(form: Form, meeting: Meeting) -> NextMeeting:
    """Whoever just came is invited too, as long as nobody of the others is left out."""
    chosen = frozenset(form.answered("next_invited") or ())
    everybody = frozenset(each.id for each in meeting.participants)
    return NextMeeting(
        start_time=form.answered("next_start_time") or None,
        place=form.answered("next_place") or None,
        purpose=form.answered("next_purpose") or None,
        invited=None if chosen == everybody else chosen,
    )
