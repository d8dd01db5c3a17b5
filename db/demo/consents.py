"""The rows of the consents: who around the young person may know what, until when."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from core.calendar import add_months
from db.demo.days import plus, workday
from db.demo.life import Known, Life
from db.models import ConsentFormRow, ConsentRow

_PURPOSES = (
    "Så teamet kan holde netværksmøder og følge op på det, vi aftaler.",
    "Så bolig, skole og økonomi kan planlægges sammen.",
    "Så ingen skal fortælle det samme to gange.",
)
_EVERYBODY = ("contact_details", "support_given")
_TYPES: Mapping[str, tuple[str, ...]] = {
    "guidance_counsellor": ("education_employment", "family_network"),
    "employment_officer": ("education_employment", "economy"),
    "benefits_caseworker": ("economy", "housing"),
    "child_caseworker": ("housing", "education_employment", "health", "family_network"),
    "adult_caseworker": ("housing", "economy", "education_employment", "health"),
    "substance_use_consultant": ("health", "substance_use"),
    "psychiatric_adviser": ("health",),
    "contact_person": ("housing", "education_employment", "family_network"),
    "chosen_adult": ("housing", "education_employment", "health", "family_network"),
    "school": ("education_employment",),
}
"""What each is told beside what everybody is."""
_OF_AGE = 18 * 12
_LEFT_OUT, _ONE_GIVER = 0.3, 0.2
"""Shares of young people: with somebody they said no to; under 18 with one guardian's yes less."""


def write_consents(life: Life) -> None:
    """Consents at the start, anew each year and at eighteen; until then a guardian's too."""
    start, born = life.course.start, life.young.birth_date
    if start is None:
        return
    parties = _parties(life)
    asked_later = parties.pop() if len(parties) > 1 and life.chance(_LEFT_OUT) else None
    of_age = add_months(born, _OF_AGE)
    given = min(workday(plus(start, life.dice.randint(0, 6))), life.on)
    while given <= life.last_day:
        valid_to = plus(add_months(given, 12), -1)
        if given < of_age:
            valid_to = min(valid_to, plus(of_age, -1))
            fewer = len(parties) > 1 and life.chance(_ONE_GIVER)
            _give(life, given, "guardian", parties[1:] if fewer else parties, valid_to)
        _give(life, given, "young_person", parties, valid_to)
        given = plus(valid_to, 1)
    if asked_later is not None and life.course.end is None:
        _ask(life, asked_later)


def _parties(life: Life) -> list[Known]:
    """The professionals and the chosen adult, in the order they came into the network."""
    return [known for known in life.people if known.chosen or not known.private]


def _give(life: Life, given: date, by: str, parties: Iterable[Known], valid_to: date) -> None:
    purpose = life.dice.choice(_PURPOSES)
    for known in parties:
        life.rows.add(
            ConsentRow,
            given,
            case_id=life.case_id,
            given_date=given,
            given_by=by,
            party=known.name,
            party_role=_role(known),
            information_types=";".join(_types(known)),
            purpose=purpose,
            valid_to=valid_to,
            legal_basis="consent",
            form="paper",
        )


def _role(known: Known) -> str:
    return "chosen_adult" if known.chosen else known.role


def _types(known: Known) -> tuple[str, ...]:
    return (*_EVERYBODY, *_TYPES.get(_role(known), ()))


def _ask(life: Life, known: Known) -> None:
    """A form that waits for a signature: the young person is thinking about it."""
    made = workday(plus(life.on, -5), life.on)
    party = {
        "party": known.name,
        "party_role": _role(known),
        "information_types": list(_types(known)),
    }
    life.rows.add(
        ConsentFormRow,
        made,
        case_id=life.case_id,
        made_date=made,
        purpose=life.dice.choice(_PURPOSES),
        valid_to=plus(add_months(made, 12), -1),
        parties=json.dumps([party], ensure_ascii=False),
        state="waiting",
        by_name=life.coordinator.name if life.coordinator else "",
    )
