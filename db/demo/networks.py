"""More of a network than meetings need: others around, roles, help, earlier maps, interventions.

Drawn with dice of its own, so that it disturbs nothing else in the demo.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from random import Random
from typing import Any

from core.records.network_map import MapPerson
from db.demo.days import plus, workday
from db.demo.life import Known, Life
from db.demo.people import Register
from db.models import InterventionRow, NetworkMapRow

_ALSO_PRIVATE = (
    ("Ven", False),
    ("Veninde", True),
    ("Kæreste", True),
    ("Fætter", False),
    ("Kusine", True),
    ("Mormors mand", False),
    ("Nabo", True),
    ("Tidligere klassekammerat", False),
    ("Frivillig i klubben", True),
)
"""Relation, and whether a woman."""
_ALSO_PROFESSIONAL = (
    ("Familiebehandler", "other"),
    ("Tidligere pædagog", "placement"),
    ("Praktiserende læge", "other"),
    ("Vejleder på FGU", "education_institution"),
    ("SSP-medarbejder", "ssp_worker"),
    ("Studievejleder", "education_institution"),
)
_ORGANISATIONS = {
    "guidance_counsellor": "Ungeindsatsen, Papirsø Kommune",
    "employment_officer": "Jobcenter Papirsø",
    "contact_person": "Børn og Unge, Papirsø Kommune",
    "substance_use_consultant": "Rusmiddelcentret Papirsø",
    "psychiatric_adviser": "Psykiatrisk Ambulatorium, Papirsø",
    "school": "Papirsø Skole",
    "benefits_caseworker": "Ydelseskontoret, Papirsø Kommune",
    "adult_caseworker": "Voksenområdet, Papirsø Kommune",
    "child_caseworker": "Børn og Unge, Papirsø Kommune",
    "placement": "Opholdsstedet Havblik",
    "education_institution": "FGU Papirsø",
    "ssp_worker": "SSP Papirsø",
    "employer": "Papirsø Autoværksted",
}
_PRIVATE_HELP = (
    "at snakke, når det er svært",
    "at køre til møder og aftaler",
    "at ringe op om morgenen",
    "et sted at spise aftensmad om søndagen",
    "at flytte og sætte møbler sammen",
)
_PROFESSIONAL_HELP = (
    "at tage med til samtaler",
    "at svare på en sms samme dag",
    "at læse breve fra kommunen igennem",
    "at finde en praktikplads",
    "at passe på, at ingen får det samme spørgsmål to gange",
)
_INTERVENTIONS = (
    ("Uddannelseshjælp", "Ydelseskontoret, Papirsø Kommune", "economy"),
    ("Forløb på FGU", "FGU Papirsø", "education_employment"),
    ("Samtaler om hash", "Rusmiddelcentret Papirsø", "substance_use"),
    ("Samtaler med psykolog", "Psykiatrisk Ambulatorium, Papirsø", "health"),
    ("Kontaktperson", "Børn og Unge, Papirsø Kommune", "support_given"),
    ("Mentor", "Jobcenter Papirsø", "support_given"),
    ("Økonomisk rådgivning", "Papirsø Boligselskab", "economy"),
    ("Plads i ungdomsklubben", "Klub Havnen", "family_network"),
)
_EARLIER = ("Ophold på Havblik", "Opholdsstedet Havblik", "support_given")
_LEAST, _MOST = 9, 14
_MAPS_AFTER = 120
"""A network that has been there so many days may have earlier maps; one in three has."""
FARTHEST = 3


def dice_of(life: Life) -> Random:
    """Dice for one network alone."""
    return Random(f"network {life.number}")


def others(life: Life) -> list[tuple[Known, int]]:
    """Further people with their closeness, so that eight to fourteen stand around in all."""
    dice = dice_of(life)
    register = Register(dice)
    lacking = dice.randint(_LEAST, _MOST) - len(life.people)
    private = [
        Known(register.grown(woman=woman), relation, "other", private=True)
        for relation, woman in dice.sample(_ALSO_PRIVATE, max(lacking * 3 // 4, 0))
    ]
    professional = [
        Known(register.grown(), relation, role, private=False)
        for relation, role in dice.sample(_ALSO_PROFESSIONAL, max(lacking - len(private), 0))
    ]
    return [(known, dice.randint(1 + (not known.private), 3)) for known in private + professional]


def told_of(known: Known, dice: Random) -> dict[str, Any]:
    """What else is known of somebody: the role at meetings, the place of work, how they help."""
    help_ = _PRIVATE_HELP if known.private else _PROFESSIONAL_HELP
    helps = known.chosen or dice.random() < 0.3  # noqa: PLR2004 — three in ten
    return {
        "participant_role": None if known.role == "other" else known.role,
        "organisation": _ORGANISATIONS.get(known.role),
        "draw_on": dice.choice(help_) if helps else None,
    }


def write_maps(life: Life, rows: Sequence[dict[str, Any]]) -> None:
    """Two earlier maps of some networks: the first small and without a chosen adult."""
    start = life.course.start
    if start is None or life.coordinator is None or (life.last_day - start).days < _MAPS_AFTER:
        return
    if life.number % 3:
        return
    people = [_on_map(row) for row in rows]
    first, second = plus(start, 5), plus(start, (life.last_day - start).days // 2)
    _write_map(life, first, _begun(people), "Tegnet ved den første samtale.")
    _write_map(life, second, _half_way(people), "Tegnet før netværksmødet.")


def _begun(people: Sequence[MapPerson]) -> Iterable[MapPerson]:
    for place, one in enumerate(people[:-3]):
        closeness = min((one.closeness or FARTHEST) + (place % 2), FARTHEST)
        yield MapPerson(one.id, one.name, one.sphere, one.relation, closeness)


def _half_way(people: Sequence[MapPerson]) -> Iterable[MapPerson]:
    gone = MapPerson(f"{people[0].id}x", "Sander", "private", "Ven", 2)
    for place, one in enumerate(people[:-1]):
        closeness = max((one.closeness or 1) - (place % 3 == 1), 1)
        yield MapPerson(
            *(one.id, one.name, one.sphere, one.relation, closeness),
            chosen_adult=one.chosen_adult,
            draw_on=one.draw_on if place % 2 else None,
        )
    yield gone


def _on_map(row: dict[str, Any]) -> MapPerson:
    return MapPerson(
        *(row["id"], row["name"], row["sphere"], row["relation"], row["closeness"]),
        chosen_adult=row["chosen_adult"],
        draw_on=row["draw_on"],
    )


def _write_map(life: Life, day: date, people: Iterable[MapPerson], said: str) -> None:
    life.rows.add(
        NetworkMapRow,
        day,
        case_id=life.case_id,
        date=day,
        note=said,
        people=json.dumps([asdict(one) for one in people], ensure_ascii=False),
        by_name=life.coordinator.name if life.coordinator else "",
    )


def write_interventions(life: Life) -> None:
    """What is received already when the course begins; some of it has ended since."""
    start, dice = life.course.start, dice_of(life)
    if start is None:
        return
    for place, told in enumerate(dice.sample(_INTERVENTIONS, dice.randint(3, 5))):
        ended = place == 0 and life.last_day > plus(start, 60)
        _intervention(
            life,
            told,
            workday(plus(start, -dice.randint(30, 400))),
            workday(plus(start, 45), life.on) if ended else None,
        )
    if dice.random() < 0.4:  # noqa: PLR2004 — two in five
        first = workday(plus(start, -dice.randint(500, 900)))
        _intervention(life, _EARLIER, first, workday(plus(first, 400)))


def _intervention(life: Life, told: tuple[str, str, str], first: date, last: date | None) -> None:
    name, provider, kind = told
    life.rows.add(
        InterventionRow,
        life.course.start or first,
        case_id=life.case_id,
        name=name,
        information_type=kind,
        provider=provider,
        from_date=first,
        to_date=last,
    )
