"""The rows of the people around the young person."""

from dataclasses import replace
from typing import Any

from core.calendar import add_months
from core.codes import Variant
from db.demo.days import plus
from db.demo.life import Known, Life
from db.demo.networks import dice_of, others, told_of, write_maps
from db.demo.people import email
from db.models import NetworkPersonRow

_PRIVATE = (
    ("Mor", "guardian", True),
    ("Far", "guardian", False),
    ("Storesøster", "other", True),
    ("Storebror", "other", False),
    ("Mormor", "other", True),
    ("Farfar", "other", False),
    ("Moster", "other", True),
    ("Onkel", "other", False),
    ("Tidligere plejemor", "other", True),
    ("Fodboldtræner", "other", False),
    ("Kammeratens mor", "other", True),
    ("Mesteren på værkstedet", "employer", False),
)
"""Relation, role at a meeting, and whether a woman."""
_FAMILY = frozenset({"Mor", "Far", "Storesøster", "Storebror", "Farfar"})
"""Relations that bear the same family name."""
_PROFESSIONAL = (
    ("Ungevejleder", "guidance_counsellor"),
    ("Jobkonsulent", "employment_officer"),
    ("Kontaktperson", "contact_person"),
    ("Rusmiddelkonsulent", "substance_use_consultant"),
    ("Psykiatrisk rådgiver", "psychiatric_adviser"),
    ("Lærer", "school"),
    ("Rådgiver i ydelse", "benefits_caseworker"),
)
_OF_AGE = 18 * 12


def write_network(life: Life) -> None:
    """The people around; one of them chosen, always so in variant U."""
    start = life.course.start
    if start is None:
        return
    life.people = _people(life)
    at_meetings = [
        (known, 1 if known.chosen else min(place // 2 + 1, 3))
        for place, known in enumerate(life.people)
    ]
    dice = dice_of(life)
    rows = [
        _row(life, known, closeness) | told_of(known, dice)
        for known, closeness in (*at_meetings, *others(life))
    ]
    for row in rows:
        row["id"] = life.rows.add(NetworkPersonRow, plus(start, 3), **row)
    write_maps(life, rows)


def _row(life: Life, known: Known, closeness: int) -> dict[str, Any]:
    has_mail = life.chance(0.5)
    return {
        "case_id": life.case_id,
        "name": known.name,
        "sphere": "private" if known.private else "professional",
        "relation": known.relation,
        "closeness": closeness,
        "chosen_adult": known.chosen,
        "phone": life.register.phone() if life.chance(0.8) else None,
        "email": email(known.name) if has_mail else None,
    }


def _people(life: Life) -> list[Known]:
    private = [
        _private(life, *each) for each in life.dice.sample(_PRIVATE, life.dice.randint(2, 4))
    ]
    others = [row for row in _PROFESSIONAL[1:] if life.chance(0.35)]
    professional = [
        Known(life.register.grown(), relation, role, private=False)
        for relation, role in (_PROFESSIONAL[0], _caseworker(life), *others)
    ]
    people = private + professional
    if life.story.variant is Variant.U or life.chance(0.6):
        if life.chance(0.7):
            people[0] = replace(people[0], chosen=True)
        else:
            people.append(_chosen_professional(life))
    return people


def _chosen_professional(life: Life) -> Known:
    relation, role = life.dice.choice((("Kontaktperson", "contact_person"), ("Mentor", "other")))
    return Known(life.register.grown(), relation, role, private=False, chosen=True)


def _private(life: Life, relation: str, role: str, woman: bool) -> Known:
    name = life.register.grown(woman=woman)
    if relation in _FAMILY:
        name = f"{name.split()[0]} {life.young.name.split()[-1]}"
    return Known(name, relation, role, private=True)


def _caseworker(life: Life) -> tuple[str, str]:
    of_age = add_months(life.young.birth_date, _OF_AGE) <= (life.course.start or life.on)
    return (
        ("Rådgiver, voksne", "adult_caseworker")
        if of_age
        else ("Børne- og ungerådgiver", "child_caseworker")
    )
