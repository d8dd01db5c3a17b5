"""The demo's knowledge-sharing model, its NGOs with their talks, and one notification."""

from collections.abc import Sequence
from datetime import date

from core.calendar import add_months, age_on
from core.consent import OF_AGE
from core.knowledge_sharing import suggestions
from core.records.knowledge_sharing import NeedEventKind
from core.words import DEFAULT, phrase
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.rows import Rows
from db.demo.staff import Employed, Staff
from db.models import (
    CaseNgoRow,
    ChildNotificationRow,
    ConsentRow,
    KnowledgeEventRow,
    KnowledgeNeedRow,
    NgoTalkRow,
    VolunteerMatchRow,
    VolunteerRow,
    VolunteerWishRow,
)

_SHARED = {
    "steering_group": (("lead", 200, "Holdt på mødet i styregruppen."), ("lead", 25, None)),
    "directors": (("lead", 170, "Sendt sammen med halvårsrapporten."),),
    "partners": (("lead", 60, "Nye mødetider for netværksmøder."),),
    "referrers": (("lead", 190, None), ("lead", 110, "Nyhedsbrev til alle henvisere.")),
    "ngo_management": (("coordinator", 75, "Møde med begge klubber."),),
    "ngo_coordinator": (("coordinator", 12, "Ringede om to nye frivillige."),),
}
"""Who is responsible for which suggestion, how many days ago it was shared, and the note."""
_SINCE = 380
_SO_FAR = ("all", "first", "none")
"""Which of the talks were held, in turn."""
_MENTORS = "Mentorhuset Nordlys"
_WANTED = "Så den frivillige kan hjælpe med det, den unge ønsker."
_UNIT = "Børne- og ungerådgivningen i egen kommune"
_TYPES = "contact_details;family_network"
_EVERY = "ngo_coordinator;guardian;young_person;municipal_worker"


def write_knowledge_sharing(rows: Rows, lives: Sequence[Life], staff: Staff, on: date) -> None:
    """The model, the talks about who has a volunteer, an NGO named by hand, and a notification."""
    people = {"lead": staff.lead, "coordinator": staff.coordinators[0]}
    for each in suggestions():
        if each.code in _SHARED:
            who = people[_SHARED[each.code][0][0]]
            _write_need(rows, each.code, (staff.lead, who), on)
    _write_ngos(rows, lives, on)
    _write_named(rows, lives)
    _write_notification(rows, lives, on)


def _write_need(rows: Rows, code: str, people: tuple[Employed, Employed], on: date) -> None:
    """A row as the project leader wrote it, and what the responsible shared since."""
    lead, who = people
    suggested = next(each for each in suggestions() if each.code == code)
    since, said = plus(on, -_SINCE), f"knowledge_suggestion.{code}"
    need_id = rows.add(
        KnowledgeNeedRow,
        since,
        party=phrase(DEFAULT, f"{said}.party"),
        need=phrase(DEFAULT, f"{said}.need"),
        responsible_id=who.id,
        format=suggested.format,
        frequency=suggested.frequency,
        can_share=phrase(DEFAULT, f"{said}.can"),
        may_share=phrase(DEFAULT, f"{said}.may"),
        basis=suggested.basis,
        must_share=phrase(DEFAULT, f"{said}.must"),
        from_date=since,
        suggestion=code,
    )
    _event(rows, need_id, NeedEventKind.ADDED, since, lead, None)
    for _, ago, note in _SHARED[code]:
        _event(rows, need_id, NeedEventKind.SHARED, plus(on, -ago), who, note)


def _event(
    rows: Rows, need_id: str, kind: NeedEventKind, day: date, who: Employed, note: str | None
) -> None:
    rows.add(
        KnowledgeEventRow,
        day,
        need_id=need_id,
        kind=kind.value,
        date=day,
        by_name=who.name,
        note=note,
    )


def _write_ngos(rows: Rows, lives: Sequence[Life], on: date) -> None:
    """Of three young people with a volunteer one has all talks, one the first, and one none."""
    by_case = {life.case_id: life for life in lives}
    wished = {row["id"]: by_case[row["case_id"]] for row in rows.by_table[VolunteerWishRow]}
    clubs = {row["id"]: row["organisation"] for row in rows.by_table[VolunteerRow]}
    for place, row in enumerate(rows.by_table.get(VolunteerMatchRow, [])):
        life, club = wished[row["wish_id"]], clubs[row["volunteer_id"]]
        begun, last = row["from_date"], row["to_date"]
        so_far = _SO_FAR[place % len(_SO_FAR)]
        if so_far != "none":
            _talk(life, club, "referral_talk", plus(begun, -6), "municipal_worker;ngo_coordinator")
            _consent(life, club, begun)
        if so_far == "all":
            _talk(life, club, "first_talk", plus(begun, 8), _EVERY)
        if so_far == "all" and last is not None:
            _talk(life, club, "closing_talk", min(plus(last, 5), on), f"{_EVERY};volunteer")


def _talk(life: Life, club: str, talk: str, day: date, who: str) -> None:
    held = min(workday(day), life.on)
    if held <= life.on and life.coordinator is not None:
        life.rows.add(
            NgoTalkRow,
            held,
            case_id=life.case_id,
            organisation=club,
            talk=talk,
            date=held,
            took_part=who,
            by_name=life.coordinator.name,
        )


def _not_relevant(life: Life, club: str, talk: str, day: date) -> None:
    if life.coordinator is not None:
        life.rows.add(
            NgoTalkRow,
            day,
            case_id=life.case_id,
            organisation=club,
            talk=talk,
            not_relevant="Den unge og familien kendte mentoren i forvejen.",
            by_name=life.coordinator.name,
        )


def _consent(life: Life, club: str, day: date) -> None:
    life.rows.add(
        ConsentRow,
        day,
        case_id=life.case_id,
        given_date=day,
        given_by="young_person",
        party=club,
        party_role="other",
        information_types=_TYPES,
        purpose=_WANTED,
        valid_to=plus(add_months(day, 12), -1),
        legal_basis="consent",
        form="paper",
    )


def _write_named(rows: Rows, lives: Sequence[Life]) -> None:
    """One young person has a mentor who is no volunteer of ours."""
    begun = [life for life in lives if life.course.start and not life.course.end]
    for life in begun[3:4]:
        day = workday(plus(life.course.start or life.on, 20))
        if day <= life.on:
            rows.add(CaseNgoRow, day, case_id=life.case_id, name=_MENTORS, from_date=day)
            _talk(life, _MENTORS, "referral_talk", day, "municipal_worker;ngo_coordinator")
            _not_relevant(life, _MENTORS, "first_talk", day)


def _write_notification(rows: Rows, lives: Sequence[Life], on: date) -> None:
    """The first young person under 18 in a course, about whom somebody was worried."""
    day = workday(plus(on, -25))
    young = [
        life
        for life in lives
        if age_on(life.young.birth_date, on) < OF_AGE
        and life.coordinator is not None
        and (life.course.start or on) < day <= life.last_day
    ]
    for life in young[:1]:
        who = life.coordinator.name if life.coordinator else ""
        rows.add(ChildNotificationRow, day, case_id=life.case_id, date=day, by_name=who, unit=_UNIT)
